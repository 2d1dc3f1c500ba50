import { CAPACITIES, type Capacity, type Purpose } from "./mandate.js";

/** That a capacity may ask for a purpose, in a period (`validTo` inclusive), and on which ground when nobody says. */
export interface PurposeRule {
  readonly capacity: Capacity;
  readonly purpose: Purpose;
  readonly validFrom: string;
  readonly validTo?: string;
  /** Absent where the ground is not established: the operator configures it, or the caller states it. */
  readonly legalContext?: string;
}

/** The chapter on AMA WSE of each regulation: first day, last day, name. Both have the same four parts. */
const REGULATIONS = [
  { validFrom: "2021-04-01", validTo: "2023-12-31", chapter: "BVR 2/2/2018, hoofdstuk 3/1 (BVR 8/1/2021, art. 5)" },
  { validFrom: "2024-01-01", chapter: "BVR 18/11/2022, hoofdstuk 3, afdeling 2" },
] as const;

const PARTS = {
  ACCESS: "Doelgroep en toegang",
  GRANT: "Toekenning",
  GUIDANCE: "Begeleiding",
  FUNDING: "Financiering",
} as const;

function byRegulation(capacity: Capacity, purpose: Purpose, part: keyof typeof PARTS): PurposeRule[] {
  return REGULATIONS.map(({ chapter, ...period }) => ({
    capacity,
    purpose,
    ...period,
    legalContext: `${chapter}: ${PARTS[part]}`,
  }));
}

function sinceTheStart(capacity: Capacity, purpose: Purpose, legalContext?: string): PurposeRule {
  return { capacity, purpose, validFrom: REGULATIONS[0].validFrom, ...(legalContext && { legalContext }) };
}

/** Of data from social security the deliberation is the ground proper; its number is for the operator to configure. */
const SOCIAL_SECURITY = "Kruispuntbankwet 15/1/1990, art. 15";

/** Which capacity may ask for which purpose. What is not here is not allowed; before AMA WSE existed nothing is. */
export const PURPOSE_RULES: readonly PurposeRule[] = [
  ...byRegulation("VDAB_MEDIATOR", "GUIDANCE", "ACCESS"),
  sinceTheStart("OCMW_WORKER", "PERMISSION_DECISION", SOCIAL_SECURITY),
  sinceTheStart("SICKNESS_FUND_EMPLOYEE", "PERMISSION_DECISION", SOCIAL_SECURITY),
  ...byRegulation("LEAD", "GUIDANCE", "GUIDANCE"),
  ...byRegulation("LEAD", "PARTNERSHIP_MANAGEMENT", "GRANT"),
  ...byRegulation("LEAD", "FUNDING", "FUNDING"),
  ...byRegulation("PARTNER_GUIDE", "GUIDANCE", "GUIDANCE"),
  ...byRegulation("DOSSIER_MANAGER", "PARTNERSHIP_MANAGEMENT", "GRANT"),
  ...byRegulation("DOSSIER_MANAGER", "FUNDING", "FUNDING"),
  // The articles on inspection of AMA WSE could not be confirmed.
  sinceTheStart("INSPECTOR", "INSPECTION"),
  sinceTheStart("ANALYST", "STATISTICS", "AVG (EU) 2016/679, art. 89"),
  sinceTheStart("CITIZEN", "OWN_FILE", "AVG (EU) 2016/679, art. 15"),
];

/** By capacity, so that a request does not walk the table. */
const RULES_OF = new Map(
  CAPACITIES.map((capacity) => [capacity, PURPOSE_RULES.filter((rule) => rule.capacity === capacity)]),
);

/** The rules for a capacity that hold on a day, `2026-03-31`. */
export function purposeRulesOf(capacity: Capacity, on: string): PurposeRule[] {
  return (RULES_OF.get(capacity) ?? []).filter(
    ({ validFrom, validTo }) => validFrom <= on && (validTo === undefined || on <= validTo),
  );
}
