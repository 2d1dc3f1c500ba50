import { daysFromTo } from "../../../schema/days.js";
import type { Day, QuarterName } from "../../../schema/scalars.js";
import { DAYS_PER_TRAJECTORY, type FundingPolicy } from "./funding-policy.js";

/** AMA WSE began on this day. */
const FIRST_DAY = "2021-04-01";

export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** The days of a year on which AMA WSE is. */
export function spanOfYear(year: number): Span {
  const digits = String(year).padStart(4, "0");
  const from = `${digits}-01-01`;
  return { from: from < FIRST_DAY && year === 2021 ? FIRST_DAY : from, to: `${digits}-12-31` };
}

/** How many days from the first to the last, both counted; 0 for none. */
export function daysIn({ from, to }: Span): number {
  return Math.max(0, daysFromTo(from, to));
}

/** What two spans have in common; its last day may lie before its first. */
export function overlap(one: Span, other: Span): Span {
  return { from: one.from > other.from ? one.from : other.from, to: one.to < other.to ? one.to : other.to };
}

/** Days that one trajectory of the contingent is in a year. */
export function daysOfCeiling(year: number, { year2021 }: FundingPolicy): number {
  return year === 2021 && year2021 === "NINE_MONTHS" ? daysIn(spanOfYear(year)) : DAYS_PER_TRAJECTORY;
}

/** The quarters of a year in which AMA WSE is, in order. */
export function quartersOfYear(year: number): QuarterName[] {
  return [1, 2, 3, 4].map((n) => `${year}Q${n}`).filter((quarter) => spanOfQuarter(quarter).to >= FIRST_DAY);
}

export function spanOfQuarter(quarter: QuarterName): Span {
  const [year, n] = [Number(quarter.slice(0, 4)), Number(quarter.slice(5))];
  return {
    from: new Date(Date.UTC(year, 3 * n - 3, 1)).toISOString().slice(0, 10),
    to: new Date(Date.UTC(year, 3 * n, 0)).toISOString().slice(0, 10),
  };
}
