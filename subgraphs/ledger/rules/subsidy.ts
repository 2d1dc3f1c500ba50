import type { FundingPolicy } from "./funding-policy.js";
import type { Hundredths } from "./hundredths.js";

/** Average number of trajectories that so many days come to; for showing, never for money. */
export function trajectoriesOf(days: number, policy: FundingPolicy): number {
  return days / Number(policy.daysPerTrajectory);
}

/**
 * Subsidy of a year in cents: days by 365, at most the contingent, times the unit amount; rounded once, at the end.
 * @param contingent undefined: no ceiling
 */
export function subsidyCents(
  days: number,
  contingent: Hundredths | undefined,
  unitCents: bigint,
  policy: FundingPolicy,
): bigint {
  const reached = BigInt(days) * 100n;
  const ceiling = contingent === undefined ? reached : contingent * policy.daysPerTrajectory;
  const paid = reached < ceiling ? reached : ceiling;
  return policy.round(paid * unitCents, 100n * policy.daysPerTrajectory);
}

/** What is still to be paid; negative when the advances were more than the subsidy. */
export function balanceCents(subsidy: bigint, advances: readonly bigint[]): bigint {
  return advances.reduce((left, advance) => left - advance, subsidy);
}
