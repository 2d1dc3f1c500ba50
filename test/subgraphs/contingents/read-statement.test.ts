import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import write from "write-excel-file/node";
import { templateSheets, templateText } from "../../../cli/statement-template.js";
import { tellCheckedStatement } from "../../../cli/tell-checked-statement.js";
import { readSettings } from "../../../platform/settings.js";
import { createParticipantIds, Insz } from "../../../schema/identifiers.js";
import { unpackContents } from "../../../subgraphs/contingents/source/drop/pack-contents.js";
import { readStatement } from "../../../subgraphs/contingents/source/drop/read-statement.js";
import { DEFAULT_LIMITS } from "../../../subgraphs/contingents/source/spreadsheet/spreadsheet-limits.js";
import { HEADINGS, packSpreadsheet, partsWith, rowOf } from "../../support/make-spreadsheet.js";

const ids = createParticipantIds(readSettings({}).AMA_PARTICIPANT_KEY);
const AMINA = "91631412462";
const [amina, leen] = [AMINA, "02672884420"].map((digits) => ids.seal(Insz.parse(digits)));
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/statements/${name}`, import.meta.url));

async function read(bytes: Uint8Array, name: string) {
  const job = { bytes: new Uint8Array(bytes), extension: name.slice(name.lastIndexOf(".") + 1), quarter: "2026Q3" };
  const outcome = await readStatement(job, { ids, limits: DEFAULT_LIMITS, mostDays: 10_000 });
  expect(JSON.stringify(outcome)).not.toMatch(/9163141|2672884|Idrissi|Peeters/);
  return outcome;
}
async function readWhole(bytes: Uint8Array, name: string) {
  const outcome = await read(bytes, name);
  if ("fault" in outcome) throw new Error(`${outcome.fault}. ${outcome.remedy}`);
  return await unpackContents(outcome.packed);
}
const readFixture = (name: string) => readWhole(fixture(name), name);

describe("statements that other programs wrote", () => {
  it("the sheet and its headings are found below a title, beside other sheets, in other words; a total is a total", async () => {
    const { lines, problems, rows } = await readFixture("titled-openpyxl.xlsm");
    expect(rows).toBe(3);
    const sheet = { name: "Overzicht", headings: { insz: "Rijksregisternummer", days: "Aanwezig op (dd/mm)" } };
    expect(lines).toMatchObject([
      {
        sheet,
        row: 7,
        participantId: amina,
        enterpriseNumber: "0950000281",
        count: 3,
        days: ["2026-07-06", "2026-07-09", "2026-07-13"],
      },
      {
        row: 8,
        participantId: leen,
        agreementId: "BO-0412608",
        startsOn: "2026-01-20",
        endsOn: "2026-12-31",
        count: 2,
        days: ["2026-07-02", "2026-07-03"],
      },
      { row: 9, days: ["2026-07-20"] },
    ]);
    expect(problems).toEqual([
      expect.objectContaining({ row: 11, column: "Aantal dagen", kind: "FORMULA_UNREADABLE", value: "=SUM(G7:G9)" }),
    ]);
  });

  it("English headings in any order, days counted from 1904, and a national number in scientific notation", async () => {
    const { lines, problems } = await readFixture("english-1904-xlsxwriter.xlsx");
    expect(lines).toMatchObject([
      { participantId: amina, enterpriseNumber: "0950000281", startsOn: "2026-01-20", days: ["2026-07-06"] },
      { participantId: leen, startsOn: "2026-01-20", endsOn: "2026-12-31", days: ["2026-07-09"] },
      { participantId: amina, days: ["2026-07-06", "2026-07-09", "2026-07-13", "2026-07-14"] },
    ]);
    expect(problems.map(({ row, kind }) => `${row} ${kind}`)).toEqual(["4 SAME_DAY_TWICE"]);
  });

  it("a formula counts by its value; an error is told by its name", async () => {
    const { lines, problems } = await readFixture("formulas-xlsxwriter.xlsx");
    expect(lines.map(({ count }) => count)).toEqual([2, null]);
    expect(problems).toMatchObject([
      { row: 3, column: "Overeenkomst", kind: "FORMULA_UNREADABLE", value: "#N/A" },
      { row: 3, column: "Aantal dagen", kind: "FORMULA_UNREADABLE", value: "#VALUE!" },
    ]);
  });

  it("columns of months list numbers of days, under two rows of headings", async () => {
    const [line] = (await readFixture("months-openpyxl.xlsx")).lines;
    expect(line).toMatchObject({
      startsOn: "2026-01-20",
      days: ["2026-07-06", "2026-07-09", "2026-07-13", "2026-08-03", "2026-08-04", "2026-09-01"],
    });
  });

  it("of a sheet for each quarter, its own is read", async () => {
    expect((await readFixture("four-quarters-openpyxl.xlsx")).lines[0]).toMatchObject({ days: ["2026-07-06"] });
    expect((await readFixture("plain-gnumeric.xlsx")).lines[0]).toMatchObject({ participantId: amina, count: 2 });
  });

  it.each([
    ["two-sheets-openpyxl.xlsx", /statement on the sheets "Ploeg Gent" and "Ploeg Aalst"/, /Keep one of them/],
    ["before-2007-gnumeric.xls", /is an .xls file of before 2007/, /save it as .xlsx/],
    ["opendocument-gnumeric.ods", /is an OpenDocument file/, /save it as .xlsx/],
    ["password-officecrypto.xlsx", /has a password/, /Take the password off/],
  ])("%s is not read: its cause and its remedy", async (name, fault, remedy) => {
    expect(await read(fixture(name), name)).toEqual({
      fault: expect.stringMatching(fault),
      remedy: expect.stringMatching(remedy),
    });
  });
});

const LINE = [AMINA, "El Idrissi Amina", "BO-0412607", "0950000281", "20/01/2026", "", "2", "06/07; 09/07"];
const csv = (delimiter: string, quote = '"', headings = HEADINGS) =>
  [headings, LINE].map((row) => row.map((value) => `${quote}${value}${quote}`).join(delimiter)).join("\r\n");

describe("statements as text", () => {
  it.each<[string, Uint8Array]>([
    ["semicolons, as Excel in Dutch writes", Buffer.from(csv(";"))],
    ["commas", Buffer.from(csv(","))],
    ["tabs", Buffer.from(csv("\t", ""))],
    ["a byte order mark", Buffer.from(`\uFEFF${csv(";")}\r\n`)],
    ["a word to Excel which delimiter it is", Buffer.from(`sep=,\r\n${csv(",")}`)],
    ["Windows' own code page", Buffer.from(csv(";").replace("Idrissi", "Idrïssi"), "latin1")],
    ["Unicode text of Excel", Buffer.from(`\uFEFF${csv("\t", "")}`, "utf16le")],
    ["a title above", Buffer.from(`Kwartaaloverzicht;SV-0001\n\n${csv(";")}\n;;;;;;;\n`)],
  ])("with %s", async (_, bytes) => {
    const { lines, problems } = await readWhole(bytes, "x.csv");
    expect(problems).toEqual([]);
    expect(lines).toMatchObject([{ sheet: { name: null }, participantId: amina, days: ["2026-07-06", "2026-07-09"] }]);
  });

  it("rows count as a spreadsheet program counts them, whatever stands between quotes", async () => {
    const rows = [
      HEADINGS.join(";"),
      [...LINE.slice(0, 7), '"06/07\n09/07\n31/09"'].join(";"),
      "",
      [...LINE.slice(0, 2), "BO-2", ...LINE.slice(3, 6), "1,0", "9,9"].join(";"),
    ];
    const { problems } = await readWhole(Buffer.from(rows.join("\n")), "x.csv");
    expect(problems.map(({ row, kind, value }) => `${row} ${kind} ${value}`)).toEqual([
      "2 DATE_INVALID 31/09",
      "3 EMPTY_ROW null",
      "4 DATE_INVALID 9; 9",
      "4 DAYS_MISMATCH 1,0",
    ]);
  });

  it("days that no quotes keep together run on beyond the headings, and are read", async () => {
    const { lines, problems } = await readWhole(Buffer.from(csv(";", "")), "x.csv");
    expect([lines[0]!.days, problems]).toEqual([["2026-07-06", "2026-07-09"], []]);
  });

  it("a number that lost its last digits is told, one that lost noughts before it is read", async () => {
    const typed = ["9,16314E+10", "9.1631412462E+10", "2672884420"].map((insz, i) => [
      insz,
      "x",
      `BO-${i}`,
      "",
      "20/01/2026",
      "",
      "0",
      "",
    ]);
    const { lines, problems } = await readWhole(
      Buffer.from([HEADINGS, ...typed].map((row) => row.join(";")).join("\n")),
      "x.csv",
    );
    expect(lines.map(({ participantId }) => participantId)).toEqual([null, amina, leen]);
    expect(problems).toMatchObject([
      { row: 2, kind: "INSZ_INVALID", value: "*,******+**", message: expect.stringMatching("last digits are lost") },
    ]);
  });

  it.each<[string, string, Uint8Array | Promise<Uint8Array>, RegExp]>([
    ["nothing", "x.xlsx", Buffer.alloc(0), /^is empty/],
    [
      "text under the name of a workbook",
      "x.xlsx",
      Buffer.from(csv(";")),
      /^is text \(CSV\) under a name that ends in .xlsx\. .*ends in .csv/,
    ],
    [
      "a workbook under the name of text",
      "x.csv",
      packSpreadsheet(partsWith(rowOf(1, HEADINGS))),
      /^is a workbook under/,
    ],
    [
      "half a workbook",
      "x.xlsx",
      packSpreadsheet(partsWith(rowOf(1, HEADINGS))).then((whole) => whole.subarray(0, 900)),
      /^is cut off/,
    ],
    ["a quote without end", "x.csv", Buffer.from(`${csv(";")}\n"x;1;2`), /^has a quote that does not end/],
    ["a web page", "x.xls", Buffer.from("<html><table><tr><td>INSZ</td></tr></table></html>"), /^is a web page/],
    ["a PDF", "x.xlsx", Buffer.from("%PDF-1.7"), /^is a PDF/],
    ["other bytes", "x.xlsx", Buffer.from([1, 2, 3, 0, 0]), /^is no spreadsheet/],
    [
      "two columns for one thing",
      "x.csv",
      Buffer.from(csv(";", "", [...HEADINGS.slice(0, 3), "Begin", "Start", "Einde", "Aantal dagen", "Aanwezig op"])),
      /2 columns that may each be "Startdatum": "Begin" and "Start"/,
    ],
    [
      "a column that lacks",
      "x.csv",
      Buffer.from(
        csv(
          ";",
          "",
          HEADINGS.map((heading) => (heading === "Einddatum" ? "Opmerking" : heading)),
        ),
      ),
      /^has no column "Einddatum" in its headings \(row 1\)/,
    ],
  ])("%s is not read: its cause and its remedy", async (_, name, bytes, fault) => {
    const outcome = await read(await bytes, name);
    expect("fault" in outcome ? `${outcome.fault}. ${outcome.remedy ?? ""}` : "read").toMatch(fault);
  });
});

