import type { Capacity, Mandate, Purpose } from "./mandate.js";

/**
 * Groups of fields, as the subgraphs' SDL names them in `@policy`: who may read one field of a group may read them all.
 * `person-by-id` and `person-list` are about ways to find a person, the others about what is told.
 */
export const GROUPS = [
  "person",
  "person-by-id",
  "person-list",
  "guidance",
  "permissions",
  "readiness",
  "funding-person",
  "funding",
  "statistics",
  "access-log",
] as const;
export type Group = (typeof GROUPS)[number];

/** What a login must have been given beside a group, as the SDL names it in `@requiresScopes`. */
export const IDENTIFY = "person:identify";

interface GroupRule {
  readonly capacity: Capacity;
  readonly purposes: readonly Purpose[];
  readonly groups: readonly Group[];
  /** Whether the scope `person:identify` counts for this capacity: without, persons are known by their id alone. */
  readonly identifies: boolean;
}

/**
 * Which groups a capacity may read for which purpose. Whoever, or whatever purpose, is not here reads no group.
 *
 * On the ground of: limitation to the purpose and to what it needs (AVG (EU) 2016/679, art. 5.1 b and c, in force since
 * 25 May 2018); data from social security only for what was deliberated (Kruispuntbankwet 15/1/1990, art. 15); figures
 * without persons for statistics (AVG, art. 89) and one's own file (AVG, art. 15). The tasks are those of the chapter on
 * AMA WSE: BVR 2/2/2018 from 1 April 2021, BVR 18/11/2022 from 1 January 2024; both have the same four parts. How far a
 * lead sees funding by person, and how long after the end of a guidance, no article was found to say: our own reading.
 */
export const GROUP_RULES: readonly GroupRule[] = [
  {
    capacity: "VDAB_MEDIATOR",
    purposes: ["GUIDANCE"],
    groups: ["person", "person-by-id", "person-list", "guidance", "permissions", "readiness"],
    identifies: true,
  },
  {
    capacity: "OCMW_WORKER",
    purposes: ["PERMISSION_DECISION"],
    groups: ["person-by-id", "permissions", "readiness"],
    identifies: true,
  },
  {
    capacity: "SICKNESS_FUND_EMPLOYEE",
    purposes: ["PERMISSION_DECISION"],
    groups: ["person-by-id", "permissions", "readiness"],
    identifies: true,
  },
  {
    capacity: "LEAD",
    purposes: ["GUIDANCE", "PARTNERSHIP_MANAGEMENT", "FUNDING"],
    groups: [
      "person",
      "person-by-id",
      "person-list",
      "guidance",
      "permissions",
      "readiness",
      "funding-person",
      "funding",
    ],
    identifies: true,
  },
  {
    capacity: "PARTNER_GUIDE",
    purposes: ["GUIDANCE"],
    groups: ["person", "person-by-id", "person-list", "guidance", "permissions", "readiness"],
    identifies: true,
  },
  {
    capacity: "DOSSIER_MANAGER",
    purposes: ["PARTNERSHIP_MANAGEMENT", "FUNDING"],
    groups: [
      "person",
      "person-by-id",
      "person-list",
      "guidance",
      "permissions",
      "readiness",
      "funding-person",
      "funding",
      "statistics",
    ],
    identifies: false,
  },
  { capacity: "INSPECTOR", purposes: ["INSPECTION"], groups: GROUPS, identifies: true },
  { capacity: "ANALYST", purposes: ["STATISTICS"], groups: ["funding", "statistics"], identifies: false },
  {
    capacity: "CITIZEN",
    purposes: ["OWN_FILE"],
    groups: ["person", "person-by-id", "guidance", "permissions", "readiness", "funding-person", "access-log"],
    identifies: true,
  },
];

/** What of a mandate decides over fields. */
export type Asker = Pick<Mandate, "capacity" | "purpose" | "scopes">;

/** All who may read anything, each with the scope that counts for them and without. */
export const ASKERS: readonly Asker[] = GROUP_RULES.flatMap(({ capacity, purposes, identifies }) =>
  purposes.flatMap((purpose) =>
    (identifies ? [[IDENTIFY], []] : [[]]).map((scopes) => ({ capacity, purpose, scopes })),
  ),
);

/** Whether a mandate may read the fields of a group; never for a group that is not in the list. */
export function mayRead(group: string, { capacity, purpose }: Asker): boolean {
  return ruleFor(capacity, purpose)?.groups.includes(group as Group) ?? false;
}

/** Whether a scope of the mandate's login counts for what it asks. */
export function hasScope(scope: string, mandate: Asker): boolean {
  if (!mandate.scopes?.includes(scope)) return false;
  return scope === IDENTIFY && (ruleFor(mandate.capacity, mandate.purpose)?.identifies ?? false);
}

function ruleFor(capacity: Capacity, purpose: Purpose): GroupRule | undefined {
  return GROUP_RULES.find((rule) => rule.capacity === capacity && rule.purposes.includes(purpose));
}
