import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { World } from "../population/world.js";
import { readMigrations } from "./migrations.js";

/**
 * Names the ledger of this world: another world, day, migration or way of making the rows gives another name.
 * @param world as `ledgerWorld` gives it
 */
export function fingerprintOf(world: World): string {
  const hash = createHash("sha256");
  for (const { digest } of readMigrations()) hash.update(digest);
  const here = dirname(fileURLToPath(import.meta.url));
  for (const folder of [here, join(here, "rows"), join(here, "tables"), join(here, "..", "population")])
    for (const file of readdirSync(folder).sort())
      if (/\.(ts|js)$/.test(file)) hash.update(readFileSync(join(folder, file)));
  hash.update(JSON.stringify([world.seed, world.now, world.partnerships]));
  for (const person of world.persons) hash.update(JSON.stringify(person));
  return hash.digest("hex").slice(0, 32);
}
