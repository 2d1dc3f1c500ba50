import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DayReading } from "../../../subgraphs/ledger/entities/day-reading.js";
import { expectYear, type YearToExpect } from "../../../subgraphs/ledger/rules/expect-year.js";
import { euro, grant, POLICY, quarter, unitAmount } from "./year-inputs.js";

const of = (changes: Partial<YearToExpect>) =>
  expectYear(
    {
      year: 2026,
      today: "2026-11-21",
      quarters: [],
      lastYear: [],
      grants: [grant(1, 1_000n, "2026-01-01", "2026-12-31")],
      unitAmounts: [unitAmount("2021-04-01", null, 365_00)],
      advances: [{ amount: euro(1_000), paidOn: "2026-01-20", paymentReference: "" }],
      ...changes,
    },
    DayReading.ATTENDED,
    POLICY,
  );
const days = ({ likely, low, high }: ReturnType<typeof of>) => [low.days, likely.days, high.days];
const [q1, q2] = [quarter("2026Q1", 90), quarter("2026Q2", 182)];
const lastYear = (...counts: number[]) => counts.map((count, n) => quarter(`2025Q${n + 1}`, count));

describe("what a year is expected to come to", () => {
  test("the missing quarters are to the accepted ones as last year", () => {
    const expected = of({ quarters: [q1, q2], lastYear: lastYear(100, 100, 300, 100) });
    expect(expected).toMatchObject({ on: "2026-12-31", method: "COURSE_OF_LAST_YEAR", accepted: ["2026Q1", "2026Q2"] });
    // 272 days so far, twice as many to come; 184 days at the pace of the weakest, and of the strongest quarter.
    expect(days(expected)).toEqual([272 + 184, 272 + 544, 272 + 600]);
    expect(expected.likely).toEqual({ days: 816, subsidy: euro(81_600), stillToPay: euro(80_600) });
  });

  test("growth within last year is no season: no quarter is likely to exceed the strongest, or to fall below the weakest", () => {
    const grown = of({ quarters: [q1, q2], lastYear: lastYear(10, 20, 100, 300) });
    // By the course alone 272 × 400 / 30 days would come; the strongest quarter had 300 in 92.
    expect(days(grown)[1]).toBe(272 + 600);
    expect(days(grown)[2]).toBe(272 + 600);
    const shrunk = of({ quarters: [q1, q2], lastYear: lastYear(300, 100, 92, 46) });
    expect(days(shrunk)[1]).toBe(272 + 94);
    expect(days(of({ quarters: [q1, q2], lastYear: lastYear(3000, 1000, 92, 46) }))[1]).toBe(272 + 92);
  });

  test("without last year, at the pace of this one", () => {
    const expected = of({ quarters: [q1, q2] });
    expect(expected.method).toBe("PACE_OF_THIS_YEAR");
    expect(days(expected)).toEqual([272 + 184, 272 + 277, 272 + 368]);
  });

  test("without an accepted quarter, at the pace of last year", () => {
    const expected = of({ lastYear: lastYear(90, 182, 184, 0) });
    expect(expected).toMatchObject({ method: "PACE_OF_LAST_YEAR", accepted: [] });
    expect(days(expected)).toEqual([0, 456, 730]);
  });

  test("without either, nothing to the whole contingent", () => {
    expect(of({}).method).toBe("CONTINGENT");
    expect(days(of({}))).toEqual([0, 3650, 3650]);
  });

  test("with every quarter, what is there", () => {
    const expected = of({ quarters: [q1, q2, quarter("2026Q3", 1), quarter("2026Q4", 2)] });
    expect(expected.method).toBe("COMPLETE");
    expect(days(expected)).toEqual([275, 275, 275]);
  });

  test("never more money than the contingent pays, and never less likely than low or more than high", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 4 });
    fc.assert(
      fc.property(counts, counts, (now, then) => {
        const expected = of({
          quarters: now.map((n, place) => quarter(`2026Q${place + 1}`, n)),
          lastYear: lastYear(...then),
        });
        const [low, likely, high] = days(expected) as [number, number, number];
        expect(low <= likely && likely <= high).toBe(true);
        expect(low).toBeGreaterThanOrEqual(now.reduce((a, b) => a + b, 0));
        expect(expected.high.subsidy!.cents).toBeLessThanOrEqual(365_000);
      }),
    );
  });
});
