import type { Day } from "../../../schema/scalars.js";

/** Those of a list of dated things that hold on a day; both ends are inclusive, an absent end is open. */
export function heldOn<T extends { validFrom: Day | null; validTo: Day | null }>(dated: readonly T[], day: Day): T[] {
  return dated.filter(({ validFrom, validTo }) => (!validFrom || validFrom <= day) && (!validTo || day <= validTo));
}
