import type {
  AgenciesNowData,
  DashboardAssessmentsData,
  DashboardFindingsData,
  DashboardFundingData,
  DashboardPartnershipsData,
  DashboardReadinessData,
  DashboardYearLineData,
} from "../../../../schema/typed-documents.js";

export type {
  Actor,
  ConditionKind,
  ObligationKind,
  OccupancyState,
  StatuteKind,
} from "../../../../schema/typed-documents.js";

/*
 * What the dashboard's documents answer, by the names that the page has for it. Days are `2026-03-31`, moments have their
 * offset.
 */

export interface Connection<Node> {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Node | null }[];
}

type NodeOf<List> = NonNullable<NonNullable<List> extends Connection<infer Node> ? Node : never>;
type ItemOf<List> = NonNullable<List> extends readonly (infer Item)[] ? NonNullable<Item> : never;

export type PartnershipNow = NodeOf<DashboardPartnershipsData["partnerships"]>;
export type Occupancy = NonNullable<PartnershipNow["occupancy"]>;

export type Finding = ItemOf<NodeOf<DashboardFindingsData["partnerships"]>["compliance"]>;

export type OccupancyOn = ItemOf<NodeOf<DashboardYearLineData["partnerships"]>["occupancies"]>;

export type PersonDue = NodeOf<DashboardAssessmentsData["assessmentsDue"]>;
export type PersonName = NonNullable<PersonDue["name"]>;

export type PersonReadiness = NodeOf<NonNullable<DashboardReadinessData["partnership"]>["participants"]>;
export type Readiness = NonNullable<PersonReadiness["readiness"]>;
export type Condition = ItemOf<Readiness["conditions"]>;

type FundingNode = NodeOf<DashboardFundingData["fundingYears"]>;
/** A year of a partnership; the ledger, which is asked for its id alone, always tells whose it is. */
export type FundingNow = FundingNode & { readonly partnership: NonNullable<FundingNode["partnership"]> };
/** What the pictures of it show. */
export type FundingFlow = Pick<FundingNow, "roundedTo" | "subsidy" | "advances" | "balance" | "shares">;
export type FundingShare = ItemOf<FundingNow["shares"]>;

export type AgencyStatus = ItemOf<AgenciesNowData["agencies"]>;
