import { lastDayOf, type Day } from "./scalars.js";

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
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, inYear] = [Math.floor(month / 12), (month % 12) + 1];
  const date = Math.min(Number(day.slice(8)), lastDayOf(year, inYear));
  return `${String(year).padStart(4, "0")}-${String(inYear).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

/** Days from one to the other, both counted; nought or less when `to` is before `from`. */
export function daysFromTo(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS) + 1;
}
