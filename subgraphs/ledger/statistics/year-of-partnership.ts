import type { Instant } from "../../../schema/scalars.js";
import type { DayReading } from "../entities/day-reading.js";
import type { Hundredths } from "../rules/hundredths.js";
import type { YearFigures } from "../rules/settled-figures.js";

/** Cents of one partnership's year as it is expected. */
export interface ExpectedCents {
  readonly likely: bigint;
  readonly low: bigint;
  readonly high: bigint;
  readonly stillToPay: bigint;
}

/** What statistics need of one partnership in one year. */
export interface YearOfPartnership {
  readonly partnership: string;
  readonly isSettled: boolean;
  readonly contingent: Hundredths;
  /** The reading that counts. */
  readonly counts: DayReading;
  readonly figures: Readonly<Record<DayReading, YearFigures>>;
  /** Cents. */
  readonly advances: bigint;
  readonly openRecoveries: bigint;
  /** Of a year that is not settled. */
  readonly expected: ExpectedCents | null;
}

/** A year over all partnerships. */
export interface YearOfAll {
  readonly asOf: Instant;
  readonly partnerships: readonly YearOfPartnership[];
}
