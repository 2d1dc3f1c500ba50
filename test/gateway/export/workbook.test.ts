import { afterAll, describe, expect, it } from "@jest/globals";
import { createWorkbookWriter } from "../../../gateway/export/workbook-writer.js";
import { DEFAULT_LIMITS } from "../../../subgraphs/contingents/source/spreadsheet/spreadsheet-limits.js";
import { readSpreadsheet } from "../../../subgraphs/contingents/source/spreadsheet/read-spreadsheet.js";

const workbooks = createWorkbookWriter();
afterAll(() => workbooks.stop());

describe("a workbook", () => {
  it("holds what it was given: texts as texts, numbers as numbers", async () => {
    const rows = [
      ["id", "days"],
      ["=SUM(A1)", 12.5],
      ["0950000281", -3],
      ["a\u0001b <&>", null],
    ];
    const bytes = await workbooks.write(rows, new AbortController().signal);
    const read: unknown[] = [];
    for await (const { cells } of readSpreadsheet(bytes, DEFAULT_LIMITS)) read.push(cells);
    expect(read).toEqual([["id", "days"], ["=SUM(A1)", 12.5], ["0950000281", -3], ["a?b <&>"]]);
  });
});
