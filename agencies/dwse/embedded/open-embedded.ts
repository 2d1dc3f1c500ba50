import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import type { World } from "../../population/world.js";
import { copyFolder } from "./ledger-folder.js";
import { orderLedger } from "./order-ledger.js";
import { pgliteOptions } from "./pglite-options.js";

/** A PostgreSQL in this process, speaking its wire on a port of the loopback interface. */
export interface EmbeddedPostgres {
  port: number;
  stop(): Promise<void>;
}

const MAX_CONNECTIONS = 100;
const KEPT_LEDGERS = 4;
let opened = 0;

/** Opens a copy of the ledger of this world; makes and keeps it first when it is not there or spoilt. */
export async function openEmbedded(world: World, fingerprint: string, dataDir: string): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  clearAway(folder);
  const kept = join(folder, `ledger-${fingerprint}`);
  const running = join(folder, `running-${process.pid}-${++opened}`);
  if (!copyFolder(kept, running)) {
    // A spoilt one is put aside by whoever keeps another; it may be one that somebody else is about to keep.
    await orderLedger({ world, fingerprint, template: join(folder, `template-${pgliteName()}`), kept });
    if (!copyFolder(kept, running)) throw new Error(`Cannot keep a ledger in ${folder}`);
  }
  const used = new Date();
  utimesSync(kept, used, used);
  const db = await PGlite.create(pgliteOptions(running));
  // A copy of what was kept, as a database that was restored: places that an earlier copy gave out say nothing here.
  await db.exec("update dwse.uitbox_reeks set reeks = gen_random_uuid()");
  const server = new PGLiteSocketServer({ db, host: "127.0.0.1", port: 0, maxConnections: MAX_CONNECTIONS });
  await server.start();
  return {
    port: Number(server.getServerConn().split(":")[1]),
    async stop() {
      await server.stop();
      await db.close();
      rmSync(running, { recursive: true, force: true });
    },
  };
}

function pgliteName(): string {
  const file = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  return createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 12);
}

/** Removes what a process that is gone left behind, and all but the ledgers used last. */
function clearAway(folder: string): void {
  const names = readdirSync(folder);
  for (const name of names) {
    const owner = /^running-(\d+)-|\.making-(\d+)$/.exec(name);
    if (owner && !isAlive(Number(owner[1] ?? owner[2]))) rmSync(join(folder, name), { recursive: true, force: true });
  }
  const ledgers = names.filter((name) => /^ledger-\w+$/.test(name)).map((name) => join(folder, name));
  const usedAt = (ledger: string) => statSync(ledger, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const ledger of ledgers.sort((a, b) => usedAt(b) - usedAt(a)).slice(KEPT_LEDGERS))
    rmSync(ledger, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
