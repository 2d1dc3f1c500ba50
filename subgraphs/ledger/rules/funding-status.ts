import type { Day } from "../../../schema/scalars.js";
import type { FundingFacts } from "../entities/funding-facts.js";
import { FundingStatus } from "../entities/funding-year.js";
import { settlementThatCounts } from "./settlement-that-counts.js";

/** How far the funding of a year is, seen today. */
export function fundingStatus({ grants, settlements }: FundingFacts, year: number, today: Day): FundingStatus {
  if (settlementThatCounts(settlements, today)) return FundingStatus.SETTLED;
  if (grants.length === 0) return FundingStatus.NOT_GRANTED;
  return today <= `${year}-12-31` ? FundingStatus.RUNNING : FundingStatus.TO_SETTLE;
}
