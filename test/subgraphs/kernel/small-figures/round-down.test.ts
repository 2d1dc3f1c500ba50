import { describe, expect, it } from "@jest/globals";
import { lastQuarterEnd } from "../../../../schema/last-quarter-end.js";
import { roundDown } from "../../../../subgraphs/kernel/small-figures/round-down.js";

describe("a figure about people, for whoever has no right to them", () => {
  it("is rounded down to whole steps, and not shown below one", () => {
    expect([0, 1, 4, 5, 9, 10, 63].map((people) => roundDown(people, 5))).toEqual([null, null, null, 5, 5, 10, 60]);
  });

  it("stays as it is with a step of one", () => {
    expect([0, 1, 63.5].map((figure) => roundDown(figure, 1))).toEqual([0, 1, 63.5]);
  });
});

describe("the last quarter end", () => {
  it.each([
    ["2026-11-21", "2026-09-30"],
    ["2026-09-30", "2026-09-30"],
    ["2026-09-29", "2026-06-30"],
    ["2026-01-01", "2025-12-31"],
    ["2024-03-31", "2024-03-31"],
  ])("before or on %s is %s", (day, end) => {
    expect(lastQuarterEnd(day, "2027-01-15")).toBe(end);
  });

  it("is one that is over: neither today nor a day to come", () => {
    expect(lastQuarterEnd("2026-12-31", "2026-11-21")).toBe("2026-09-30");
    expect(lastQuarterEnd("2026-09-30", "2026-09-30")).toBe("2026-06-30");
    expect(lastQuarterEnd("2026-09-30", "2026-10-01")).toBe("2026-09-30");
  });
});
