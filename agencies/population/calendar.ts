/** Days are counted from 1970-01-01, so that adding and comparing is arithmetic; on paper they are ISO days. */

const MILLISECONDS_PER_DAY = 86_400_000;

/** The first day of AMA WSE. */
export const FIRST_DAY = "2021-04-01";

const written: string[] = [];

/** Days before 1970 have a place in `written` too. */
const OFFSET = 50_000;

/** ISO day of a day number. The texts are shared: a large world has few different days. */
export function isoDay(day: number): string {
  let text = written[day + OFFSET];
  if (text === undefined) {
    text = new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
    written[day + OFFSET] = text;
  }
  return text;
}

/** Day number of an ISO day, or of the day of an ISO date-time. */
export function dayNumber(iso: string): number {
  return Math.floor(
    Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / MILLISECONDS_PER_DAY,
  );
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The same day of the month, `months` further; the last day of that month where it is shorter. */
export function addMonths(day: number, months: number): number {
  const date = new Date(day * MILLISECONDS_PER_DAY);
  const target = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(Math.floor(target / 12), (target % 12) + 1, 0)).getUTCDate();
  return (
    Date.UTC(Math.floor(target / 12), target % 12, Math.min(date.getUTCDate(), lastOfMonth)) / MILLISECONDS_PER_DAY
  );
}

export function yearOf(day: number): number {
  return Number(isoDay(day).slice(0, 4));
}

/** `2026Q2` of an ISO day or date-time. */
export function quarterOf(iso: string): string {
  return `${iso.slice(0, 4)}Q${Math.ceil(Number(iso.slice(5, 7)) / 3)}`;
}

/** First and last day of a quarter, as ISO days. */
export function quarterPeriod(quarter: string): { from: string; to: string } {
  const from = dayNumber(`${quarter.slice(0, 4)}-${String(Number(quarter.slice(5)) * 3 - 2).padStart(2, "0")}-01`);
  return { from: isoDay(from), to: isoDay(addMonths(from, 3) - 1) };
}

/** Every quarter from that of `from` to that of `iso`, oldest first, both included. */
export function quartersUpTo(iso: string, from = FIRST_DAY): string[] {
  const quarters: string[] = [];
  const last = quarterOf(iso);
  for (
    let day = dayNumber(quarterPeriod(quarterOf(from)).from);
    quarterOf(isoDay(day)) <= last;
    day = addMonths(day, 3)
  )
    quarters.push(quarterOf(isoDay(day)));
  return quarters;
}

/** Last day on which the statement of a quarter is in time: the end of the first month after it. */
export function statementDueOn(quarter: string): string {
  return isoDay(addMonths(dayNumber(quarterPeriod(quarter).to) + 1, 1) - 1);
}

const holidays = new Map<number, Set<number>>();

/** Whether nobody works: the ten legal holidays of Belgium. */
export function isPublicHoliday(day: number): boolean {
  const year = yearOf(day);
  let days = holidays.get(year);
  if (days === undefined) {
    const easter = easterOf(year);
    const fixed = ["01-01", "05-01", "07-21", "08-15", "11-01", "11-11", "12-25"].map((text) =>
      dayNumber(`${year}-${text}`),
    );
    days = new Set([...fixed, easter + 1, easter + 39, easter + 50]);
    holidays.set(year, days);
  }
  return days.has(day);
}

/** Easter Sunday, Gregorian (Meeus, Jones, Butcher). */
function easterOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayNumber(`${year}-${String(Math.floor(f / 31)).padStart(2, "0")}-${String((f % 31) + 1).padStart(2, "0")}`);
}

/** The day itself, or the Friday before when it falls in a weekend. */
export function workdayUpTo(day: number): number {
  const weekday = weekdayOf(day);
  return weekday > 5 ? day - (weekday - 5) : day;
}
