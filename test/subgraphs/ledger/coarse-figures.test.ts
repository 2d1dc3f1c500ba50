import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { coarseFigures } from "../../../subgraphs/ledger/rules/coarse-figures.js";

const LIMIT = 5;
const known = { ceiling: 12, unitCents: 281_220, advances: 1_000_000n };

describe("a year's figures for whoever has no right to the days of its people", () => {
  it("are not shown below as many trajectories as the limit", () => {
    for (const days of [0, 31, 1_824]) expect(coarseFigures(days, known, LIMIT)).toBeNull();
  });

  it("follow from days in whole steps, at most the contingent, less the advances", () => {
    expect(coarseFigures(4_015, known, LIMIT)).toEqual({
      days: 3_650,
      trajectories: 10,
      subsidy: 2_812_200n,
      balance: 1_812_200n,
    });
    expect(coarseFigures(9_000, known, LIMIT)).toMatchObject({ trajectories: 20, subsidy: 3_374_640n });
  });

  it("have no subsidy without a grant", () => {
    expect(coarseFigures(4_015, { ...known, ceiling: null }, LIMIT)).toMatchObject({ subsidy: null, balance: null });
  });

  it("are the same for all days within one step", () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(1_824), (days, more) => {
        const start = Math.floor(days / 1_825) * 1_825;
        expect(coarseFigures(start + more, known, LIMIT)).toEqual(coarseFigures(start, known, LIMIT));
      }),
    );
  });
});
