import type { Log } from "../../platform/log.js";
import type { Gateway } from "../gateway.js";
import { SubgraphsLost } from "./lost-subgraphs.js";
import type { SupergraphSource } from "./open-supergraph.js";
import type { Release } from "./supergraph-folder.js";

/** A file may be in the middle of being written. */
const SETTLE_MS = 150;

/** Has the gateway serve what its source says, as it changes and on SIGHUP. Gives the function that ends it. */
export function followSupergraph(
  gateway: Pick<Gateway, "reload" | "tryOut" | "metrics">,
  source: SupergraphSource,
  first: Release,
  log: Log,
): () => void {
  const { supergraphChanges, supergraphKept } = gateway.metrics;
  let last = { release: JSON.stringify(first.supergraph), tryAgain: first.canary !== undefined };
  let looking = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function look(): Promise<void> {
    let release: Release;
    try {
      release = await source.read();
    } catch (error) {
      supergraphChanges.inc({ outcome: "fetch_failed" });
      log.warn({ reason: (error as Error).message }, "the supergraph cannot be read, the old one keeps serving");
      return;
    }
    supergraphKept.set(source.isAway() ? 1 : 0);
    if (source.isAway()) supergraphChanges.inc({ outcome: "fetch_failed" });
    const text = JSON.stringify(release.canary || release.force ? release : release.supergraph);
    if (text === last.release && !last.tryAgain) return;
    last = { release: text, tryAgain: false };
    const { supergraph, canary, force } = release;
    const isServed = await attempt(() => gateway.reload(supergraph, { force }));
    await attempt(() => gateway.tryOut(canary, { force }));
    if (isServed) await source.onServed(release).catch(noteUnkept);
  }

  /** What was wrong with a supergraph, the gateway has logged. A subgraph that is lost may come back. */
  async function attempt(change: () => Promise<void>): Promise<boolean> {
    try {
      await change();
      return true;
    } catch (error) {
      last.tryAgain ||= error instanceof SubgraphsLost;
      return false;
    }
  }

  function noteUnkept(error: NodeJS.ErrnoException): void {
    log.error({ code: error.code }, "the supergraph that serves cannot be kept for a start without its address");
  }

  function lookAfter(waitMs: number): void {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      looking = looking.then(look).finally(() => lookAfter(source.pauseMs() * (0.8 + 0.4 * Math.random())));
    }, waitMs);
    timer.unref();
  }

  const lookSoon = () => lookAfter(SETTLE_MS);
  const lookAgain = () => {
    last.tryAgain = true;
    lookAfter(0);
  };
  const watching = source.watch(lookSoon);
  process.on("SIGHUP", lookAgain);
  void source.onServed(first).catch(noteUnkept);
  supergraphKept.set(source.isAway() ? 1 : 0);
  lookAfter(first.canary ? 0 : source.pauseMs());
  return () => {
    stopped = true;
    clearTimeout(timer);
    process.off("SIGHUP", lookAgain);
    watching.stop();
  };
}
