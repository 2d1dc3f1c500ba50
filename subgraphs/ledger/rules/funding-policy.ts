import { DayReading } from "../entities/day-reading.js";
import type { Exact } from "./exact.js";

/**
 * What the texts that could be read leave open. Each is a choice of the operators (`LEDGER_…` in platform/settings.ts),
 * never a constant inside a rule.
 */
export interface FundingPolicy {
  /** Which days count where nobody asks for a reading. */
  readonly reading: DayReading;
  /** Which unit amount pays a year in which the index jumps: the last one, or for each day the one in force on it. */
  readonly unitAmount: "YEAR_END" | "PER_DAY";
  /** Which contingent is the ceiling of a year in which it changes: each for its days, or the last one for all. */
  readonly contingent: "PER_DAY" | "LAST";
  /** How much of a year 2021 is, in which AMA WSE began on 1 April: its ceiling is for those months, or for a whole year. */
  readonly year2021: "NINE_MONTHS" | "WHOLE";
  /** Who is paid for a day of one participant that two partnerships report. */
  readonly sharedDay: "EARLIER_AGREEMENT" | "LATER_AGREEMENT";
}

/** The names under which the operators choose. */
export interface PolicySettings {
  readonly LEDGER_DAY_READING: `${DayReading}`;
  readonly LEDGER_UNIT_AMOUNT: FundingPolicy["unitAmount"];
  readonly LEDGER_CONTINGENT: FundingPolicy["contingent"];
  readonly LEDGER_YEAR_2021: FundingPolicy["year2021"];
  readonly LEDGER_SHARED_DAY: FundingPolicy["sharedDay"];
}

export function readFundingPolicy(settings: PolicySettings): FundingPolicy {
  return {
    reading: DayReading[settings.LEDGER_DAY_READING],
    unitAmount: settings.LEDGER_UNIT_AMOUNT,
    contingent: settings.LEDGER_CONTINGENT,
    year2021: settings.LEDGER_YEAR_2021,
    sharedDay: settings.LEDGER_SHARED_DAY,
  };
}

/** Days that make one trajectory; 365 also in a leap year, no exception was found. */
export const DAYS_PER_TRAJECTORY = 365;

/** The one rounding there is, at the end of an amount: to the nearest whole cent or day, half goes up. */
export function roundHalfUp({ numerator, denominator }: Exact): bigint {
  const [above, below] = [2n * numerator + denominator, 2n * denominator];
  return above >= 0n ? above / below : -((-above + below - 1n) / below);
}
