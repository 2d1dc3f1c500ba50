import type { World } from "../../population/world.js";
import type { Database } from "../database.js";
import { grantsOf } from "../rows/grants.js";
import { fill } from "./fill.js";

export async function fillPartnerships(database: Database, { partnerships }: World): Promise<void> {
  await fill(
    database,
    "samenwerkingsverband",
    { id: "text", naam: "text", penhouder: "text", regelgeving: "text", status: "text" },
    partnerships.map(({ id, name, lead, regulation, status }) => [id, name, lead, regulation, status]),
  );
  await fill(
    database,
    "toekenning",
    {
      samenwerkingsverband_id: "text",
      jaar: "smallint",
      volgnummer: "smallint",
      contingent: "numeric",
      geldig_van: "date",
      geldig_tot: "date",
      toegekend_op: "date",
      soort: "text",
    },
    partnerships.flatMap((partnership) =>
      grantsOf(partnership).map((row) => [
        partnership.id,
        row.year,
        row.number,
        row.granted,
        row.from,
        row.to,
        row.grantedOn,
        row.number === 1 ? "TOEKENNING" : "HERVERDELING",
      ]),
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
