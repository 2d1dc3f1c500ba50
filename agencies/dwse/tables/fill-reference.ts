import { LEGACY_REGIMES } from "../../population/legacy.js";
import { UNIT_AMOUNTS } from "../../population/unit-amounts.js";
import type { Database } from "../database.js";
import { euros } from "./euros.js";
import { fill } from "./fill.js";

/** What is the same for everybody: unit amounts, and the regimes of before. */
export async function fillReference(database: Database): Promise<void> {
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
    {
      id: "integer",
      stelsel: "text",
      naam: "text",
      van: "date",
      tot: "date",
      doelgroep: "text",
      deelnemers: "integer",
      naar_sociale_economie: "integer",
      naar_werkervaring: "integer",
      naar_regulier: "integer",
    },
    projects.map(({ scheme, project }, i) => [
      i + 1,
      scheme,
      project.name,
      project.startedOn,
      project.endedOn,
      project.targetGroup,
      project.participants,
      project.outflow.SOCIALE_ECONOMIE,
      project.outflow.WERKERVARING,
      project.outflow.REGULIER,
    ]),
  );
  await fill(
    database,
    "activeringsbegeleiding",
    { doorstroomtraject_id: "integer", onderdeel: "text" },
    projects.flatMap(({ project }, i) => project.activation.map((part) => [i + 1, part])),
  );
  await fill(
    database,
    "doorstroomtraject_partner",
    { doorstroomtraject_id: "integer", volgorde: "smallint", naam: "text", rol: "text" },
    projects.flatMap(({ project }, i) =>
      project.partners.map(({ name, role }, place) => [i + 1, place + 1, name, role]),
    ),
  );
  await database.script(`alter table dwse.doorstroomtraject alter column id restart with ${projects.length + 1}`);
}
