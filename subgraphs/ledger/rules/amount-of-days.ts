import type { Day } from "../../../schema/scalars.js";
import type { UnitAmount } from "../entities/unit-amount.js";
import { exact } from "./exact.js";
import { DAYS_PER_TRAJECTORY, roundHalfUp, type FundingPolicy } from "./funding-policy.js";
import { unitAmountDay } from "./unit-amount-of-year.js";
import { unitAmountOn } from "./unit-amount-on.js";

/**
 * What days come to in cents, each at the unit amount that holds for it or for its year; rounded once, at the end.
 * @returns undefined where no unit amount holds
 */
export function amountOfDays(
  perDay: readonly { on: Day; people: number }[],
  amounts: readonly UnitAmount[],
  policy: FundingPolicy,
  today: Day,
): bigint | undefined {
  let sum = 0n;
  for (const { on, people } of perDay) {
    const day = policy.unitAmount === "PER_DAY" ? on : unitAmountDay(Number(on.slice(0, 4)), today);
    const unit = unitAmountOn(amounts, day);
    if (!unit) return undefined;
    sum += BigInt(people) * BigInt(unit.amount.cents);
  }
  return roundHalfUp(exact(sum, DAYS_PER_TRAJECTORY));
}
