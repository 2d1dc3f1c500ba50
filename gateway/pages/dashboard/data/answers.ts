import type { AgencyName } from "../../../../schema/agencies.js";

/*
 * What the dashboard's documents answer, as schema/operations says it. Days are `2026-03-31`, moments have their offset.
 */

export interface Connection<Node> {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Node | null }[];
}

export interface Named {
  readonly enterpriseNumber: string;
  readonly name: string | null;
}

export type OccupancyState = "OVER" | "FULL" | "BALANCED" | "UNDER_USED" | "NOT_GRANTED";

export interface Occupancy {
  readonly on: string;
  readonly granted: number | null;
  readonly running: number;
  readonly ratio: number | null;
  readonly state: OccupancyState;
  readonly projectedYearEnd: number;
  readonly projectedState: OccupancyState;
}

export interface PartnershipNow {
  readonly id: string;
  readonly name: string;
  readonly status: "ACTIVE" | "ENDED" | "UNKNOWN";
  readonly municipality: { readonly nis: string; readonly name: string | null } | null;
  readonly lead: Named;
  readonly occupancy: Occupancy | null;
}

export type ObligationKind =
  | "QUALIFIED_GUIDE"
  | "INSURANCE_BODILY_ACCIDENT"
  | "INSURANCE_LIABILITY"
  | "QUARTERLY_STATEMENT"
  | "AGREEMENT_SIGNED"
  | "DIMONA"
  | "CONTINGENT_NOT_EXCEEDED";
export type Actor = "VDAB" | "ADVISORY_PHYSICIAN" | "PCSW" | "LEAD" | "MEMBER";

export interface Finding {
  readonly kind: ObligationKind;
  readonly met: boolean | null;
  readonly since: string | null;
  readonly actor: Actor | null;
  readonly subject: Named;
}

export interface OccupancyOn {
  readonly on: string;
  readonly granted: number | null;
  readonly running: number;
  readonly used: number;
  readonly projectedYearEnd: number;
}

export interface PersonName {
  readonly first: string | null;
  readonly last: string;
}

export interface PersonDue {
  readonly id: string;
  readonly name?: PersonName | null;
  readonly assessmentDueOn: string | null;
}

export type ConditionKind =
  | "ADVICE"
  | "ASSESSMENT"
  | "HOURS_ABLE"
  | "PERMISSION"
  | "INSURANCE_BODILY_ACCIDENT"
  | "INSURANCE_LIABILITY"
  | "AGREEMENT"
  | "DIMONA";
export type ConditionState = "MET" | "LACKING" | "UNKNOWN";
export type StatuteKind =
  "JOB_SEEKER" | "LIVING_WAGE" | "WORK_INCAPACITY" | "INCOME_REPLACEMENT" | "INTEGRATION_ALLOWANCE";

export interface Condition {
  readonly kind: ConditionKind;
  readonly statute: StatuteKind | null;
  readonly state: ConditionState;
  readonly since: string | null;
  readonly until: string | null;
  readonly actor: Actor | null;
}

export interface Readiness {
  readonly on: string;
  readonly mayBeActive: boolean | null;
  readonly conditions: readonly Condition[];
}

export interface PersonReadiness {
  readonly id: string;
  readonly name?: PersonName | null;
  readonly readiness: Readiness | null;
}

export interface Cents {
  readonly cents: number;
}

export interface FundingShare {
  readonly parts: number;
  readonly organisation: Named;
  readonly amount: Cents | null;
}

export interface FundingNow {
  readonly year: number;
  readonly status: "NOT_GRANTED" | "RUNNING" | "TO_SETTLE" | "SETTLED" | null;
  readonly contingent: number | null;
  readonly days: number | null;
  readonly trajectories: number | null;
  readonly partnership: { readonly id: string };
  readonly unitAmount: { readonly amount: Cents; readonly confirmed: boolean } | null;
  readonly subsidy: Cents | null;
  readonly advances: readonly { readonly paidOn: string; readonly amount: Cents }[] | null;
  readonly balance: Cents | null;
  readonly shares: readonly FundingShare[] | null;
}

export interface AgencyStatus {
  readonly agency: AgencyName;
  readonly state: "UP" | "DEGRADED" | "DOWN" | "UNKNOWN";
  readonly since: string;
  readonly latencyMs: number | null;
  readonly errorRate: number | null;
  readonly asOf: string;
}
