import type { World } from "../../population/world.js";
import type { Database } from "../database.js";
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
