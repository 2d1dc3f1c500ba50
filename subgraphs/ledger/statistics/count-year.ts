import { roundDown } from "../../kernel/small-figures/round-down.js";
import { DayReading } from "../entities/day-reading.js";
import { euros } from "../entities/money.js";
import { exact, product, quotient } from "../rules/exact.js";
import { DAYS_PER_TRAJECTORY, roundHalfUp } from "../rules/funding-policy.js";
import type { FundingStatistics, IndexEffect, UnusedContingent } from "./funding-statistics.js";
import type { YearOfPartnership } from "./year-of-partnership.js";

type Counted = Omit<FundingStatistics, "asOf">;

/** How exactly an asker may know the sums. */
export interface SumSteps {
  /** Trajectories; 1 where the sums are exact. */
  readonly trajectories: number;
  /** What as many trajectories are paid. */
  readonly cents: bigint;
}

export const EXACT: SumSteps = { trajectories: 1, cents: 1n };

/**
 * Sums of a year over all partnerships, rounded down to whole steps, and what follows from these and from public facts: so a
 * sum less that of yesterday, or less the other partnerships', tells of nobody alone.
 */
export function countYear(year: number, partnerships: readonly YearOfPartnership[], steps: SumSteps): Counted {
  const total = (of: (one: YearOfPartnership) => bigint) => partnerships.reduce((sum, one) => sum + of(one), 0n);
  const cents = (of: (one: YearOfPartnership) => bigint) => wholeCents(total(of), steps);
  const subsidy = cents(subsidyOf);
  const advances = total((one) => one.advances);
  const readings = [DayReading.ATTENDED, DayReading.CALENDAR].map((reading) => {
    const days = wholeDays(
      sumOf(partnerships, ({ figures }) => figures[reading].days),
      steps,
    );
    const subsidyCents = cents(({ figures }) => figures[reading].subsidy ?? 0n);
    return { reading, days, trajectories: days / DAYS_PER_TRAJECTORY, subsidyCents };
  });
  const [attended, calendar] = readings;
  return {
    year,
    roundedTo: steps.trajectories,
    partnerships: partnerships.length,
    settled: partnerships.filter(({ isSettled }) => isSettled).length,
    contingent: Number(total((one) => one.contingent)) / 100,
    trajectories: wholeDays(sumOf(partnerships, daysOf), steps) / DAYS_PER_TRAJECTORY,
    unusedContingent: wholeTrajectories(
      sumOf(partnerships, (one) => Math.max(0, contingentOf(one) - usedOf(one))),
      steps,
    ),
    subsidy: euros(subsidy),
    advances: euros(advances),
    balance: euros(subsidy - advances),
    openRecoveries: euros(cents((one) => one.openRecoveries)),
    expected: expectedTotal(partnerships, steps),
    readings: readings.map(({ subsidyCents, ...one }) => ({ ...one, subsidy: euros(subsidyCents) })),
    difference: euros(calendar!.subsidyCents - attended!.subsidyCents),
    unused: unusedOf(partnerships, steps),
  };
}

/** What the year, as far as it is expected, would cost at a unit amount that is so much higher. */
export function indexEffect(
  partnerships: readonly YearOfPartnership[],
  unitCents: bigint,
  percent: number,
  steps: SumSteps,
): IndexEffect {
  const subsidy = wholeCents(
    partnerships.reduce((sum, one) => sum + (one.expected?.likely ?? subsidyOf(one)), 0n),
    steps,
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

/** The subsidy of a year over all partnerships, in whole steps. */
export function subsidyOfAll(partnerships: readonly YearOfPartnership[], steps: SumSteps): bigint {
  return wholeCents(
    partnerships.reduce((sum, one) => sum + subsidyOf(one), 0n),
    steps,
  );
}

function subsidyOf({ figures, counts }: YearOfPartnership): bigint {
  return figures[counts].subsidy ?? 0n;
}

/** Of a partnership too, less than one step is withheld: nobody looks like few. */
function unusedOf(partnerships: readonly YearOfPartnership[], steps: SumSteps): UnusedContingent[] {
  return partnerships
    .map((one): UnusedContingent => {
      const [contingent, partnership] = [contingentOf(one), { id: one.partnership }];
      const days = roundDown(daysOf(one), stepDays(steps));
      const used = days === null ? null : days / DAYS_PER_TRAJECTORY;
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

function expectedTotal(partnerships: readonly YearOfPartnership[], steps: SumSteps): FundingStatistics["expected"] {
  const open = partnerships.flatMap(({ expected }) => expected ?? []);
  if (open.length === 0) return null;
  const total = (of: (one: (typeof open)[number]) => bigint) => open.reduce((sum, one) => sum + of(one), 0n);
  const likely = wholeCents(
    total((one) => one.likely),
    steps,
  );
  // Advances are public.
  const paid = total((one) => one.likely - one.stillToPay);
  return {
    partnerships: open.length,
    subsidy: euros(likely),
    lowest: euros(
      wholeCents(
        total(({ low }) => low),
        steps,
      ),
    ),
    highest: euros(
      wholeCents(
        total(({ high }) => high),
        steps,
      ),
    ),
    stillToPay: euros(likely - paid),
  };
}

function stepDays({ trajectories }: SumSteps): number {
  return trajectories <= 1 ? 1 : trajectories * DAYS_PER_TRAJECTORY;
}

function wholeDays(days: number, steps: SumSteps): number {
  return roundDown(days, stepDays(steps)) ?? 0;
}

function wholeTrajectories(count: number, { trajectories }: SumSteps): number {
  return roundDown(count, trajectories) ?? 0;
}

function wholeCents(cents: bigint, steps: SumSteps): bigint {
  return cents - (cents % steps.cents);
}

function contingentOf({ contingent }: YearOfPartnership): number {
  return Number(contingent) / 100;
}

function daysOf({ figures, counts }: YearOfPartnership): number {
  return figures[counts].days;
}

function usedOf(one: YearOfPartnership): number {
  return daysOf(one) / DAYS_PER_TRAJECTORY;
}

function sumOf(partnerships: readonly YearOfPartnership[], of: (one: YearOfPartnership) => number): number {
  return partnerships.reduce((sum, one) => sum + of(one), 0);
}
