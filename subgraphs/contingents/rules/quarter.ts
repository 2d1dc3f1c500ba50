import type { Day, QuarterName } from "../../../schema/scalars.js";
import { addMonths, dayAfter, dayBefore } from "../../../schema/days.js";

/** First and last day of a quarter. */
export function quarterPeriod(quarter: QuarterName): { from: Day; to: Day } {
  const from = `${quarter.slice(0, 4)}-${String(Number(quarter.slice(5)) * 3 - 2).padStart(2, "0")}-01`;
  return { from, to: dayBefore(addMonths(from, 3)) };
}

export function quartersOf(year: number): QuarterName[] {
  return [1, 2, 3, 4].map((number) => `${year}Q${number}`);
}

/** Last day on which the statement of a quarter is in time: the end of the first month after it (domain.md 1, subsidy 1). */
export function statementDueOn(quarter: QuarterName): Day {
  return dayBefore(addMonths(dayAfter(quarterPeriod(quarter).to), 1));
}
