import { HASSELT } from "../../agencies/population/municipalities.js";
import { DEPARTEMENT, fundOf, HEFT, ocmwOf, PLOEG, serviceOf, VDAB } from "../../agencies/population/organisations.js";
import { AMINA, ELS } from "../../agencies/population/stories.js";
import type { Person, World } from "../../agencies/population/world.js";
import type { Mandate } from "../../schema/mandate.js";

/*
 * Who may see what, written from docs/authorisation.md and not from the code that enforces it: whoever changes one must
 * change the other.
 */

export type Group =
  | "identify"
  | "person"
  | "person by id"
  | "person lists"
  | "guidance"
  | "permissions"
  | "readiness"
  | "funding by person"
  | "access log"
  | "funding"
  | "statistics";

/** Whoever asks at all, everybody who is known, a group, or whoever reaches the type at all. */
export type Decision = Group | "anybody" | "everybody" | "whoever gets there";

/** `Type.field` of the API, as `Type: { decision: "field field" }`; a field that is not here has no decision. */
const TABLE: Record<string, Partial<Record<Decision, string>>> = {
  Query: {
    anybody: "agencies",
    everybody: "viewer partnership partnerships organisation unitAmounts legacyRegimes",
    "person by id": "participant",
    identify: "participantByInsz",
    "person lists": "participants assessmentsDue",
    funding: "fundingYears",
    guidance: "unassignedFiles",
    statistics: "statistics",
  },
  Subscription: {
    anybody: "agencyStatusChanged",
    everybody: "partnershipChanged",
    "person by id": "participantChanged",
  },
  ParticipantChange: { "whoever gets there": "cursor kind agency occurredAt participant" },
  PartnershipChange: { "whoever gets there": "cursor kind agency occurredAt partnership" },
  Participant: {
    "whoever gets there": "id",
    identify: "insz name",
    person: "birthYear municipality statutes",
    guidance:
      "advice assessments assessmentDueOn referrals outflow vdabFile agreements hoursPerWeek attendance phase counterFile history findings atRisk",
    permissions: "permissions confirmedStatutes supportMeasures networkFile",
    readiness: "readiness",
    "funding by person": "funding ledgerFile",
    "access log": "accessLog",
  },
  Partnership: {
    everybody:
      "id name regulation status lead municipality members contingents insurances occupancy occupancies compliance regimes lapses",
    guidance: "participants agreements guides statements atRisk",
    funding: "funding trajectories",
  },
  Guide: {
    guidance: "name activeParticipants",
    "whoever gets there": "id organisation employedFrom employedTo qualification",
  },
  Organisation: { everybody: "enterpriseNumber name kind municipality partnerships" },
  Membership: { everybody: "organisation role validFrom validTo insurances qualifiedGuides" },
  Contingent: { everybody: "year appliedFor appliedOn granted grantedOn" },
  Insurance: { everybody: "organisation kind policyNumber insurer validFrom validTo" },
  Occupancy: {
    everybody: "on countedOn roundedTo granted running agreements ratio used projectedYearEnd state projectedState",
  },
  Finding: { everybody: "kind met since until actor subject answerable explanation" },
  Municipality: { everybody: "nis name" },
  UnitAmount: { everybody: "validFrom validTo amount source confirmed" },
  Money: { everybody: "cents currency" },
  PartnershipRegime: {
    everybody: "regime validFrom validTo basis organisation participantFte supportStaffFte trajectories",
  },
  LegacyRegime: {
    everybody: "scheme title validFrom validTo participantFte supportStaffFte workshops ratio outflowProjects",
  },
  OutflowProject: {
    everybody: "name startedOn endedOn partners targetGroup activation requirements participants outflow",
  },
  ProjectRequirement: { everybody: "kind required found met" },
  LegacyOutflow: { everybody: "destination participants suppressed" },
  OutflowPartner: { everybody: "name role" },
  AgencyStatus: { anybody: "agency state since latencyMs errorRate asOf", statistics: "availability" },
  AgencyAvailability: { "whoever gets there": "from to asked answered share meanMs faults hours" },
  AvailabilityHour: { "whoever gets there": "at asked answered meanMs faults" },
  FaultCount: { "whoever gets there": "code count" },
  Statistics: {
    "whoever gets there": "until",
    statistics: "outflow durations permissionDecisions permissionLeadTimes funding indexEffect costPerOutflow",
  },
  OutflowStatistics: { "whoever gets there": "asOf until leftOut cells" },
  OutflowCell: {
    "whoever gets there": "statute province partner year regulation started suppressed paidWork within stillEmployed",
  },
  ShareAfterMonths: { "whoever gets there": "months share" },
  StatisticShare: { "whoever gets there": "of count share suppressed" },
  FundingStatistics: {
    "whoever gets there":
      "year asOf roundedTo partnerships settled contingent trajectories unusedContingent subsidy advances balance openRecoveries expected readings difference unused",
  },
  ExpectedTotal: { "whoever gets there": "partnerships subsidy lowest highest stillToPay" },
  ReadingTotal: { "whoever gets there": "reading days trajectories subsidy" },
  UnusedContingent: { "whoever gets there": "partnership contingent used unused suppressed" },
  IndexEffect: {
    "whoever gets there": "percent unitAmount indexedUnitAmount subsidy indexedSubsidy difference",
  },
  CostPerOutflow: { "whoever gets there": "year subsidy outflows suppressed amount" },
  Quartiles: { "whoever gets there": "count lower median upper" },
  DurationStatistics: { "whoever gets there": "asOf until leftOut cells" },
  DurationCell: { "whoever gets there": "endReason partner year regulation ended suppressed days" },
  PermissionDecisionStatistics: { "whoever gets there": "asOf until leftOut cells" },
  PermissionDecisionCell: {
    "whoever gets there": "issuer statute year regulation decided suppressed refused revoked requestToDecision",
  },
  PermissionLeadTimeStatistics: { "whoever gets there": "asOf until cells" },
  PermissionLeadTimeCell: {
    "whoever gets there": "issuer statute year regulation suppressed referralToPermission",
  },
  AccessConnection: { "whoever gets there": "edges pageInfo totalCount" },
  AccessEdge: { "whoever gets there": "cursor node" },
  Access: {
    "whoever gets there":
      "at organisation organisationName capacity purpose legalContext agency fields byRule requestId",
  },
  Viewer: { everybody: "subject organisation organisationName unit capacity purpose legalContext" },
  PageInfo: { everybody: "hasNextPage endCursor" },
  // Told of a person or a partnership behind a field that is decided above.
  PersonName: { "whoever gets there": "first last" },
  Statute: { "whoever gets there": "kind validFrom validTo" },
  MediationAdvice: { "whoever gets there": "status decidedOn validFrom validTo" },
  EligibilityAssessment: { "whoever gets there": "assessedOn outcome hoursPerWeekAble nextDueOn" },
  Referral: {
    "whoever gets there": "id participant partnership organisation status referredOn answeredOn waitingDays",
  },
  Outflow: {
    "whoever gets there": "on destination employedAfter6Months employedAfter12Months employedAfter24Months",
  },
  AgencyFile: { "whoever gets there": "agency inszState replacedOn asOf stale" },
  Permission: {
    "whoever gets there":
      "id statute issuer status requestedOn decidedOn validFrom validTo revokedOn workplace evidence asOf",
  },
  ConfirmedStatute: { "whoever gets there": "kind validFrom validTo payer source asOf" },
  SupportMeasure: { "whoever gets there": "kind code name status decidedOn validFrom validTo" },
  GuidanceAgreement: {
    "whoever gets there":
      "id participant partnership organisation guide workplace status signedOn signedByWorkplaceOn startsOn endsOn endReason hours dimona attendance evaluations developmentPlan",
    guidance: "findings atRisk",
    readiness: "readiness",
  },
  ParticipationPeriod: {
    "whoever gets there": "regime validFrom validTo organisation partnership agreement fullTimeEquivalent hoursPerWeek",
  },
  Evaluation: { "whoever gets there": "on" },
  DevelopmentPlan: { "whoever gets there": "registeredOn changedOn" },
  GuidanceFinding: {
    "whoever gets there": "kind met on since until actor answerable subject agreement participant explanation atRisk",
  },
  AtRisk: { "whoever gets there": "days unknownDays missing unreadable amount" },
  HoursStep: { "whoever gets there": "validFrom hoursPerWeek" },
  Dimona: { "whoever gets there": "number type validFrom validTo" },
  Qualification: { "whoever gets there": "kind obtainedOn evidence" },
  Workplace: { "whoever gets there": "id name organisation municipality activity" },
  Attendance: { "whoever gets there": "quarter days listedDays problems statements" },
  QuarterlyStatement: {
    "whoever gets there":
      "partnership quarter dueOn deliveredOn late rows days countedDays problems versions listedElsewhere comparison",
    funding: "filings",
  },
  UnassignedFile: { "whoever gets there": "folder file deliveredAt why remedy" },
  StatementVersion: { "whoever gets there": "number deliveredAt file state rows days trouble" },
  StatementFiling: { "whoever gets there": "version status deliveredOn acceptedOn days settledBefore" },
  StatementComparison: { "whoever gets there": "listed counted accepted reasons participants" },
  ParticipantComparison: { "whoever gets there": "participant listed counted accepted reasons" },
  ListedElsewhere: { "whoever gets there": "partnership row agreement participant days" },
  StatementProblem: { "whoever gets there": "sheet row column value kind message remedy" },
  Readiness: { "whoever gets there": "on mayBeActive conditions agreements" },
  AgreementReadiness: { "whoever gets there": "on agreement mayBeActive conditions" },
  Condition: { "whoever gets there": "kind state statute agreement since until actor explanation" },
  ParticipantFunding: { "whoever gets there": "year days daysPaidElsewhere trajectories amount" },
  FundingYear: {
    "whoever gets there":
      "year partnership roundedTo status settledOn grants contingent days trajectories unitAmount subsidy advances balance balances shares",
    "funding by person": "settlements recoveries recomputed expected steps sharedDays",
    guidance: "atRisk",
  },
  Settlement: {
    "whoever gets there":
      "version settledOn days reading unitAmount contingent subsidy advances balance statements splitKeyVersion recoveries",
  },
  SettledStatement: { "whoever gets there": "quarter version acceptedOn" },
  RecomputedFunding: { "whoever gets there": "reading days subsidy balance difference because" },
  ChangeSinceSettlement: { "whoever gets there": "kind quarter version acceptedOn" },
  Grant: { "whoever gets there": "number kind contingent validFrom validTo grantedOn" },
  Recovery: { "whoever gets there": "amount reason settlementVersion imposedOn state paidOn" },
  ReadingBalance: { "whoever gets there": "reading amount counts" },
  ExpectedFunding: { "whoever gets there": "on reading method accepted likely low high" },
  ExpectedFigures: { "whoever gets there": "days subsidy stillToPay" },
  YearTrajectories: { "whoever gets there": "year attended calendar counts" },
  FundingStep: { "whoever gets there": "number name rule inputs result figure organisation" },
  StepInput: { "whoever gets there": "name source step version on value" },
  SharedDays: { "whoever gets there": "reading days paidHere paidElsewhere participants" },
  SharedParticipant: { "whoever gets there": "participant days paidHere otherPartnerships" },
  FundingShare: { "whoever gets there": "organisation parts amount" },
  Advance: { "whoever gets there": "amount paidOn paymentReference" },
  ParticipantConnection: { "whoever gets there": "edges pageInfo totalCount" },
  ParticipantEdge: { "whoever gets there": "cursor node" },
  GuidanceAgreementConnection: { "whoever gets there": "edges pageInfo totalCount" },
  GuidanceAgreementEdge: { "whoever gets there": "cursor node" },
  FundingYearConnection: { "whoever gets there": "edges pageInfo totalCount" },
  FundingYearEdge: { "whoever gets there": "cursor node" },
  PartnershipConnection: { everybody: "edges pageInfo totalCount" },
  PartnershipEdge: { everybody: "cursor node" },
};

