import { dayNumber, isoDay, isPublicHoliday, quarterPeriod, weekdayOf } from "./calendar.js";
import { hashOf, mixed } from "./random.js";
import type { Agreement, Person, World } from "./world.js";

const WHOLE = 4294967296;
const WEEK_AWAY = 0.05;

/**
 * The days of a quarter on which this person was present under this agreement, oldest first, up to and including the day
 * of `world.now`. Worked out from the seed on each call, each day on its own: a quarter asked twice gives the same days.
 */
export function attendedDays(world: World, person: Person, agreement: Agreement, quarter: string): string[] {
  const stream = hashOf([world.seed, "attendance", person.index, agreement.id]);
  const dayAway = 0.02 + (0.12 * mixed(stream, 1)) / WHOLE;
  return agreedDays(world, agreement, quarter)
    .filter((day) => {
      // Weeks start on Monday: day 0 was a Thursday.
      const week = Math.floor((day + 3) / 7);
      return mixed(stream, -week) / WHOLE >= WEEK_AWAY && mixed(stream, day) / WHOLE >= dayAway;
    })
    .map(isoDay);
}

/** The days of a quarter on which somebody is to come under this agreement, as day numbers, up to that of `world.now`. */
export function agreedDays(world: World, agreement: Agreement, quarter: string): number[] {
  const bounds = quarterPeriod(quarter);
  const first = Math.max(dayNumber(bounds.from), dayNumber(agreement.startsOn));
  const last = Math.min(dayNumber(bounds.to), dayNumber(agreement.endsOn ?? bounds.to), dayNumber(world.now));
  const days: number[] = [];
  for (let day = first; day <= last; day++)
    if (agreement.weekdays.includes(weekdayOf(day)) && !isPublicHoliday(day)) days.push(day);
  return days;
}
