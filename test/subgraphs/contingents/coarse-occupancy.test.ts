import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { coarseOccupancy } from "../../../subgraphs/contingents/rules/coarse-occupancy.js";
import { occupancy } from "../../../subgraphs/contingents/rules/occupancy.js";
import type { Tally } from "../../../subgraphs/contingents/rules/tally.js";

const LIMIT = 5;
const ON = "2026-09-30";
const contingents = (granted: number | null) => [
  { year: 2026, appliedFor: 30, appliedOn: null, granted, grantedOn: null },
];
const tally = (participants: number, guidedDays: number, agreements = participants): Tally => ({
  on: ON,
  agreements,
  participants,
  guidedDays,
  members: new Map(),
  guides: new Map(),
});
const coarse = (counted: Tally, granted: number | null = 20) => coarseOccupancy(counted, contingents(granted), LIMIT);

describe("occupancy for whoever has no right to the people", () => {
  it("shows nobody, one and four in the same way", () => {
    for (const people of [0, 1, 4])
      expect(coarse(tally(people, people * 200, people * 2))).toEqual(coarse(tally(0, 0)));
    const { running, agreements, ratio, used, projectedYearEnd, state, projectedState } = coarse(tally(1, 31));
    for (const figure of [running, agreements, ratio, used, projectedYearEnd])
      expect(figure).toMatchObject({ code: "SMALL_CELL" });
    expect([state, projectedState]).toEqual(["TOO_FEW", "TOO_FEW"]);
  });

  it("rounds people and trajectories down to multiples of the limit", () => {
    expect(coarse(tally(23, 17 * 365 + 40, 24))).toMatchObject({
      countedOn: ON,
      roundedTo: LIMIT,
      granted: 20,
      running: 20,
      agreements: 20,
      ratio: 1,
      used: 15,
    });
  });

  it("tells a state where all that the figures can be agree on it", () => {
    expect(coarse(tally(23, 0), 50).state).toBe("UNDER_USED");
    expect(coarse(tally(23, 0), 10).state).toBe("OVER");
    expect(coarse(tally(23, 0), 22).state).toBe("UNCERTAIN");
    expect(coarse(tally(23, 0), null).state).toBe("NOT_GRANTED");
    expect(coarse(tally(1, 31), null).state).toBe("NOT_GRANTED");
  });

  it("says nothing more in one field than in another: all follow from people and days in whole steps", () => {
    const [people, days] = [fc.nat(LIMIT - 1), fc.nat(1824)];
    fc.assert(
      fc.property(fc.nat(12), fc.nat(10), people, people, days, days, fc.nat(40), (steps, daySteps, ...rest) => {
        const [one, other, ofOne, ofOther, granted] = rest;
        const told = (more: number, moreDays: number) =>
          coarse(tally(steps * LIMIT + more, daySteps * 1825 + moreDays), granted);
        expect(told(one, ofOne)).toEqual(told(other, ofOther));
      }),
      { numRuns: 300 },
    );
  });

  it("is never more than the exact figures, nor in another state", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(20_000), fc.nat(40), (people, days, granted) => {
        const exact = occupancy(tally(people, days), contingents(granted));
        const shown = coarse(tally(people, days), granted);
        for (const field of ["running", "agreements", "ratio", "used", "projectedYearEnd"] as const)
          if (typeof shown[field] === "number") expect(shown[field]).toBeLessThanOrEqual(exact[field]!);
        for (const field of ["state", "projectedState"] as const)
          if (!["TOO_FEW", "UNCERTAIN"].includes(shown[field])) expect(shown[field]).toBe(exact[field]);
      }),
    );
  });
});
