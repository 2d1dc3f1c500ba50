import { describe, expect, it } from "@jest/globals";
import { quartilesOf } from "../../../../subgraphs/kernel/statistics/quartiles.js";

const LIMIT = 5;
const upTo = (count: number) => Array.from({ length: count }, (_, index) => 10 * index + 3);

describe("quartiles", () => {
  it("are exact where each quarter has enough values", () => {
    expect(quartilesOf(upTo(21), LIMIT)).toEqual({ count: 21, lower: 53, median: 103, upper: 153 });
    expect(quartilesOf(upTo(5), 1)).toEqual({ count: 5, lower: 13, median: 23, upper: 33 });
  });

  it("are told to the week of few values, where one is a single person's days", () => {
    expect(quartilesOf(upTo(5), LIMIT)).toEqual({ count: 5, lower: 14, median: 21, upper: 35 });
    expect(quartilesOf(upTo(19), LIMIT)!.median % 7).toBe(0);
  });

  it("are none of nobody", () => {
    expect(quartilesOf([], LIMIT)).toBeNull();
  });
});
