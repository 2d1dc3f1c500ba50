/**
 * The invented Flanders that the four stand-ins show, each from its own side: one value, made from a seed and a moment.
 * A stand-in reads only its own part of it and puts that on the wire in its system's own words and codes.
 *
 * Dates are ISO calendar days (`2026-03-31`), periods are inclusive, an absent `to` is an open end.
 */

export interface Period {
  from: string;
  to?: string;
}

/** A municipality with its REFNIS code, both real; the OCMW of that municipality is in `ocmws`. */
export interface Municipality {
  nis: string;
  name: string;
  postcode: string;
  province: "Antwerpen" | "Limburg" | "Oost-Vlaanderen" | "Vlaams-Brabant" | "West-Vlaanderen";
}

export type OrganisationKind = "MAATWERKBEDRIJF" | "PARTNER" | "ZIEKENFONDS" | "OCMW" | "VDAB" | "DEPARTEMENT";

export interface Organisation {
  /** Enterprise number (KBO), 10 digits, check digits right. */
  kbo: string;
  name: string;
  kind: OrganisationKind;
  nis: string;
}

/** Which of the four existing systems. */
export type System = "vdab" | "magda" | "loket" | "dwse";

export type StatuteKind = "NWWZ" | "LEEFLOON" | "ZIEKTE" | "IVT" | "IT";

export interface Statute extends Period {
  kind: StatuteKind;
  /** KBO of the OCMW or sickness fund that pays it; absent for NWWZ, IVT and IT. */
  payer?: string;
  /** Whether the social-security network confirms what VDAB recorded. */
  confirmed: boolean;
}

export type PermissionState = "AANGEVRAAGD" | "TOEGESTAAN" | "GEWEIGERD" | "HERROEPEN";

/** A permission of the advisory physician (ZIEKTE) or of the OCMW (LEEFLOON). `to` past is how a permission expires. */
export interface Permission extends Period {
  /** `TL-` and nine digits. */
  id: string;
  statute: "LEEFLOON" | "ZIEKTE";
  /** KBO of the deciding sickness fund or OCMW. */
  issuer: string;
  state: PermissionState;
  requestedOn: string;
  decidedOn?: string;
  revokedOn?: string;
  /** Name of the workplace the permission was given for. */
  workplace: string;
  evidence: "FORMULIER" | "BRIEF" | "BESLISSING";
}

export interface Advice {
  /** VDAB's decision on access to AMA WSE. */
  decidedOn: string;
  state: "TOEGEKEND" | "IN_BEHANDELING" | "GEWEIGERD" | "AFGESLOTEN";
  period: Period;
}

export interface Referral {
  /** `TL` and eight digits, VDAB's own. */
  id: string;
  partnershipId: string;
  /** KBO of the member that is asked to guide. */
  organisation: string;
  referredOn: string;
  answeredOn?: string;
  state: "VERWEZEN" | "AANVAARD" | "GEWEIGERD" | "INGETROKKEN" | "GESTART" | "BEEINDIGD";
}

export interface Assessment {
  assessedOn: string;
  outcome: "VERDERZETTEN" | "DOORSTROOM_MOGELIJK" | "STOPZETTEN";
  /** Absent when the assessor left it blank. */
  hoursPerWeekAble?: number;
  nextDueOn: string;
}

export type OutflowDestination =
  | "NORMAAL_ECONOMISCH_CIRCUIT"
  | "MAATWERKBEDRIJF"
  | "INDIVIDUEEL_MAATWERK"
  | "LOKALE_DIENSTENECONOMIE"
  | "OPLEIDING"
  | "ACTIVERINGSTRAJECT"
  | "AMA_WELZIJN"
  | "UITKERING"
  | "ONBEKEND";

export interface Outflow {
  on: string;
  destination: OutflowDestination;
  /** Absent while that many months have not passed, or when it is not a job. */
  employedAfter6?: boolean;
  employedAfter12?: boolean;
  employedAfter24?: boolean;
}

export interface HoursStep {
  from: string;
  hoursPerWeek: number;
}

export type EndReason =
  | "DOORSTROOM"
  | "NEGATIEVE_INSCHATTING"
  | "TOELATING_BEEINDIGD"
  | "STATUUT_GEWIJZIGD"
  | "DEELNEMER_STOPT"
  | "WERKGEVER_STOPT"
  | "AFWEZIGHEID"
  | "VERHUIS"
  | "OVERLEDEN"
  | "EINDE_OVEREENKOMST";

/** A persoonlijk ontwikkelingsplan (POP), as far as the counter keeps it: when, never what. */
export interface DevelopmentPlan {
  registeredOn: string;
  changedOn: string[];
}

