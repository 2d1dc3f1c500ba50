import { describe, expect, it } from "@jest/globals";
import { leadTimeTables, type Granted } from "../../../subgraphs/permissions/statistics/lead-time-tables.js";
import { leadTimeCells } from "../../../subgraphs/permissions/statistics/permission-cells.js";
import { PermissionDimension } from "../../../subgraphs/permissions/statistics/permission-statistics.js";

const LIMIT = 5;
const REFERRED = "2026-01-10";

/** So many people of an issuer, granted on a day. */
const granted = (issuer: string, people: number, decidedOn: string): Granted[] =>
  Array.from({ length: people }, (_, index) => ({
    mark: `${issuer} ${decidedOn} ${index}`,
    decidedOn,
    rows: { ISSUER: [issuer], STATUTE: ["LIVING_WAGE"], YEAR: ["2026"] },
  }));

const shown = (all: Granted[]) => {
  const tables = leadTimeTables(all, new Map(all.map(({ mark }) => [mark, REFERRED])));
  return leadTimeCells(tables, PermissionDimension.ISSUER, LIMIT).map(({ issuer, referralToPermission }) => [
    issuer!.enterpriseNumber,
    referralToPermission?.count ?? null,
  ]);
};

describe("how long people waited for a permission", () => {
  const before = "2025-12-01";
  const after = "2026-02-01";

  it("is told by issuer", () => {
    expect(shown([...granted("a", 8, after), ...granted("a", 6, before), ...granted("b", 9, after)])).toEqual([
      ["a", 8],
      ["b", 9],
    ]);
  });

  it("is withheld where few did not wait: they are those granted, which is published, less those who waited", () => {
    const all = [...granted("a", 8, after), ...granted("a", 3, before), ...granted("b", 9, after)];
    expect(shown([...all, ...granted("c", 20, after), ...granted("c", 7, before)])).toEqual([
      ["a", null],
      ["b", 9],
      ["c", null],
    ]);
  });
});
