/*
 * Days of the calendar as texts, `2026-03-31`; no time of day, no time zone.
 */

export function addDays(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** Days from one to the other; negative where the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The Monday of the week that a day is in. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** The first of each month of a year up to a day, and that day. */
export function yearDays(today: string): string[] {
  const year = today.slice(0, 4);
  const days = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, "0"))
    .map((month) => `${year}-${month}-01`)
    .filter((day) => day < today);
  return [...days, today];
}
