import { roundDown } from "../../kernel/small-figures/round-down.js";
import { shownOrRefused } from "../../kernel/small-figures/shown-or-refused.js";
import type { Contingent } from "../entities/contingent.js";
import { OccupancyState, type Occupancy } from "../entities/occupancy.js";
import { DAYS_PER_TRAJECTORY, grantedIn, occupancyState, projectYearEnd } from "./occupancy.js";
import type { Tally } from "./tally.js";

/**
 * Occupancy as it is shown to whoever has no right to the people of the partnership. What was counted is rounded down
 * first and the rest follows from that, so that no field says more than another. Nobody at all is shown like fewer than the
 * limit: else the first person to come would be seen.
 * @param limit more than 1
 */
export function coarseOccupancy(
  tally: Tally,
  contingents: readonly Contingent[],
  limit: number,
): Omit<Occupancy, "on"> {
  const granted = grantedIn(tally.on, contingents);
  const running = roundDown(tally.participants, limit);
  const agreements = running && roundDown(tally.agreements, limit);
  const stepDays = limit * DAYS_PER_TRAJECTORY;
  const days = roundDown(tally.guidedDays, stepDays);
  const least = running === null ? null : projectYearEnd(days ?? 0, running, tally.on);
  const most = projectYearEnd((days ?? 0) + stepDays - 1, (running ?? 0) + limit - 1, tally.on);
  return {
    countedOn: tally.on,
    roundedTo: limit,
    granted,
    running: shownOrRefused(running),
    agreements: shownOrRefused(agreements),
    ratio: granted ? shownOrRefused(running && running / granted) : null,
    used: shownOrRefused(days && days / DAYS_PER_TRAJECTORY),
    projectedYearEnd: shownOrRefused(least),
    state: stateWithin(running, running && running + limit - 1, granted),
    projectedState: stateWithin(least, most, granted),
  };
}

/** The state where the least and the most that it can be agree. */
function stateWithin(least: number | null, most: number | null, granted: number | null): OccupancyState {
  if (granted === null) return OccupancyState.NOT_GRANTED;
  if (least === null || most === null) return OccupancyState.TOO_FEW;
  const state = occupancyState(least, granted);
  return state === occupancyState(most, granted) ? state : OccupancyState.UNCERTAIN;
}