/** By `Type.field`. */
export const DECISIONS: ReadonlyMap<string, Decision> = new Map(
  Object.entries(TABLE).flatMap(([type, decided]) =>
    Object.entries(decided).flatMap(([decision, fields]) =>
      fields.split(" ").map((field) => [`${type}.${field}`, decision as Decision] as const),
    ),
  ),
);

/** Of a statement, for those who see some of its people alone: refused OUT_OF_SIGHT. */
const FIGURES =
  "QuarterlyStatement.filings QuarterlyStatement.rows QuarterlyStatement.days QuarterlyStatement.countedDays QuarterlyStatement.problems QuarterlyStatement.versions QuarterlyStatement.listedElsewhere QuarterlyStatement.comparison StatementComparison.listed StatementComparison.counted StatementComparison.accepted StatementComparison.reasons";

export interface Persona {
  readonly mandate: Omit<Mandate, "participant">;
  /** Asks about the own file alone. */
  readonly isCitizen?: boolean;
  readonly groups: readonly Group[];
  /** Fields that are refused to the capacity, whoever they are about, although the group is not denied. */
  readonly withheld?: string;
  /** Somebody in sight. */
  readonly known: Pick<Person, "insz">;
  /** Whether this persona may know of a person. */
  readonly sees: (person: Person, world: World) => boolean;
  /** Whether this persona is told of a person out of sight why that is. */
  readonly isTold?: (person: Person) => boolean;
  /**
   * Whether VDAB's part of the graph gives an id for whoever is asked, so that other agencies can be: their fields are then
   * refused OUT_OF_SIGHT, for somebody out of sight as for nobody.
   */
  readonly getsBareIds?: boolean;
}

