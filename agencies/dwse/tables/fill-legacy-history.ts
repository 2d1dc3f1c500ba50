import { legacyParticipationsOf, legacyRecognitionsOf } from "../../population/legacy-history.js";
import type { World } from "../../population/world.js";
import type { Database } from "../database.js";
import { fill } from "./fill.js";

/** Who offered work-oriented care before AMA WSE, and who took part in it. */
export async function fillLegacyHistory(database: Database, world: World): Promise<void> {
  const recognitions = legacyRecognitionsOf(world);
  await fill(
    database,
    "oude_erkenning",
    {
      ondernemingsnummer: "text",
      stelsel: "text",
      van: "date",
      tot: "date",
      vte_deelnemers: "numeric",
      vte_omkadering: "numeric",
    },
    recognitions.map((row) => [row.kbo, row.scheme, row.from, row.to, row.participantFte, row.supportStaffFte]),
  );
  const byOrganisation = new Map(recognitions.map((recognition) => [recognition.kbo, recognition]));
  await fill(
    database,
    "oude_deelname",
    { insz: "text", ondernemingsnummer: "text", stelsel: "text", van: "date", tot: "date", vte: "numeric" },
    world.persons.flatMap((person) => {
      const insz = person.former?.stillUsedBy.includes("dwse") ? person.former.insz : person.insz;
      return legacyParticipationsOf(world, person, byOrganisation).map((row) => [
        insz,
        row.kbo,
        row.scheme,
        row.from,
        row.to,
        row.fte,
      ]);
    }),
  );
}
