import type { Day } from "../../../schema/scalars.js";

const MILLISECONDS = 86_400_000;

/** The day so many days further; a negative number goes back. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * MILLISECONDS).toISOString().slice(0, 10);
}

export function dayAfter(day: Day): Day {
  return addDays(day, 1);
}

export function dayBefore(day: Day): Day {
  return addDays(day, -1);
}

/** The same day of the month, so many months further; the last of that month where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(day);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  const moved = Date.UTC(Math.floor(month / 12), month % 12, Math.min(date.getUTCDate(), last));
  return new Date(moved).toISOString().slice(0, 10);
}

/** Days from one to the other, both counted; nought or less when `to` is before `from`. */
export function daysFromTo(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS) + 1;
}

/** Whether a period, inclusive at both ends and open where there is none, holds on a day. */
export function holdsOn({ validFrom, validTo }: { validFrom: Day | null; validTo: Day | null }, day: Day): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}
