import type { Day } from "../../../schema/scalars.js";
import type { Contingent } from "../entities/contingent.js";
import { OccupancyState, type Occupancy } from "../entities/occupancy.js";
import { daysFromTo } from "../../../schema/days.js";
import type { Tally } from "./tally.js";

/** Days that make one trajectory, in a leap year too: one guided participant for one calendar year (domain.md 1, subsidy 2). */
export const DAYS_PER_TRAJECTORY = 365;

/** Below this share of the contingent it is under-used; the threshold of the redistribution calls (domain.md 1, contingent). */
export const UNDER_USED_BELOW = 0.9;

/** Occupancy of which everything is shown. */
export type ExactOccupancy = { [Field in keyof Occupancy]: Exclude<Occupancy[Field], Error> };

/** How the guidance counted on a day compares with the contingent of that year, now and at the year's end. */
export function occupancy(tally: Tally, contingents: readonly Contingent[]): ExactOccupancy {
  const granted = grantedIn(tally.on, contingents);
  const projected = projectYearEnd(tally.guidedDays, tally.participants, tally.on);
  return {
    on: tally.on,
    countedOn: tally.on,
    roundedTo: 1,
    granted,
    running: tally.participants,
    agreements: tally.agreements,
    ratio: granted ? tally.participants / granted : null,
    used: tally.guidedDays / DAYS_PER_TRAJECTORY,
    projectedYearEnd: projected,
    state: occupancyState(tally.participants, granted),
    projectedState: occupancyState(projected, granted),
  };
}

/** The contingent granted for the year of a day. */
export function grantedIn(day: Day, contingents: readonly Contingent[]): number | null {
  const year = Number(day.slice(0, 4));
  return contingents.find((contingent) => contingent.year === year)?.granted ?? null;
}

/** Trajectories the year comes to when today's number of participants stays the same until 31 December. */
export function projectYearEnd(guidedDays: number, participants: number, on: Day): number {
  const daysLeft = daysFromTo(on, `${on.slice(0, 4)}-12-31`) - 1;
  return (guidedDays + participants * daysLeft) / DAYS_PER_TRAJECTORY;
}

export function occupancyState(used: number, granted: number | null): OccupancyState {
  if (granted === null) return OccupancyState.NOT_GRANTED;
  if (used > granted) return OccupancyState.OVER;
  if (used === granted) return OccupancyState.FULL;
  return used < granted * UNDER_USED_BELOW ? OccupancyState.UNDER_USED : OccupancyState.BALANCED;
}
