import { dayBefore } from "../../schema/days.js";
import { isDay, type Day } from "../../schema/scalars.js";

/** The days on which something may have held; null where nothing bounds it. */
export interface WidestPeriod {
  validFrom: Day | null;
  validTo: Day | null;
}

/**
 * The longest period that two dates of an unreadable record leave possible. A date that is not in the calendar, such as
 * 2022-11-31, still names its month, and may mean the next one. Dates that contradict each other bound nothing.
 */
export function widestPeriod(from: unknown, to: unknown): WidestPeriod {
  const validFrom = dayIn(from) ?? firstOfMonth(from, 0);
  const validTo = dayIn(to) ?? lastOfNextMonth(to);
  if (validFrom !== null && validTo !== null && validTo < validFrom) return { validFrom: null, validTo: null };
  return { validFrom, validTo };
}

/** A calendar day at the beginning of a text; null when there is none. */
export function dayIn(value: unknown): Day | null {
  const day = typeof value === "string" ? value.trim().slice(0, 10) : "";
  return isDay(day) ? day : null;
}

function lastOfNextMonth(value: unknown): Day | null {
  const after = firstOfMonth(value, 2);
  return after && dayBefore(after);
}

function firstOfMonth(value: unknown, monthsLater: number): Day | null {
  const [, year, month] = /^\s*(\d{4})-(0[1-9]|1[0-2])-\d{2}/.exec(typeof value === "string" ? value : "") ?? [];
  if (!year) return null;
  return new Date(Date.UTC(Number(year), Number(month) - 1 + monthsLater, 1)).toISOString().slice(0, 10);
}
