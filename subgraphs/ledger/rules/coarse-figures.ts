import { roundDown } from "../../kernel/small-figures/round-down.js";
import { DAYS_PER_TRAJECTORY } from "./funding-policy.js";
import type { YearFigures } from "./settled-figures.js";

/** What everybody may know of a partnership's year: none of it counts people. */
export interface PublicFunding {
  /** Trajectories that are paid at the most; null when nothing was granted. */
  readonly ceiling: number | null;
  /** Cents for one trajectory; null where none holds. */
  readonly unitCents: number | null;
  /** Cents. */
  readonly advances: bigint;
}

/**
 * The figures of a year as they are shown to whoever has no right to the days of its people: the days are rounded down to
 * as many trajectories as the limit, and all money follows from that and from what is public. So no amount says more than the
 * days do.
 * @param limit more than 1
 * @returns null where the days are less than that: they may be those of few people
 */
export function coarseFigures(days: number, known: PublicFunding, limit: number): YearFigures | null {
  const shown = roundDown(days, limit * DAYS_PER_TRAJECTORY);
  if (shown === null) return null;
  const trajectories = shown / DAYS_PER_TRAJECTORY;
  const { ceiling, unitCents, advances } = known;
  const subsidy =
    ceiling === null || unitCents === null ? null : BigInt(Math.round(Math.min(trajectories, ceiling) * unitCents));
  return { days: shown, trajectories, subsidy, balance: subsidy === null ? null : subsidy - advances };
}
