import { hashOf } from "../population/random.js";
import type { Person } from "../population/world.js";

/** The first persons are stories that tests tell; their records are as they should be. */
const STORIES = 12;

/** Whether this person's records show the oddity that comes back once in `every` (a prime). */
export function odd(person: Person, every: number, at: number): boolean {
  return person.index >= STORIES && person.index % every === at;
}

/** Whether the record with this id shows the oddity that comes back about once in `every`. */
export function oddId(id: string, every: number): boolean {
  return hashOf(["loket", id]) % every === 0;
}

/** A day as the counter's older screens stored it: midnight in Brussels. */
export function withTime(day: string): string {
  const summer = day.slice(5) >= "03-31" && day.slice(5) < "10-25";
  return `${day}T00:00:00${summer ? "+02:00" : "+01:00"}`;
}

/** How the counter writes that there is no end: not at all, or as the last day of the year 9999. */
export function openEnd(end: string | undefined, asYear9999: boolean): string | null {
  return end ?? (asYear9999 ? "9999-12-31" : null);
}