const IDENTIFY = ["person:identify"];

function mandateOf(
  capacity: Mandate["capacity"],
  purpose: Mandate["purpose"],
  { kbo, name }: { kbo: string; name: string },
  scopes: readonly string[] = IDENTIFY,
): Persona["mandate"] {
  return {
    subject: `test-${capacity}`,
    organisation: kbo,
    organisationName: name,
    capacity,
    purpose,
    legalContext: "BVR 18/11/2022, hoofdstuk 3, afdeling 2",
    requestId: "test-request",
    scopes,
  };
}

const everybody = () => true;
/** The service of VDAB at which the dossiers of people in Limburg are. */
const LIMBURG = serviceOf("Limburg").ovo;

/** People whom somebody guides or is asked to guide; what was refused or withdrawn relates nobody. */
export function isGuided(person: Person, concerns: (at: { partnershipId: string; organisation: string }) => boolean) {
  const referred = person.referrals.filter(({ state }) => state !== "GEWEIGERD" && state !== "INGETROKKEN");
  return referred.some(concerns) || person.agreements.some(concerns);
}

export function ledBy(lead: string, world: World) {
  const led = new Set(world.partnerships.filter((one) => one.lead === lead).map(({ id }) => id));
  return ({ partnershipId }: { partnershipId: string }) => led.has(partnershipId);
}

