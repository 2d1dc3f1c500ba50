import type { Day } from "../../../schema/scalars.js";
import { RecordFault } from "../../kernel/record-fault.js";
import type { WidestPeriod } from "../../kernel/widest-period.js";

/**
 * Those of a list of dated things that hold on a day; both ends are inclusive, an absent end is open. A record that
 * cannot be read stays unless its dates exclude the day.
 */
export function heldOn<T extends WidestPeriod>(
  dated: readonly (T | RecordFault<WidestPeriod>)[],
  day: Day,
): (T | RecordFault<WidestPeriod>)[] {
  return dated.filter((item) => {
    const { validFrom, validTo } = item instanceof RecordFault ? item.readable : item;
    return (!validFrom || validFrom <= day) && (!validTo || day <= validTo);
  });
}
