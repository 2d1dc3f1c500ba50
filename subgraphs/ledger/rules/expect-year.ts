import type { Day } from "../../../schema/scalars.js";
import { DayReading, type Days } from "../entities/day-reading.js";
import {
  ExpectationMethod as Method,
  type ExpectedFigures,
  type ExpectedFunding,
} from "../entities/expected-funding.js";
import { euros } from "../entities/money.js";
import type { QuarterDays } from "../entities/quarter-days.js";
import { contingentOfYear } from "./contingent-of-year.js";
import { exact, isLess, product, quotient, sum, ZERO, type Exact } from "./exact.js";
import { daysIn, daysOfCeiling, quartersOfYear, spanOfQuarter, spanOfYear } from "./funding-calendar.js";
import { roundHalfUp, type FundingPolicy } from "./funding-policy.js";
import { unitAmountDay } from "./unit-amount-of-year.js";
import { unitAmountOn } from "./unit-amount-on.js";
import { workOutYear, type YearInputs } from "./work-out-year.js";
import { Worksheet } from "./worksheet.js";

/** A year, and the accepted quarters of the year before it. */
export interface YearToExpect extends YearInputs {
  readonly lastYear: readonly QuarterDays[];
}

/** What a year comes to on its last day; the ways to estimate are those of ExpectationMethod. */
export function expectYear(year: YearToExpect, reading: DayReading, policy: FundingPolicy): ExpectedFunding {
  const missing = missingQuarters(year);
  const { method, likely, low, high } = estimate(year, missing, reading, policy);
  return {
    on: spanOfYear(year.year).to,
    reading,
    method,
    accepted: year.quarters.map(({ quarter }) => quarter),
    likely: figuresWith(
      isLess(likely, low) ? low : isLess(high, likely) ? high : likely,
      year,
      missing,
      reading,
      policy,
    ),
    low: figuresWith(low, year, missing, reading, policy),
    high: figuresWith(high, year, missing, reading, policy),
  };
}

function missingQuarters({ year, quarters }: YearToExpect): string[] {
  return quartersOfYear(year).filter((quarter) => !quarters.some((each) => each.quarter === quarter));
}

interface Estimate {
  readonly method: Method;
  /** Days of the missing quarters together. */
  readonly likely: Exact;
  readonly low: Exact;
  readonly high: Exact;
}

function estimate(
  year: YearToExpect,
  missing: readonly string[],
  reading: DayReading,
  policy: FundingPolicy,
): Estimate {
  if (missing.length === 0) return { method: Method.COMPLETE, likely: ZERO, low: ZERO, high: ZERO };
  const known = [...year.quarters, ...year.lastYear];
  if (known.length === 0) return byContingent(year, policy);
  const length = exact(missing.reduce((total, quarter) => total + daysIn(spanOfQuarter(quarter)), 0));
  const paces = known.map((each) => paceOf([each], reading)).sort((a, b) => (isLess(a, b) ? -1 : 1));
  return {
    ...likelyDays(year, missing, length, reading),
    low: product([length, paces[0]!]),
    high: product([length, paces.at(-1)!]),
  };
}

function likelyDays(year: YearToExpect, missing: readonly string[], length: Exact, reading: DayReading) {
  const { quarters, lastYear } = year;
  if (quarters.length === 0)
    return { method: Method.PACE_OF_LAST_YEAR, likely: product([length, paceOf(lastYear, reading)]) };
  const [then, thenMissing] = [
    lastYear.filter(({ quarter }) => !missing.includes(yearAfter(quarter))),
    lastYear.filter(({ quarter }) => missing.includes(yearAfter(quarter))),
  ];
  const isWhole = lastYear.length === 4;
  const base = paidDays(then, reading);
  if (!isWhole || base.numerator === 0n)
    return { method: Method.PACE_OF_THIS_YEAR, likely: product([length, paceOf(quarters, reading)]) };
  const ratio = quotient(paidDays(thenMissing, reading), base);
  return { method: Method.COURSE_OF_LAST_YEAR, likely: product([paidDays(quarters, reading), ratio]) };
}

function byContingent({ year, grants }: YearToExpect, policy: FundingPolicy): Estimate {
  const contingent = contingentOfYear(new Worksheet(), year, grants, policy)?.value ?? ZERO;
  const most = product([contingent, exact(daysOfCeiling(year, policy))]);
  return { method: Method.CONTINGENT, likely: most, low: ZERO, high: most };
}

/** Paid days a calendar day. */
function paceOf(quarters: readonly QuarterDays[], reading: DayReading): Exact {
  const length = quarters.reduce((total, { quarter }) => total + daysIn(spanOfQuarter(quarter)), 0);
  return quotient(paidDays(quarters, reading), exact(length));
}

function paidDays(quarters: readonly QuarterDays[], reading: DayReading): Exact {
  return sum(quarters.map(({ paid }) => exact(paid[reading])));
}

function yearAfter(quarter: string): string {
  return `${Number(quarter.slice(0, 4)) + 1}${quarter.slice(4)}`;
}

function figuresWith(
  more: Exact,
  year: YearToExpect,
  missing: readonly string[],
  reading: DayReading,
  policy: FundingPolicy,
): ExpectedFigures {
  const count = Number(roundHalfUp(more));
  const unitDay = unitAmountOn(year.unitAmounts, unitAmountDay(year.year, year.today))?.validFrom;
  const quarters =
    count === 0 ? year.quarters : [...year.quarters, projected(missing.at(-1)!, count, reading, unitDay)];
  const { days, subsidy, balance } = workOutYear({ ...year, quarters }, reading, policy);
  return {
    days,
    subsidy: subsidy === null ? null : euros(subsidy),
    stillToPay: balance === null ? null : euros(balance),
  };
}

/** Days to come, at the unit amount in force today. */
function projected(quarter: string, count: number, reading: DayReading, unitDay: Day | undefined): QuarterDays {
  const days: Days = { [DayReading.ATTENDED]: 0, [DayReading.CALENDAR]: 0, [reading]: count };
  const byUnitAmount = unitDay === undefined ? [] : [{ validFrom: unitDay, days }];
  return { quarter, version: null, acceptedOn: null, reported: days, paid: days, byUnitAmount };
}