const decides = (kbo: string) => (person: Person) => person.permissions.some(({ issuer }) => issuer === kbo);
const decidesOrPays = (kbo: string) => (person: Person) =>
  decides(kbo)(person) || person.statutes.some(({ kind, payer }) => kind === "LEEFLOON" && payer === kbo);

const ALL_ABOUT_A_PERSON: Group[] = ["person", "person by id", "guidance", "permissions", "readiness"];

export const PERSONAS = {
  "VDAB mediator": {
    mandate: { ...mandateOf("VDAB_MEDIATOR", "GUIDANCE", VDAB), unit: LIMBURG },
    groups: ["identify", "person lists", ...ALL_ABOUT_A_PERSON],
    withheld: `Participant.counterFile Query.unassignedFiles Partnership.statements Partnership.atRisk Guide.activeParticipants ${FIGURES}`,
    known: AMINA,
    sees: ({ service, readRightEndedOn }) => service === LIMBURG && readRightEndedOn === undefined,
    isTold: ({ service, readRightEndedOn }) => service === LIMBURG && readRightEndedOn !== undefined,
  },
  "OCMW worker": {
    mandate: mandateOf("OCMW_WORKER", "PERMISSION_DECISION", ocmwOf(HASSELT)),
    groups: ["identify", "person by id", "permissions", "readiness"],
    withheld: "Participant.supportMeasures",
    known: ELS,
    sees: decidesOrPays(ocmwOf(HASSELT).kbo),
    getsBareIds: true,
  },
  "sickness-fund employee": {
    mandate: mandateOf("SICKNESS_FUND_EMPLOYEE", "PERMISSION_DECISION", fundOf("CM")),
    groups: ["identify", "person by id", "permissions", "readiness"],
    withheld: "Participant.supportMeasures Participant.confirmedStatutes",
    known: AMINA,
    sees: decides(fundOf("CM").kbo),
    getsBareIds: true,
  },
  lead: {
    mandate: mandateOf("LEAD", "GUIDANCE", PLOEG),
    groups: ["identify", "person lists", "funding by person", "funding", ...ALL_ABOUT_A_PERSON],
    withheld: "SharedParticipant.otherPartnerships",
    known: AMINA,
    sees: (person, world) => isGuided(person, ledBy(PLOEG.kbo, world)),
  },
  "partner's guide": {
    mandate: mandateOf("PARTNER_GUIDE", "GUIDANCE", HEFT),
    groups: ["identify", "person lists", ...ALL_ABOUT_A_PERSON],
    withheld: `Query.unassignedFiles Partnership.statements Partnership.atRisk ${FIGURES}`,
    known: AMINA,
    sees: (person) => isGuided(person, ({ organisation }) => organisation === HEFT.kbo),
  },
  "dossier manager": {
    mandate: mandateOf("DOSSIER_MANAGER", "FUNDING", DEPARTEMENT, []),
    groups: ["person lists", "funding by person", "funding", "statistics", ...ALL_ABOUT_A_PERSON],
    known: AMINA,
    sees: everybody,
  },
  inspector: {
    mandate: mandateOf("INSPECTOR", "INSPECTION", DEPARTEMENT),
    groups: [
      "identify",
      "person lists",
      "funding by person",
      "funding",
      "statistics",
      "access log",
      ...ALL_ABOUT_A_PERSON,
    ],
    known: AMINA,
    sees: everybody,
  },
  analyst: {
    mandate: mandateOf("ANALYST", "STATISTICS", DEPARTEMENT, []),
    groups: ["funding", "statistics"],
    withheld:
      "FundingYear.steps FundingYear.sharedDays FundingYear.atRisk FundingYear.settlements FundingYear.recoveries FundingYear.recomputed FundingYear.expected",
    known: AMINA,
    sees: () => false,
  },
  citizen: {
    mandate: mandateOf("CITIZEN", "OWN_FILE", { kbo: "0000000097", name: "Burger" }),
    isCitizen: true,
    groups: ["identify", "funding by person", "access log", ...ALL_ABOUT_A_PERSON],
    withheld: `Query.unassignedFiles Partnership.statements Partnership.atRisk Guide.activeParticipants ${FIGURES}`,
    known: AMINA,
    sees: ({ insz }) => insz === AMINA.insz,
  },
} as const satisfies Record<string, Persona>;
