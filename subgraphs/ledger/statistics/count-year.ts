import { DayReading } from "../entities/day-reading.js";
import { euros } from "../entities/money.js";
import { exact, product, quotient } from "../rules/exact.js";
import { DAYS_PER_TRAJECTORY, roundHalfUp } from "../rules/funding-policy.js";
import type { FundingStatistics, IndexEffect, UnusedContingent } from "./funding-statistics.js";
import type { YearOfPartnership } from "./year-of-partnership.js";

type Counted = Omit<FundingStatistics, "asOf">;

/** Sums of a year over all partnerships. Those of few people are in them together or not at all. */
export function countYear(year: number, partnerships: readonly YearOfPartnership[], limit: number): Counted {
  const counted = withoutFew(partnerships, limit);
  const cents = (of: (one: YearOfPartnership) => bigint) => counted.reduce((sum, one) => sum + of(one), 0n);
  const subsidy = cents(subsidyOf);
  const advances = cents((one) => one.advances);
  const readings = [DayReading.ATTENDED, DayReading.CALENDAR].map((reading) => {
    const days = counted.reduce((sum, { figures }) => sum + figures[reading].days, 0);
    const subsidyCents = cents(({ figures }) => figures[reading].subsidy ?? 0n);
    return { reading, days, trajectories: days / DAYS_PER_TRAJECTORY, subsidyCents };
  });
  const [attended, calendar] = readings;
  return {
    year,
    partnerships: counted.length,
    settled: counted.filter(({ isSettled }) => isSettled).length,
    leftOut: partnerships.length - counted.length,
    contingent: sumOf(counted, contingentOf),
    trajectories: sumOf(counted, usedOf),
    unusedContingent: sumOf(counted, (one) => Math.max(0, contingentOf(one) - usedOf(one))),
    subsidy: euros(subsidy),
    advances: euros(advances),
    balance: euros(subsidy - advances),
    openRecoveries: euros(cents((one) => one.openRecoveries)),
    expected: expectedTotal(counted),
    readings: readings.map(({ subsidyCents, ...total }) => ({ ...total, subsidy: euros(subsidyCents) })),
    difference: euros(calendar!.subsidyCents - attended!.subsidyCents),
    unused: unusedOf(partnerships, limit),
  };
}

/** What the year, as far as it is expected, would cost at a unit amount that is so much higher. */
export function indexEffect(
  partnerships: readonly YearOfPartnership[],
  unitCents: bigint,
  percent: number,
  limit: number,
): IndexEffect {
  const subsidy = withoutFew(partnerships, limit).reduce(
    (sum, one) => sum + (one.expected?.likely ?? subsidyOf(one)),
    0n,
  );
  const factor = quotient(exact(10_000 + Math.round(percent * 100)), exact(10_000));
  const indexedUnit = roundHalfUp(product([exact(unitCents), factor]));
  const indexed = roundHalfUp(product([exact(subsidy), quotient(exact(indexedUnit), exact(unitCents))]));
  return {
    percent,
    unitAmount: euros(unitCents),
    indexedUnitAmount: euros(indexedUnit),
    subsidy: euros(subsidy),
    indexedSubsidy: euros(indexed),
    difference: euros(indexed - subsidy),
  };
}

/**
 * All partnerships, where those of few people are two at least and together enough; else without them. What follows by
 * subtraction of the others is then of nobody alone.
 */
export function withoutFew(partnerships: readonly YearOfPartnership[], limit: number): readonly YearOfPartnership[] {
  const few = partnerships.filter(({ people }) => people > 0 && people < limit);
  const people = few.reduce((sum, one) => sum + one.people, 0);
  if (few.length === 0 || (few.length > 1 && people >= limit)) return partnerships;
  return partnerships.filter((one) => !few.includes(one));
}

export function subsidyOf({ figures, counts }: YearOfPartnership): bigint {
  return figures[counts].subsidy ?? 0n;
}

function unusedOf(partnerships: readonly YearOfPartnership[], limit: number): UnusedContingent[] {
  return partnerships
    .map((one): UnusedContingent => {
      const [contingent, partnership] = [contingentOf(one), { id: one.partnership }];
      const used = one.people === 0 ? 0 : one.people < limit ? null : Math.floor(usedOf(one) / limit) * limit;
      return {
        partnership,
        contingent,
        used,
        unused: used === null ? null : Math.max(0, contingent - used),
        suppressed: used === null,
      };
    })
    .sort((a, b) => (b.unused ?? -1) - (a.unused ?? -1) || a.partnership.id.localeCompare(b.partnership.id));
}

function expectedTotal(counted: readonly YearOfPartnership[]): FundingStatistics["expected"] {
  const open = counted.flatMap(({ expected }) => expected ?? []);
  if (open.length === 0) return null;
  const sum = (of: (one: (typeof open)[number]) => bigint) => euros(open.reduce((total, one) => total + of(one), 0n));
  return {
    partnerships: open.length,
    subsidy: sum(({ likely }) => likely),
    lowest: sum(({ low }) => low),
    highest: sum(({ high }) => high),
    stillToPay: sum(({ stillToPay }) => stillToPay),
  };
}

function contingentOf({ contingent }: YearOfPartnership): number {
  return Number(contingent) / 100;
}

function usedOf({ figures, counts }: YearOfPartnership): number {
  return figures[counts].days / DAYS_PER_TRAJECTORY;
}

function sumOf(partnerships: readonly YearOfPartnership[], of: (one: YearOfPartnership) => number): number {
  return partnerships.reduce((sum, one) => sum + of(one), 0);
}
