import { LEGACY_REGIMES } from "../population/legacy.js";
import { UNIT_AMOUNTS } from "../population/unit-amounts.js";
import type { World } from "../population/world.js";
import { inTransaction, type Database } from "./database.js";
import { fill } from "./fill.js";
import { holdLock } from "./migrations.js";
import { payAdvances, recover, settleYears } from "./rows/money.js";
import { fileStatements } from "./rows/statements.js";

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
        dwse.afrekening, dwse.terugvordering, dwse.oude_regeling, dwse.doorstroomtraject,
        dwse.doorstroomtraject_partner, dwse.uitbox restart identity;`);
    await fillPartnerships(database, world);
    await fillReference(database);
    await fillDaysAndMoney(database, world);
    await fillReplacedNumbers(database, world);
    await database.query("insert into dwse.zaaisel values ($1)", [fingerprint]);
  });
  await database.script("analyze");
}

async function fillPartnerships(database: Database, { partnerships }: World): Promise<void> {
  await fill(
    database,
    "samenwerkingsverband",
    { id: "text", naam: "text", penhouder: "text", regelgeving: "text", status: "text" },
    partnerships.map(({ id, name, lead, regulation, status }) => [id, name, lead, regulation, status]),
  );
  await fill(
    database,
    "toekenning",
    { samenwerkingsverband_id: "text", jaar: "smallint", contingent: "numeric", toegekend_op: "date" },
    partnerships.flatMap(({ id, contingents }) =>
      contingents.flatMap(({ year, granted, grantedOn }) =>
        granted === undefined || grantedOn === undefined ? [] : [[id, year, granted, grantedOn]],
      ),
    ),
  );
  await fill(
    database,
    "verdeelsleutel",
    { samenwerkingsverband_id: "text", versie: "smallint", vanaf_jaar: "smallint" },
    partnerships.flatMap(({ id, splitKeys }) => splitKeys.map(({ version, fromYear }) => [id, version, fromYear])),
  );
  await fill(
    database,
    "deel",
    { samenwerkingsverband_id: "text", versie: "smallint", ondernemingsnummer: "text", delen: "integer" },
    partnerships.flatMap(({ id, splitKeys }) =>
      splitKeys.flatMap(({ version, parts }) => parts.map((part) => [id, version, part.organisation, part.parts])),
    ),
  );
}

async function fillReference(database: Database): Promise<void> {
  await fill(
    database,
    "eenheidsbedrag",
    { geldig_van: "date", geldig_tot: "date", bedrag: "numeric", bron: "text", bevestigd: "boolean" },
    UNIT_AMOUNTS.map(({ validFrom, validTo, cents, source, confirmed }) => [
      validFrom,
      validTo ?? "9999-12-31",
      euros(BigInt(cents)),
      source,
      confirmed,
    ]),
  );
  await fill(
    database,
    "oude_regeling",
    {
      stelsel: "text",
      titel: "text",
      geldig_van: "date",
      geldig_tot: "date",
      werkplaatsen: "integer",
      vte_omkadering: "numeric",
      vte_deelnemers: "numeric",
    },
    LEGACY_REGIMES.map((regime) => [
      regime.scheme,
      regime.title,
      regime.validFrom,
      regime.validTo,
      regime.workshops,
      regime.supportStaffFte,
      regime.participantFte,
    ]),
  );
  const projects = LEGACY_REGIMES.flatMap(({ scheme, projects: list }) => list.map((project) => ({ scheme, project })));
  await fill(
    database,
    "doorstroomtraject",
    { id: "integer", stelsel: "text", naam: "text", van: "date", tot: "date" },
    projects.map(({ scheme, project }, i) => [i + 1, scheme, project.name, project.startedOn, project.endedOn]),
  );
  await fill(
    database,
    "doorstroomtraject_partner",
    { doorstroomtraject_id: "integer", volgorde: "smallint", naam: "text", rol: "text" },
    projects.flatMap(({ project }, i) =>
      project.partners.map(({ name, role }, place) => [i + 1, place + 1, name, role]),
    ),
  );
}

async function fillDaysAndMoney(database: Database, world: World): Promise<void> {
  const filed = fileStatements(world);
  await fill(
    database,
    "kwartaaloverzicht",
    {
      id: "integer",
      samenwerkingsverband_id: "text",
      jaar: "smallint",
      kwartaal: "smallint",
      versie: "smallint",
      status: "text",
      ingediend_op: "date",
      aanvaard_op: "timestamptz",
    },
    filed.statements.map((row) => [
      row.id,
      row.partnershipId,
      row.year,
      row.quarter,
      row.version,
      row.status,
      row.deliveredOn,
      row.acceptedOn && `${row.acceptedOn}T09:00:00Z`,
    ]),
  );
  await database.script(`
    alter table dwse.kwartaaloverzicht alter column id restart with ${filed.statements.length + 1};
    alter table dwse.doorstroomtraject alter column id restart with 1000;`);
  await fill(
    database,
    "aanvaarde_dagen",
    {
      kwartaaloverzicht_id: "integer",
      insz: "text",
      overeenkomst: "text",
      dagen_aanwezig: "smallint",
      dagen_begeleid: "smallint",
    },
    (function* () {
      for (const rows of filed.days)
        for (const row of rows) yield [row.statementId, row.insz, row.agreement, row.attended, row.guided];
    })(),
  );
  const advances = payAdvances(world);
  await fill(
    database,
    "voorschot",
    {
      samenwerkingsverband_id: "text",
      jaar: "smallint",
      volgnummer: "smallint",
      bedrag: "numeric",
      betaald_op: "date",
      mededeling: "text",
    },
    advances.map((row) => [row.partnershipId, row.year, row.number, euros(row.cents), row.paidOn, row.reference]),
  );
  const settlements = settleYears(world, filed, advances);
  await fill(
    database,
    "afrekening",
    {
      samenwerkingsverband_id: "text",
      jaar: "smallint",
      versie: "smallint",
      dagen: "integer",
      contingent: "numeric",
      eenheidsbedrag: "numeric",
      subsidie: "numeric",
      voorschotten: "numeric",
      saldo: "numeric",
      vastgesteld_op: "date",
    },
    settlements.map((row) => [
      row.partnershipId,
      row.year,
      1,
      row.days,
      row.contingent,
      euros(row.unitCents),
      euros(row.subsidyCents),
      euros(row.advanceCents),
      euros(row.subsidyCents - row.advanceCents),
      row.settledOn,
    ]),
  );
  await fill(
    database,
    "terugvordering",
    {
      samenwerkingsverband_id: "text",
      jaar: "smallint",
      bedrag: "numeric",
      reden: "text",
      opgelegd_op: "date",
      betaald_op: "date",
    },
    recover(world, settlements).map((row) => [
      row.partnershipId,
      row.year,
      euros(row.cents),
      row.reason,
      row.imposedOn,
      row.paidOn,
    ]),
  );
}

async function fillReplacedNumbers(database: Database, { persons }: World): Promise<void> {
  await fill(
    database,
    "inszvervanging",
    { oud: "text", nieuw: "text", vervangen_op: "date", verwerkt_op: "date" },
    persons.flatMap(({ insz, former }) =>
      former
        ? [[former.insz, insz, former.replacedOn, former.stillUsedBy.includes("dwse") ? null : former.replacedOn]]
        : [],
    ),
  );
}

function euros(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
