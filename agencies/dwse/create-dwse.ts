import { CallLog, type StandIn } from "../stand-in.js";
import type { World } from "../population/world.js";
import { createBookkeeping } from "./bookkeeping.js";
import { fingerprintOf } from "./fingerprint.js";
import { prepareDatabase } from "./prepare-database.js";
import { ledgerWorld } from "./rows/ledger-world.js";
import { openFront } from "./wire/front.js";

export interface DwseOptions {
  host: string;
  /** 0: any that is free. */
  port: number;
  /** Where the embedded ledger is kept between starts. */
  dataDir: string;
  /** A real PostgreSQL, 15 or later, to hold the ledger in place of the embedded one. */
  databaseUrl?: string;
}

/**
 * The department's funding ledger of this world, on the PostgreSQL wire. Its address carries a user and a database,
 * never a password.
 */
export async function createDwse(world: World, options: DwseOptions): Promise<StandIn> {
  const ledger = ledgerWorld(world);
  const fingerprint = fingerprintOf(ledger);
  const calls = new CallLog();
  const database = options.databaseUrl
    ? await prepareDatabase(ledger, fingerprint, options.databaseUrl)
    : await openEmbeddedDatabase(ledger, fingerprint, options.dataDir);
  const { host, port } = options;
  const front = await openFront({ host, port, ...database, calls }).catch(async (error: unknown) => {
    await database.stop();
    throw error;
  });
  const bookkeeping = createBookkeeping({
    world: ledger,
    url: options.databaseUrl ?? `postgres://${database.user}@127.0.0.1:${database.upstream.port}/${database.name}`,
    announce: (channel, payload) => front.announce(channel, payload),
  });
  return {
    system: "dwse",
    address: `postgres://${database.user}@${host}:${front.port}/${database.name}`,
    calls,
    setMood: (mood) => front.setMood(mood),
    take: (happening) => bookkeeping.take(happening),
    async stop() {
      await bookkeeping.stop();
      await front.stop();
      await database.stop();
    },
  };
}

async function openEmbeddedDatabase(world: World, fingerprint: string, dataDir: string) {
  // PGlite is loaded only where it is used: with a real PostgreSQL its memory is saved.
  const { openEmbedded } = await import("./embedded/open-embedded.js");
  const embedded = await openEmbedded(world, fingerprint, dataDir);
  return {
    upstream: { host: "127.0.0.1", port: embedded.port },
    oneSession: true,
    user: "postgres",
    name: "postgres",
    stop: () => embedded.stop(),
  };
}
