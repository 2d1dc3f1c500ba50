import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readSettings } from "../../../platform/settings.js";
import { createParticipantIds, Insz } from "../../../schema/identifiers.js";
import {
  countDays,
  statementContents,
  statementProblems,
} from "../../../subgraphs/contingents/rules/statement-problems.js";
import type { CellValue } from "../../../subgraphs/contingents/source/spreadsheet/cell-value.js";
import type { Table } from "../../../subgraphs/contingents/source/spreadsheet/open-tables.js";
import { findTable, type StatementTable } from "../../../subgraphs/contingents/source/statement/find-table.js";
import { translateStatement } from "../../../subgraphs/contingents/source/translate-statement.js";
import { HEADINGS } from "../../support/make-spreadsheet.js";

const ids = createParticipantIds(readSettings({}).AMA_PARTICIPANT_KEY);
const amina = "91631412462";
const line = (...changes: [number, CellValue][]) => {
  const cells: CellValue[] = [
    amina,
    "El Idrissi Amina",
    "BO-0412607",
    "0950000281",
    new Date("2026-01-20"),
    null,
    2,
    "06/07; 09/07",
  ];
  for (const [place, value] of changes) cells[place] = value;
  return cells;
};
const sheetRow = (cells: CellValue[], i: number) => ({ sheet: "2026Q3", row: i + 1, cells });
const tableOf = (sheet: CellValue[][], from1904 = false): Table => ({
  ...{ name: "2026Q3", isHidden: false, from1904 },
  // eslint-disable-next-line @typescript-eslint/require-await -- the rows are there
  async *rows() {
    yield* sheet.map(sheetRow);
  },
});
const found = await findTable([tableOf([HEADINGS, line()])], "2026Q3");
function readUnder(heading: StatementTable, rows: CellValue[][]) {
  const translated = rows.map((cells, i) => sheetRow(cells, i + 1)).map(translateStatement(heading, "2026Q3", ids));
  const totals = translated.flatMap(({ total }) => total ?? []);
  return statementContents(
    translated.flatMap(({ lines }) => lines),
    totals,
    "2026Q3",
  );
}
const read = (...rows: CellValue[][]) => readUnder(found, rows).lines;
const problems = (...rows: CellValue[][]) => readUnder(found, rows).problems.map(({ row, kind }) => `${row} ${kind}`);

describe("a line of a quarterly statement", () => {
  it("is read whatever the way dates and numbers were typed", () => {
    const [plain] = read(line());
    expect(plain).toMatchObject({
      participantId: ids.seal(Insz.parse(amina)),
      days: ["2026-07-06", "2026-07-09"],
      startsOn: "2026-01-20",
    });
    const typed = read(
      line([0, "91.63.14-124.62"]),
      line([0, Number(amina)]),
      line([4, "20/01/2026"]),
      line([4, "2026-01-20"]),
      line([6, "2"], [7, "9/7;6/7"]),
    );
    const same = { row: 2, fingerprint: "", sheet: null, written: null };
    for (const other of typed) expect({ ...other, ...same }).toEqual({ ...plain, ...same });
  });

  it("one day alone, which became a date cell, is that day", () => {
    expect(read(line([7, new Date("2026-07-06")]))[0]).toMatchObject({ days: ["2026-07-06"], unreadable: [] });
  });

  it("what is too long for the number of an agreement is not asked of the counter", () => {
    expect(read(line([2, "x".repeat(65)]))[0]).toMatchObject({ agreementId: null, empty: false });
  });

  it("a number that lost the noughts before it gets them back", () => {
    const leen = "02672884420";
    expect(read(line([0, Number(leen)]))[0]).toMatchObject({ participantId: ids.seal(Insz.parse(leen)) });
  });
});

describe("mistakes in a quarterly statement", () => {
  it("a right line has none", () => {
    expect(problems(line())).toEqual([]);
  });

  it.each([
    ["wrong check digits", line([0, "91631412463"]), ["2 INSZ_INVALID"]],
    ["an end on 31 February", line([5, "31/02/2026"]), ["2 DATE_INVALID"]],
    ["minus three days", line([6, -3]), ["2 DAYS_IMPOSSIBLE"]],
    ["95 days in a quarter of 92", line([6, 95]), ["2 DAYS_IMPOSSIBLE"]],
    ["no count", line([6, "veel"]), ["2 DAYS_IMPOSSIBLE"]],
    ["three counted, two listed", line([6, 3]), ["2 DAYS_MISMATCH"]],
    ["a day of the next quarter", line([7, "06/07; 01/10"]), ["2 DAY_OUTSIDE_QUARTER"]],
    ["a day after the end", line([5, "07/07/2026"]), ["2 DAY_OUTSIDE_AGREEMENT"]],
  ])("%s", (_, row, expected) => {
    expect(problems(row)).toEqual(expected);
  });

  it("rows that hold nothing are told where others follow", () => {
    const nothing = line().map(() => null);
    expect(problems(line(), nothing, nothing, line([2, "BO-2"], [7, "13/07; 14/07"]), nothing)).toEqual([
      "3 EMPTY_ROW",
    ]);
  });

  it("the same line twice counts once", () => {
    expect(problems(line(), line())).toEqual(["3 DUPLICATE_ROW"]);
    expect(countDays(read(line(), line()))).toBe(2);
  });

  it("the same person on the same day in another line is told, and the day counts once", () => {
    const rows = [line(), line([2, "BO-0000002"], [6, 1], [7, "09/07"])];
    expect(problems(...rows)).toEqual(["3 SAME_DAY_TWICE"]);
    expect(countDays(read(...rows))).toBe(2);
  });

  it("says where it stands, what stands there and what to do, and masks the number of a person", () => {
    const rows = read(line([0, "91.63.14-124.63"], [5, "31/02/2026"], [7, "06/07; 6 jule; 09/07"]));
    const place = { sheet: "2026Q3", row: 2 };
    expect(statementProblems(rows, "2026Q3")).toMatchObject([
      {
        ...place,
        column: "INSZ",
        value: "**.**.**-***.**",
        kind: "INSZ_INVALID",
        remedy: expect.stringMatching("11 digits"),
      },
      {
        ...place,
        column: "Einddatum",
        value: "31/02/2026",
        kind: "DATE_INVALID",
        remedy: expect.stringMatching("dd/mm/yyyy"),
      },
      { ...place, column: "Aanwezig op", value: "6; jule", kind: "DATE_INVALID" },
    ]);
  });

  it("whatever is typed, reading does not fail and no message names anybody", () => {
    const cell = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.constant(null), fc.boolean(), fc.date());
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 6 }), (rows) => {
        const lines = read(...rows, line());
        expect(lines.at(-1)).toMatchObject({ row: rows.length + 2, agreementId: "BO-0412607" });
        expect(JSON.stringify(statementProblems(lines, "2026Q3"))).not.toContain(amina);
        expect(JSON.stringify(lines)).not.toContain(amina);
      }),
    );
  });
});
