import { mkdirSync, rmSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import type { World } from "../../population/world.js";
import { embeddedDatabase } from "../database.js";
import { migrate } from "../migrations.js";
import { seed } from "../seed.js";
import { copyFolder, dataOf, keepFolder } from "./ledger-folder.js";
import { pgliteOptions } from "./pglite-options.js";

/** What the process that makes a ledger is told. */
export interface LedgerOrder {
  world: World;
  fingerprint: string;
  /** Folder of an empty database cluster, made once for all ledgers. */
  template: string;
  /** Folder to be made. */
  kept: string;
}

/** Makes the folder of a seeded ledger. Starting a new cluster takes seconds and 800 MB: to be run in its own process. */
export async function makeLedger({ world, fingerprint, template, kept }: LedgerOrder): Promise<void> {
  const making = `${kept}.making-${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  try {
    if (!copyFolder(template, dataOf(making))) {
      await makeTemplate(template);
      if (!copyFolder(template, dataOf(making))) throw new Error(`Cannot keep a database template in ${template}`);
    }
    const db = await PGlite.create(pgliteOptions(dataOf(making)));
    const database = embeddedDatabase(db);
    await migrate(database);
    await seed(database, world, fingerprint);
    await database.script("vacuum");
    await database.script("checkpoint");
    await db.close();
    keepFolder(making, kept);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

async function makeTemplate(template: string): Promise<void> {
  const making = `${template}.making-${process.pid}`;
  mkdirSync(making, { recursive: true });
  const db = await PGlite.create(pgliteOptions(dataOf(making)));
  await db.close();
  keepFolder(making, template);
}
