import { FIRST_DAY } from "./calendar.js";
import { HASSELT } from "./municipalities.js";
import { BALANS, HEFT, PLOEG } from "./organisations.js";
import type { Guide, Organisation, Workplace } from "./world.js";

/** The partnership that every world has: Maatwerkbedrijf de Ploeg leads, vzw Het Heft and AC Balans guide with it. */
export const PLOEG_ID = "SV-0001";

function workplace(id: string, organisation: Organisation, name: string, activity: string): Workplace {
  return { id, partnershipId: PLOEG_ID, organisation: organisation.kbo, name, nis: HASSELT, activity };
}

/** Its workplaces, the same in every world. */
export const PLOEG_WORKPLACES = {
  bikes: workplace("WP-00001", PLOEG, "Fietspunt Hasselt", "Fietsen herstellen en stallen"),
  packing: workplace("WP-00002", PLOEG, "Atelier de Ploeg", "Verpakken en monteren"),
  garden: workplace("WP-00003", HEFT, "Moestuin Het Heft", "Groenten telen"),
  kitchen: workplace("WP-00004", HEFT, "Sociaal restaurant Het Heft", "Koken en bedienen"),
  textile: workplace("WP-00005", BALANS, "Naaiatelier Balans", "Textiel herstellen"),
} as const;

function guide(
  id: string,
  organisation: Organisation,
  [firstName, lastName]: [string, string],
  from: string,
  qualification?: Guide["qualification"],
): Guide {
  const person = {
    id,
    partnershipId: PLOEG_ID,
    organisation: organisation.kbo,
    firstName,
    lastName,
    employed: { from },
  };
  return qualification ? { ...person, qualification } : person;
}

const bachelor = (obtainedOn: string): Guide["qualification"] => ({
  kind: "BACHELOR_SOCIAAL",
  obtainedOn,
  evidence: "Diploma bachelor sociaal werk",
});

/** Its guides, the same in every world; one of Het Heft is not qualified, beside one who is. */
export const PLOEG_GUIDES = {
  ploeg: guide("BG-00001", PLOEG, ["Marleen", "Vanhees"], FIRST_DAY, bachelor("2009-06-30")),
  heft: guide("BG-00002", HEFT, ["Joris", "Knapen"], FIRST_DAY, bachelor("2014-06-30")),
  heftNew: guide("BG-00003", HEFT, ["Silke", "Moons"], "2023-09-01"),
  balans: guide("BG-00004", BALANS, ["Karim", "Lahlou"], FIRST_DAY, {
    kind: "BEROEPSBEKWAAMHEID",
    obtainedOn: "2018-11-15",
    evidence: "Titel van beroepsbekwaamheid begeleider-animator",
  }),
} as const;
