import type { Day } from "../../../schema/scalars.js";
import { DayReading } from "../entities/day-reading.js";

/**
 * What the texts that could be read leave open. Each is a choice of the operators, never a constant inside a rule.
 */
export interface FundingPolicy {
  /** Which days count where nobody asks for a reading. */
  readonly reading: DayReading;
  /** Days that make one trajectory; 365 also in a leap year, no exception was found. */
  readonly daysPerTrajectory: bigint;
  /** The day whose unit amount holds for a whole year, although the index may jump within it. */
  unitAmountDay(year: number, today: Day): Day;
  /** Rounds `numerator / denominator` cents, neither negative, to whole cents. */
  round(numerator: bigint, denominator: bigint): bigint;
}

/** The amount in force at the end of the year, or today while it has not ended; half a cent goes up. */
export function createFundingPolicy(reading: DayReading): FundingPolicy {
  return {
    reading,
    daysPerTrajectory: 365n,
    unitAmountDay(year, today) {
      const lastDay = `${String(year).padStart(4, "0")}-12-31`;
      return lastDay < today ? lastDay : today;
    },
    round: (numerator, denominator) => (2n * numerator + denominator) / (2n * denominator),
  };
}
