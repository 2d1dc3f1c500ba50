import type { World } from "../../population/world.js";
import type { Database } from "../database.js";
import type { FiledStatements } from "../rows/statements.js";
import { fill } from "./fill.js";

export async function fillStatements(database: Database, { statements, days }: FiledStatements): Promise<void> {
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
    statements.map((row) => [
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
  await database.script(`alter table dwse.kwartaaloverzicht alter column id restart with ${statements.length + 1}`);
  await fill(
    database,
    "aanvaarde_dagen",
    {
      kwartaaloverzicht_id: "integer",
      insz: "text",
      overeenkomst: "text",
      begonnen_op: "date",
      dagen_aanwezig: "smallint",
      aanwezig: "bit varying",
      dagen_begeleid: "smallint",
      begeleid_van: "date",
      begeleid_tot: "date",
    },
    (function* () {
      for (const rows of days)
        for (const row of rows)
          yield [
            row.statementId,
            row.insz,
            row.agreement,
            row.startedOn,
            row.attended,
            row.present,
            row.guided,
            row.guidedFrom,
            row.guidedTo,
          ];
    })(),
  );
}

export async function fillReplacedNumbers(database: Database, { persons }: World): Promise<void> {
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
