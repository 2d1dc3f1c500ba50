import type { Day } from "../../../schema/scalars.js";
import type { Settlement } from "../entities/settlement.js";

/** Settlements that were made by a day, in order. */
export function settlementsBy(settlements: readonly Settlement[], day: Day): Settlement[] {
  return settlements.filter(({ settledOn }) => settledOn <= day);
}

/** The last settlement of a year that was made by a day; undefined while the year is not settled. */
export function settlementThatCounts(settlements: readonly Settlement[], day: Day): Settlement | undefined {
  return settlementsBy(settlements, day).at(-1);
}
