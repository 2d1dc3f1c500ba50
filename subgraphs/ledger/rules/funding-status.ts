import type { Day } from "../../../schema/scalars.js";
import { FundingStatus } from "../entities/funding-year.js";

/** How far the funding of a year is, seen today. */
export function fundingStatus(
  { granted, settledOn }: { granted: boolean; settledOn: Day | null },
  year: number,
  today: Day,
): FundingStatus {
  if (settledOn !== null && settledOn <= today) return FundingStatus.SETTLED;
  if (!granted) return FundingStatus.NOT_GRANTED;
  return today <= `${year}-12-31` ? FundingStatus.RUNNING : FundingStatus.TO_SETTLE;
}