it("headings alone say that nobody was guided, and that is told", async () => {
  const { rows, problems } = await readWhole(Buffer.from(HEADINGS.join(";")), "x.csv");
  expect([rows, problems]).toEqual([0, [expect.objectContaining({ kind: "NO_ROWS", row: null, sheet: null })]]);
});

describe("the template", () => {
  it("is read as it is written; what is typed in it stays text", async () => {
    const [sheet, explained] = templateSheets("2026Q3");
    const empty = await write([sheet!, explained!]).toBuffer();
    expect((await readWhole(empty, "x.xlsx")).problems).toMatchObject([{ kind: "NO_ROWS" }]);
    const filled = { ...sheet!, data: [sheet!.data[0]!, LINE.map((value) => value || null)] };
    const { rows, days, problems } = await readWhole(await write([filled, explained!]).toBuffer(), "x.xlsx");
    expect([rows, days]).toEqual([1, 2]);
    // The number of days is a text here, as in a file of text.
    expect(problems).toEqual([]);
    expect((await readWhole(Buffer.from(templateText()), "x.csv")).problems).toMatchObject([{ kind: "NO_ROWS" }]);
  });
});

it("what a check found is told as a table, a problem a row", async () => {
  const line = LINE.with(4, "31/02/2026").with(7, `"06/07; 09/07; ${"x".repeat(50)}\u001B[2J"`);
  const { rows, days, problems } = await readWhole(
    Buffer.from([HEADINGS, line].map((row) => row.join(";")).join("\n")),
    "x.csv",
  );
  const checked = { file: "x.csv", quarter: "2026Q3", partnership: null, readable: true, fault: null, remedy: null };
  const [first, headings, ...table] = tellCheckedStatement({ ...checked, rows, days, problems });
  expect(first).toBe("x.csv: 2026Q3, 1 row, 2 days, 2 problems.");
  expect(headings).toMatch(/^ {2}sheet +row +column +value +what +what to do$/);
  expect(table).toEqual([
    expect.stringMatching(/^ +2 +Startdatum +31\/02\/2026 +DATE_INVALID: .* +Write each day/),
    expect.stringMatching(/^ +2 +Aanwezig op +x{39}… +DATE_INVALID: /),
  ]);
});

describe("a total", () => {
  const sheet = (...totals: [string, string][]) =>
    Buffer.from(
      [
        HEADINGS,
        LINE,
        [AMINA, "", "BO-2", "", "1/1/2026", "", "1", "10/07"],
        ...totals.map(([word, sum]) => [word, "", "", "", "", "", sum, ""]),
      ]
        .map((row) => row.join(";"))
        .join("\n"),
    );
  it.each([
    ["Totaal", "3", []],
    ["Algemeen totaal:", "3,0", []],
    ["Grand Total", "4", ["4 TOTAL_MISMATCH"]],
    ["Totaal", "", []],
  ])("%s %s is compared with the sum", async (word, sum, kinds) => {
    const { rows, days, problems } = await readWhole(sheet([word, sum]), "x.csv");
    expect([rows, days]).toEqual([2, 3]);
    expect(problems.map(({ row, kind }) => `${row} ${kind}`)).toEqual(kinds);
  });
});
