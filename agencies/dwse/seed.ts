import type { World } from "../population/world.js";
import { inTransaction, type Database } from "./database.js";
import { holdLock } from "./migrations.js";
import { fileStatements } from "./rows/statements.js";
import { fillLegacyHistory } from "./tables/fill-legacy-history.js";
import { fillMoney } from "./tables/fill-money.js";
import { fillPartnerships } from "./tables/fill-partnerships.js";
import { fillReference } from "./tables/fill-reference.js";
import { fillReplacedNumbers, fillStatements } from "./tables/fill-statements.js";

/**
 * Fills a migrated database with the ledger of this world, unless it already holds the one with this fingerprint.
 * Whatever else the ledger's tables held is gone afterwards.
 */
export async function seed(database: Database, world: World, fingerprint: string): Promise<void> {
  await inTransaction(database, async () => {
    await holdLock(database);
    await database.script("create table if not exists dwse.zaaisel (vingerafdruk text not null)");
    const [held] = await database.query("select vingerafdruk from dwse.zaaisel");
    if (held?.["vingerafdruk"] === fingerprint) return;
    await database.script(`
      set local dwse.zonder_uitbox = 'aan';
      truncate dwse.zaaisel, dwse.samenwerkingsverband, dwse.toekenning, dwse.verdeelsleutel, dwse.deel,
        dwse.eenheidsbedrag, dwse.kwartaaloverzicht, dwse.aanvaarde_dagen, dwse.inszvervanging, dwse.voorschot,
        dwse.afrekening, dwse.afrekening_overzicht, dwse.terugvordering, dwse.oude_regeling, dwse.doorstroomtraject,
        dwse.doorstroomtraject_partner, dwse.activeringsbegeleiding, dwse.oude_erkenning, dwse.oude_deelname,
        dwse.uitbox restart identity;`);
    await fillPartnerships(database, world);
    await fillReference(database);
    await fillLegacyHistory(database, world);
    const filed = fileStatements(world);
    await fillStatements(database, filed);
    await fillMoney(database, world, filed);
    await fillReplacedNumbers(database, world);
    await database.script("update dwse.uitbox_reeks set reeks = gen_random_uuid()");
    await database.query("insert into dwse.zaaisel values ($1)", [fingerprint]);
  });
  await database.script("analyze");
}
