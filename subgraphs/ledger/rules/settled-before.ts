import type { Day } from "../../../schema/scalars.js";

/**
 * The last settlement of a year, where a version of a statement was delivered or accepted after it; null where it was not. A
 * settlement of the same day or later takes the version in.
 */
export function lastSettledBefore(
  { deliveredOn, acceptedOn }: { deliveredOn: Day; acceptedOn: Day | null },
  settledOn: readonly Day[],
): Day | null {
  const last = [...settledOn].sort().at(-1);
  const latest = acceptedOn !== null && acceptedOn > deliveredOn ? acceptedOn : deliveredOn;
  return last !== undefined && latest > last ? last : null;
}
