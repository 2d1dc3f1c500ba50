import { dayNumber, isoDay } from "../../population/calendar.js";
import type { Partnership } from "../../population/world.js";
import { firstDayOf } from "./working-rules.js";

/** The contingent that holds from a day to a day of a year; a later one begins the day after the one before ends. */
export interface GrantRow {
  year: number;
  /** 1 for the grant itself; from 2 on its changes within the year. */
  number: number;
  granted: number;
  from: string;
  to: string;
  grantedOn: string;
}

/** What the department granted to a partnership, year by year. */
export function grantsOf({ contingents }: Partnership): GrantRow[] {
  return contingents.flatMap(({ year, granted, grantedOn, earlier = [] }) => {
    if (granted === undefined || grantedOn === undefined) return [];
    const grants = [...earlier, { granted, grantedOn, until: `${year}-12-31` }];
    return grants.map((grant, place) => {
      const before = grants[place - 1]?.until;
      const from = before === undefined ? firstDayOf(year) : isoDay(dayNumber(before) + 1);
      return { year, number: place + 1, granted: grant.granted, from, to: grant.until, grantedOn: grant.grantedOn };
    });
  });
}
