import { describe, expect, it } from "@jest/globals";
import { DayReading } from "../../../subgraphs/ledger/entities/day-reading.js";
import { countYear, indexEffect } from "../../../subgraphs/ledger/statistics/count-year.js";
import type { YearOfPartnership } from "../../../subgraphs/ledger/statistics/year-of-partnership.js";

const LIMIT = 5;

function year(partnership: string, people: number, days: number, more: Partial<YearOfPartnership> = {}) {
  const figures = (count: number, subsidy: bigint) => ({
    days: count,
    trajectories: count / 365,
    subsidy,
    balance: subsidy,
  });
  return {
    partnership,
    people,
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
  const large = [year("SV-0001", 12, 2_000), year("SV-0002", 9, 1_500)];

  it("leave out the one partnership of few people, which would follow by subtraction", () => {
    const sums = countYear(2026, [...large, year("SV-0070", 1, 31)], LIMIT);
    expect(sums).toMatchObject({ partnerships: 2, leftOut: 1, subsidy: { cents: 2_800_000 }, contingent: 20 });
    expect(sums.unused.find(({ partnership }) => partnership.id === "SV-0070")).toMatchObject({
      contingent: 10,
      used: null,
      unused: null,
      suppressed: true,
    });
  });

  it("hold several of them that have enough people together", () => {
    const sums = countYear(2026, [...large, year("SV-0070", 2, 100), year("SV-0071", 3, 200)], LIMIT);
    expect(sums).toMatchObject({ partnerships: 4, leftOut: 0, subsidy: { cents: 3_040_000 } });
  });

  it("hold those without any people: nobody is in them", () => {
    expect(countYear(2026, [...large, year("SV-0080", 0, 0)], LIMIT)).toMatchObject({ partnerships: 3, leftOut: 0 });
  });

  it("tell what is unused by partnership in steps of as many trajectories as people are few", () => {
    const { unused } = countYear(2026, [year("SV-0001", 12, 7 * 365 + 12), year("SV-0002", 9, 365)], LIMIT);
    expect(unused.map(({ partnership, used, unused: left }) => [partnership.id, used, left])).toEqual([
      ["SV-0002", 0, 10],
      ["SV-0001", 5, 5],
    ]);
  });

  it("set both readings beside each other", () => {
    const { readings, difference } = countYear(2026, large, LIMIT);
    expect(readings.map(({ reading, days }) => [reading, days])).toEqual([
      ["ATTENDED", 3_500],
      ["CALENDAR", 7_000],
    ]);
    expect(difference.cents).toBe(2_800_000);
  });
});

describe("the next index", () => {
  it("works on what the year is expected to cost, and rounds the unit amount to the cent first", () => {
    const expected = { likely: 2_000_000n, low: 1_800_000n, high: 2_200_000n, stillToPay: 0n };
    const running = year("SV-0001", 12, 2_000, { isSettled: false, expected });
    expect(indexEffect([running], 323_034n, 2, LIMIT)).toMatchObject({
      indexedUnitAmount: { cents: 329_495 },
      subsidy: { cents: 2_000_000 },
      indexedSubsidy: { cents: 2_040_002 },
      difference: { cents: 40_002 },
    });
  });
});
