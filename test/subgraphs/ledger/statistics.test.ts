import { describe, expect, it } from "@jest/globals";
import { DayReading } from "../../../subgraphs/ledger/entities/day-reading.js";
import { countYear, EXACT, indexEffect, type SumSteps } from "../../../subgraphs/ledger/statistics/count-year.js";
import type { YearOfPartnership } from "../../../subgraphs/ledger/statistics/year-of-partnership.js";

/** Five trajectories, at 2920 euros each. */
const STEPS: SumSteps = { trajectories: 5, cents: 1_460_000n };

function year(partnership: string, days: number, more: Partial<YearOfPartnership> = {}) {
  const figures = (count: number, subsidy: bigint) => ({
    days: count,
    trajectories: count / 365,
    subsidy,
    balance: subsidy,
  });
  return {
    partnership,
    isSettled: true,
    contingent: 1_000n,
    counts: DayReading.ATTENDED,
    figures: {
      [DayReading.ATTENDED]: figures(days, BigInt(days) * 800n),
      [DayReading.CALENDAR]: figures(2 * days, BigInt(days) * 1_600n),
    },
    advances: 100_000n,
    openRecoveries: 0n,
    expected: null,
    ...more,
  } satisfies YearOfPartnership;
}

describe("the sums of a year", () => {
  const large = [year("SV-0001", 12 * 365), year("SV-0002", 9 * 365)];
  const alone = (days: number) => countYear(2026, [...large, year("SV-0070", days)], STEPS);

  it("are exact for those who see the people behind them", () => {
    expect(countYear(2026, [...large, year("SV-0070", 31)], EXACT)).toMatchObject({
      roundedTo: 1,
      partnerships: 3,
      subsidy: { cents: (21 * 365 + 31) * 800 },
      balance: { cents: (21 * 365 + 31) * 800 - 300_000 },
      contingent: 30,
    });
  });

  it("add contingents up in hundredths, so that no fraction is left over", () => {
    const contingents = [1_010n, 2_020n].map((contingent, at) => year(`SV-000${at + 1}`, 365, { contingent }));
    expect(countYear(2026, contingents, EXACT).contingent).toBe(30.3);
  });

  it("do not move when one person comes, or goes on for a day", () => {
    const { unused, ...before } = alone(0);
    for (const days of [1, 31, 60]) {
      const { unused: now, ...after } = alone(days);
      expect(after).toEqual(before);
      expect(now).toEqual(unused);
    }
    expect(before).toMatchObject({ roundedTo: 5, trajectories: 20, subsidy: { cents: 4 * 1_460_000 } });
  });

  it("less the other partnerships do not give the days of one", () => {
    const { readings } = alone(31);
    const others = large.reduce((sum, { figures }) => sum + figures[DayReading.ATTENDED].days, 0);
    expect(readings[0]!.days - others).toBe(-365);
  });

  it("follow from each other and from what is public", () => {
    const expected = { likely: 2_000_001n, low: 1_400_000n, high: 3_000_000n, stillToPay: 1_900_001n };
    const sums = countYear(2026, [...large, year("SV-0070", 31, { expected, isSettled: false })], STEPS);
    expect(sums.balance.cents).toBe(sums.subsidy.cents - sums.advances.cents);
    expect(sums.expected).toMatchObject({
      subsidy: { cents: 1_460_000 },
      lowest: { cents: 0 },
      highest: { cents: 2_920_000 },
      stillToPay: { cents: 1_460_000 - 100_000 },
    });
  });

  it("round what is asked back as well: it is a balance of somebody's days", () => {
    const sums = countYear(2026, [...large, year("SV-0070", 31, { openRecoveries: 75_200n })], STEPS);
    expect(sums.openRecoveries.cents).toBe(0);
  });

  it("tell what is unused by partnership in whole steps, and nobody looks like few", () => {
    const years = [year("SV-0001", 7 * 365 + 12), year("SV-0002", 365), year("SV-0003", 0)];
    const { unused } = countYear(2026, years, STEPS);
    expect(
      unused.map(({ partnership, used, unused: left, suppressed }) => [partnership.id, used, left, suppressed]),
    ).toEqual([
      ["SV-0001", 5, 5, false],
      ["SV-0002", null, null, true],
      ["SV-0003", null, null, true],
    ]);
    expect(countYear(2026, years, EXACT).unused.map(({ used }) => used)).toEqual([0, 1, 7 + 12 / 365]);
  });

  it("set both readings beside each other", () => {
    const { readings, difference } = countYear(2026, large, EXACT);
    expect(readings.map(({ reading, days }) => [reading, days])).toEqual([
      ["ATTENDED", 21 * 365],
      ["CALENDAR", 42 * 365],
    ]);
    expect(difference.cents).toBe(21 * 365 * 800);
  });
});

describe("the next index", () => {
  it("works on what the year is expected to cost, and rounds the unit amount to the cent first", () => {
    const expected = { likely: 2_000_000n, low: 1_800_000n, high: 2_200_000n, stillToPay: 0n };
    const running = year("SV-0001", 2_000, { isSettled: false, expected });
    expect(indexEffect([running], 323_034n, 2, EXACT)).toMatchObject({
      indexedUnitAmount: { cents: 329_495 },
      subsidy: { cents: 2_000_000 },
      indexedSubsidy: { cents: 2_040_002 },
      difference: { cents: 40_002 },
    });
    expect(indexEffect([running], 323_034n, 2, STEPS).subsidy.cents).toBe(1_460_000);
  });
});
