import type { Day } from "../../../schema/scalars.js";
import type { DayReading } from "../entities/day-reading.js";
import type { QuarterDays } from "../entities/quarter-days.js";
import type { UnitAmount } from "../entities/unit-amount.js";
import { exact, product } from "./exact.js";
import { DAYS_PER_TRAJECTORY, roundHalfUp, type FundingPolicy } from "./funding-policy.js";
import { unitAmountOfYear } from "./unit-amount-of-year.js";
import { Worksheet } from "./worksheet.js";

/** Days of a person that count, in the partnerships asked about. */
export function paidDays(quarters: readonly QuarterDays[], reading: DayReading): number {
  return quarters.reduce((total, { paid }) => total + paid[reading], 0);
}

/** Days that those partnerships report, and another one is paid for. */
export function daysPaidElsewhere(quarters: readonly QuarterDays[], reading: DayReading): number {
  return quarters.reduce((total, { reported, paid }) => total + reported[reading] - paid[reading], 0);
}

/** Cents that a person's days come to, before the ceiling of the contingent; null when no unit amount holds. */
export function amountOfPerson(
  person: { year: number; quarters: readonly QuarterDays[] },
  unitAmounts: readonly UnitAmount[],
  today: Day,
  reading: DayReading,
  policy: FundingPolicy,
): bigint | null {
  const unit = unitAmountOfYear(new Worksheet(), { ...person, unitAmounts, today }, reading, policy);
  const trajectories = exact(paidDays(person.quarters, reading), DAYS_PER_TRAJECTORY);
  return unit ? roundHalfUp(product([trajectories, unit.value])) : null;
}
