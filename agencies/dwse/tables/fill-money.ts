import type { World } from "../../population/world.js";
import type { Database } from "../database.js";
import { payAdvances } from "../rows/pay-advances.js";
import { recover } from "../rows/recover.js";
import { settleYears } from "../rows/settle-years.js";
import type { FiledStatements } from "../rows/statements.js";
import { euros } from "./euros.js";
import { fill } from "./fill.js";

export async function fillMoney(database: Database, world: World, filed: FiledStatements): Promise<void> {
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
      lezing: "text",
      verdeelsleutel_versie: "smallint",
    },
    settlements.map((row) => [
      row.partnershipId,
      row.year,
      row.version,
      row.days,
      euros(row.contingent),
      euros(row.unitCents),
      euros(row.subsidyCents),
      euros(row.advanceCents),
      euros(row.subsidyCents - row.advanceCents),
      row.settledOn,
      "AANWEZIG",
      row.splitKey,
    ]),
  );
  await fill(
    database,
    "afrekening_overzicht",
    { samenwerkingsverband_id: "text", jaar: "smallint", versie: "smallint", kwartaaloverzicht_id: "integer" },
    settlements.flatMap(({ partnershipId, year, version, statementIds }) =>
      statementIds.map((statement) => [partnershipId, year, version, statement]),
    ),
  );
  await fill(
    database,
    "terugvordering",
    {
      samenwerkingsverband_id: "text",
      jaar: "smallint",
      afrekening_versie: "smallint",
      bedrag: "numeric",
      reden: "text",
      opgelegd_op: "date",
      betaald_op: "date",
    },
    recover(world, settlements).map((row) => [
      row.partnershipId,
      row.year,
      row.settlementVersion,
      euros(row.cents),
      row.reason,
      row.imposedOn,
      row.paidOn,
    ]),
  );
}
