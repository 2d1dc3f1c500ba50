import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { occupancy, occupancyState, projectYearEnd } from "../../../subgraphs/contingents/rules/occupancy.js";
import type { Tally } from "../../../subgraphs/contingents/rules/tally.js";

function tally(changes: Partial<Tally> = {}): Tally {
  return {
    on: "2026-11-21",
    agreements: 10,
    participants: 10,
    guidedDays: 0,
    members: new Map(),
    guides: new Map(),
    ...changes,
  };
}
const granted = (count: number | null) => [
  { year: 2026, appliedFor: 12, appliedOn: null, granted: count, grantedOn: null },
  { year: 2025, appliedFor: 99, appliedOn: null, granted: 99, grantedOn: null },
];

describe("occupancy of a contingent", () => {
  it("compares with the contingent of the year of the day", () => {
    expect(occupancy(tally(), granted(8))).toMatchObject({ granted: 8, running: 10, ratio: 1.25, state: "OVER" });
    expect(occupancy(tally({ on: "2025-11-21" }), granted(8))).toMatchObject({ granted: 99, state: "UNDER_USED" });
  });

  it("a person with two agreements takes one trajectory", () => {
    expect(occupancy(tally({ agreements: 11 }), granted(10))).toMatchObject({
      running: 10,
      agreements: 11,
      state: "FULL",
    });
  });

  it("is under-used below 90 %, and not at 90 %", () => {
    expect(occupancyState(9, 10)).toBe("BALANCED");
    expect(occupancyState(8, 9)).toBe("UNDER_USED");
    expect(occupancyState(0, 0)).toBe("FULL");
  });

  it("without a grant there is nothing to compare with", () => {
    expect(occupancy(tally(), granted(null))).toMatchObject({ granted: null, ratio: null, state: "NOT_GRANTED" });
    expect(occupancy(tally(), [])).toMatchObject({ granted: null, projectedState: "NOT_GRANTED" });
  });
});

describe("the projection to the year's end", () => {
  it("begins with the trajectories that were used up to the day", () => {
    expect(occupancy(tally({ guidedDays: 730 }), granted(10))).toMatchObject({ used: 2 });
  });

  it("ten people from 1 January to 31 December are ten trajectories", () => {
    expect(projectYearEnd(10, 10, "2026-01-01")).toBe(10);
    expect(projectYearEnd(10 * 181, 10, "2026-06-30")).toBe(10);
    expect(projectYearEnd(3_650, 10, "2026-12-31")).toBe(10);
  });

  it("365 days make a trajectory in a leap year too: a full one is a little more", () => {
    expect(projectYearEnd(366, 1, "2028-12-31")).toBeCloseTo(1.0027, 4);
  });

  it("more guidance never projects to less, and it never falls below what was guided already", () => {
    const dayOf = fc
      .integer({ min: 0, max: 364 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(200), fc.nat(50), dayOf, (days, people, more, on) => {
        const projected = projectYearEnd(days, people, on);
        expect(projectYearEnd(days, people + more, on)).toBeGreaterThanOrEqual(projected);
        expect(projected).toBeGreaterThanOrEqual(days / 365);
      }),
    );
  });
});