/** A begeleidingsovereenkomst. One person may hold several, also at the same time. */
export interface Agreement {
  /** `BO-` and seven digits. */
  id: string;
  partnershipId: string;
  /** KBO of the member that guides. */
  organisation: string;
  guideId?: string;
  workplaceId: string;
  startsOn: string;
  /** Last day: agreed in advance, or the day it was stopped when `endReason` is there. */
  endsOn?: string;
  endReason?: EndReason;
  signedOn?: string;
  signedByWorkplaceOn?: string;
  hours: HoursStep[];
  /** Dimona of type DWD; absent when it was forgotten. */
  dimona?: { number: string } & Period;
  /** Days of the guide's formal evaluations, oldest first; absent while there was none. */
  evaluations?: string[];
  /** Absent while none is registered. */
  developmentPlan?: DevelopmentPlan;
  /** Weekday numbers (1 Monday … 5 Friday) on which the person usually comes. */
  weekdays: number[];
}

/** A dossier that went from one service of VDAB to another. */
export interface Transfer {
  /** OVO codes. */
  from: string;
  to: string;
  on: string;
}

export interface Person {
  /** Place in `World.persons`; never put on a wire. */
  index: number;
  /** Current INSZ: eleven digits, month 61–72, check digits right. */
  insz: string;
  /** An earlier INSZ, since when it is replaced, and which systems still file the person under it. */
  former?: { insz: string; replacedOn: string; stillUsedBy: System[] };
  firstName: string;
  lastName: string;
  birthDate: string;
  nis: string;
  statutes: Statute[];
  advice?: Advice;
  referrals: Referral[];
  assessments: Assessment[];
  outflow?: Outflow;
  permissions: Permission[];
  agreements: Agreement[];
  /** VDAB: OVO code of the service at which the dossier is. */
  service: string;
  /** VDAB: periods of AMA welzijn, oldest first; absent: none. */
  welfareActivities?: Period[];
  /** VDAB: how the dossier came there, oldest first. */
  transfers: Transfer[];
  /** VDAB: from this day on the reader of the graph has no right to read the dossier any more. */
  readRightEndedOn?: string;
  /** MAGDA: whether the person is inscribed in the repertory, so that questions about the person are answered. */
  inscribed: boolean;
}

export interface Guide {
  /** `BG-` and five digits. */
  id: string;
  partnershipId: string;
  /** KBO of the member that employs the guide. */
  organisation: string;
  firstName: string;
  lastName: string;
  employed: Period;
  /** Absent: not qualified. */
  qualification?: { kind: "BACHELOR_SOCIAAL" | "BEROEPSBEKWAAMHEID" | "ANDERE"; obtainedOn: string; evidence: string };
}

export interface Insurance extends Period {
  /** KBO of the insured member. */
  organisation: string;
  kind: "LICHAMELIJKE_ONGEVALLEN" | "BURGERLIJKE_AANSPRAKELIJKHEID";
  policyNumber: string;
  insurer: string;
}

export interface Workplace {
  /** `WP-` and five digits. */
  id: string;
  partnershipId: string;
  organisation: string;
  name: string;
  nis: string;
  activity: string;
}

export interface Contingent {
  /** Calendar year. */
  year: number;
  appliedFor: number;
  appliedOn: string;
  /** What holds, or held at the end of the year; absent while the department has not decided. */
  granted?: number;
  grantedOn?: string;
  /** What held before it changed within the year, oldest first; absent when it never did. */
  earlier?: Grant[];
}

/** A contingent that held until a day within its year. */
export interface Grant {
  granted: number;
  grantedOn: string;
  /** Last day. */
  until: string;
}

export interface Membership extends Period {
  organisation: string;
  role: "LEAD" | "PARTNER";
}

export interface Partnership {
  /** `SV-` and four digits. `SV-0001` is Maatwerkbedrijf de Ploeg with vzw Het Heft and AC Balans, Hasselt. */
  id: string;
  name: string;
  /** `2021` or `2024`: the rules it was recognised under. */
  regulation: "2021" | "2024";
  status: "ACTIEF" | "STOPGEZET";
  lead: string;
  members: Membership[];
  contingents: Contingent[];
  insurances: Insurance[];
  /** Split keys of the funding: parts per member, from a year on, by version. */
  splitKeys: { version: number; fromYear: number; parts: { organisation: string; parts: number }[] }[];
  /** Quarters (`2026Q2`) of which the lead delivered the quarterly statement, and when. Missing: not delivered. */
  statements: { quarter: string; deliveredOn: string }[];
}

export interface World {
  seed: number;
  /** The moment at which all this is looked at, ISO date-time. */
  now: string;
  municipalities: Municipality[];
  sicknessFunds: Organisation[];
  /** By NIS code of the municipality. */
  ocmws: Map<string, Organisation>;
  /** By KBO: every organisation there is. */
  organisations: Map<string, Organisation>;
  partnerships: Partnership[];
  guides: Guide[];
  workplaces: Workplace[];
  persons: Person[];
}

export interface WorldOptions {
  seed: number;
  participants: number;
  now: string;
}
