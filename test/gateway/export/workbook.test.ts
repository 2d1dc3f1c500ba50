import { afterAll, describe, expect, it } from "@jest/globals";
import { createWorkbookWriter } from "../../../gateway/export/workbook-writer.js";
import { DEFAULT_LIMITS } from "../../../subgraphs/contingents/source/spreadsheet/spreadsheet-limits.js";
import { openWorkbook } from "../../../subgraphs/contingents/source/spreadsheet/open-tables.js";

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
    const [sheet] = await openWorkbook(bytes, DEFAULT_LIMITS);
    for await (const { cells } of sheet!.rows()) read.push(cells);
    expect(read).toEqual([["id", "days"], ["=SUM(A1)", 12.5], ["0950000281", -3], ["a?b <&>"]]);
  });
});
