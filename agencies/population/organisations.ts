import { HASSELT, MUNICIPALITIES } from "./municipalities.js";
import { enterpriseNumber } from "./numbers.js";
import type { Municipality, Organisation, OrganisationKind } from "./world.js";

/** All numbers begin with 09 or 19: well formed and, as far as known, given to nobody. */
function organisation(body: string, name: string, kind: OrganisationKind, nis: string): Organisation {
  return { kbo: enterpriseNumber(body), name, kind, nis };
}

/** Vilvoorde: the real seats are in Brussels, outside the municipalities of this world. */
const SEAT = "23088";

export const VDAB = organisation("09800001", "VDAB", "VDAB", SEAT);
export const DEPARTEMENT = organisation("09800002", "Departement WSE", "DEPARTEMENT", SEAT);

/** A service of VDAB at which dossiers are: one a province. */
export interface Service {
  /** Its code in the register of Flemish organisations; of a form that is given out, and given to nobody. */
  ovo: string;
  name: string;
  province: Municipality["province"];
}

export const VDAB_SERVICES: readonly Service[] = (
  ["Antwerpen", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen"] as const
).map((province, i) => ({ ovo: `OVO99001${i + 1}`, name: `VDAB AMA ${province}`, province }));

/** The service for people who live in a province. */
export function serviceOf(province: Municipality["province"]): Service {
  return VDAB_SERVICES.find((service) => service.province === province)!;
}

/** The five national unions and HZIV, with their share of the insured in percent. */
const FUNDS: readonly (readonly [string, string, number])[] = [
  ["09901000", "CM", 42],
  ["09902000", "Neutrale Ziekenfondsen", 6],
  ["09903000", "Solidaris", 27],
  ["09904000", "Liberale Mutualiteiten", 6],
  ["09905000", "Onafhankelijke Ziekenfondsen", 16],
  ["09906000", "HZIV", 3],
];

export const SICKNESS_FUNDS: readonly Organisation[] = FUNDS.map(([body, name]) =>
  organisation(body, name, "ZIEKENFONDS", SEAT),
);

/** Each sickness fund with its share of the insured, for drawing. */
export const INSURED_AT: readonly (readonly [Organisation, number])[] = SICKNESS_FUNDS.map((fund, i) => [
  fund,
  FUNDS[i]?.[2] ?? 0,
]);

export const OCMWS: ReadonlyMap<string, Organisation> = new Map(
  MUNICIPALITIES.map(({ nis, name }) => [nis, organisation(`199${nis}`, `OCMW ${name}`, "OCMW", nis)]),
);

export const PLOEG = organisation("09500001", "Maatwerkbedrijf de Ploeg", "MAATWERKBEDRIJF", HASSELT);
export const HEFT = organisation("09500002", "vzw Het Heft", "PARTNER", HASSELT);
export const BALANS = organisation("09500003", "AC Balans", "PARTNER", HASSELT);

/** The `place`-th other social enterprise or partner. */
export function otherOrganisation(place: number, name: string, kind: OrganisationKind, nis: string): Organisation {
  return organisation(
    `${place % 7 === 0 ? "195" : "095"}${String(1000 + place * 37).padStart(5, "0")}`,
    name,
    kind,
    nis,
  );
}

/** The sickness fund of this name; the stories name theirs. */
export function fundOf(name: string): Organisation {
  const fund = SICKNESS_FUNDS.find((candidate) => candidate.name === name);
  if (!fund) throw new Error(`No sickness fund ${name}`);
  return fund;
}

/** The OCMW of a municipality. */
export function ocmwOf(nis: string): Organisation {
  const ocmw = OCMWS.get(nis);
  if (!ocmw) throw new Error(`No municipality ${nis}`);
  return ocmw;
}
