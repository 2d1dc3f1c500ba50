import type { Day } from "../../../schema/scalars.js";

/** Whether a period, inclusive at both ends and open where there is none, holds on a day. */
export function holdsOn({ validFrom, validTo }: { validFrom: Day | null; validTo: Day | null }, day: Day): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}
