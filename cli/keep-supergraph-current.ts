import { fileURLToPath } from "node:url";
import type { Gateway } from "../gateway/gateway.js";
import type { Log } from "../platform/log.js";
import { readRegularFile } from "../platform/read-regular-file.js";
import { watchFile } from "../platform/watch-file.js";

/** Has the gateway serve what its supergraph file becomes, and read it again on SIGHUP. Gives the function that ends it. */
export function keepSupergraphCurrent(gateway: Pick<Gateway, "reload">, file: string | URL, log: Log): () => void {
  const path = file instanceof URL ? fileURLToPath(file) : file;
  // What was wrong with it, the gateway has logged, and tells at /health/ready.
  const serve = (supergraph: string) => void gateway.reload(supergraph).catch(() => undefined);
  const watcher = watchFile(path, serve);
  const again = () =>
    void readRegularFile(path).then(serve, () =>
      log.warn("the supergraph file cannot be read, the old one keeps serving"),
    );
  process.on("SIGHUP", again);
  return () => {
    process.off("SIGHUP", again);
    watcher.stop();
  };
}
