import type { Day } from "../../../schema/scalars.js";
import type { FundingFacts } from "../entities/funding-facts.js";
import { contingentOfYear } from "./contingent-of-year.js";
import { asNumber } from "./exact.js";
import type { FundingPolicy } from "./funding-policy.js";
import { settlementThatCounts } from "./settlement-that-counts.js";
import { Worksheet } from "./worksheet.js";

/** The contingent of a year, to be shown: that of its settlement, else of its grants; null when nothing was granted. */
export function grantedContingent(
  { grants, settlements }: FundingFacts,
  year: number,
  today: Day,
  policy: FundingPolicy,
): number | null {
  const settlement = settlementThatCounts(settlements, today);
  if (settlement) return settlement.contingent;
  const input = contingentOfYear(new Worksheet(), year, grants, policy);
  return input ? asNumber(input.value) : null;
}
