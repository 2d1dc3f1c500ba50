import { FIRST_DAY } from "../../population/calendar.js";
import type { Partnership } from "../../population/world.js";

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
  return contingents.flatMap(({ year, granted, grantedOn }) =>
    granted === undefined || grantedOn === undefined
      ? []
      : [{ year, number: 1, granted, from: firstDayOf(year), to: `${year}-12-31`, grantedOn }],
  );
}

/** The first day of a year of AMA WSE, which began within 2021. */
function firstDayOf(year: number): string {
  const day = `${year}-01-01`;
  return day < FIRST_DAY ? FIRST_DAY : day;
}
