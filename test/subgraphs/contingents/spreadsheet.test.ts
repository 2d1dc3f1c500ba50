import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Unreadable, type CellValue } from "../../../subgraphs/contingents/source/spreadsheet/cell-value.js";
import { isDateFormat } from "../../../subgraphs/contingents/source/spreadsheet/read-date-styles.js";
import { openWorkbook } from "../../../subgraphs/contingents/source/spreadsheet/open-tables.js";
import { SpreadsheetFault } from "../../../subgraphs/contingents/source/spreadsheet/spreadsheet-fault.js";
import {
  DEFAULT_LIMITS,
  type SpreadsheetLimits,
} from "../../../subgraphs/contingents/source/spreadsheet/spreadsheet-limits.js";
import { packSpreadsheet, partsWith, repeated, rowOf } from "../../support/make-spreadsheet.js";

type Parts = Parameters<typeof packSpreadsheet>[0];

async function readBytes(bytes: Uint8Array, limits: Partial<SpreadsheetLimits> = {}) {
  const rows: Record<number, (CellValue | undefined)[]> = {};
  const [sheet] = await openWorkbook(bytes, { ...DEFAULT_LIMITS, ...limits });
  for await (const { row, cells } of sheet!.rows()) rows[row] = [...cells];
  return rows;
}
const read = async (parts: Parts, limits?: Partial<SpreadsheetLimits>) =>
  readBytes(await packSpreadsheet(parts), limits);

/** The first row of a sheet with these cells, each as XML. */
async function cells(xml: string, parts: Parts = {}) {
  return (await read({ ...partsWith(`<row r="1">${xml}</row>`), ...parts }))[1];
}
const strings = (...items: string[]) => ({ "xl/sharedStrings.xml": `<sst>${items.join("")}</sst>` });
const styles = (formats: string, ...ids: number[]) => ({
  "xl/styles.xml": `<styleSheet><numFmts>${formats}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${ids
    .map((id) => `<xf numFmtId="${id}"/>`)
    .join("")}</cellXfs></styleSheet>`,
});
const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe("what a cell holds", () => {
  it("texts stand in the cell, are shared by many, or are put together from runs", async () => {
    const shared = strings(
      "<si><t>Aalst</t></si>",
      "<si><r><t>Ge</t></r><r><t xml:space='preserve'>nt </t></r><rPh><t>x</t></rPh></si>",
    );
    const xml = `<c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>Me</t></r><r><t>nen</t></r></is></c>
      <c t="inlineStr"><is><t>a&amp;b<![CDATA[<c>]]>_x000A_</t></is></c>`;
    expect(await cells(xml, shared)).toEqual(["Gent ", "Aalst", "Menen", "a&b<c>\n"]);
  });

  it("a number is a date when its format says so, and is counted from 1900 or 1904", async () => {
    const formats = `<numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy;@"/><numFmt numFmtId="165" formatCode="0.0 &quot;dagen&quot;"/>`;
    const xml = [0, 1, 2, 3].map((style) => `<c s="${style}"><v>46112</v></c>`).join("");
    const given = styles(formats, 0, 14, 164, 165);
    expect(await cells(xml, given)).toEqual([46112, day("2026-03-31"), day("2026-03-31"), 46112]);
    const { "xl/workbook.xml": workbook } = partsWith("");
    const from1904 = { "xl/workbook.xml": workbook!.replace("<sheets>", '<workbookPr date1904="1"/><sheets>') };
    expect(await cells('<c s="1"><v>44650</v></c>', { ...given, ...from1904 })).toEqual([day("2026-03-31")]);
    expect(await cells('<c t="d"><v>2026-03-31T10:00:00</v></c>')).toEqual([day("2026-03-31")]);
  });

  it.each([
    ["d/mm/yyyy", true],
    ["[$-813]dddd d mmmm yyyy", true],
    ["mmm\\-yy", true],
    ["General", false],
    ["#,##0.00 [$€-2]", false],
    ['0 "dagen"', false],
    ["0.00E+00", false],
    ["_-* #,##0_ ;[Red]\\-0", false],
    ["d".repeat(300), false],
  ])("the format %s is of a date: %s", (code, expected) => expect(isDateFormat(code)).toBe(expected));

  it("of a formula it is the value last worked out; without one it cannot be read", async () => {
    const xml = `<c><f>SUM(A1)</f><v>12</v></c><c t="str"><f>B1</f><v>06/07</v></c><c t="str"><f>""</f><v></v></c>
      <c t="b"><f>TRUE()</f><v>1</v></c><c><f>C1</f></c><c><f>C1</f><v></v></c><c t="str"><f>C1</f></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c>`;
    const [sum, text, empty, yes, ...others] = (await cells(xml))!;
    expect([sum, text, empty, yes]).toEqual([12, "06/07", "", true]);
    expect(others).toEqual([
      new Unreadable("FORMULA", "=C1"),
      new Unreadable("FORMULA", "=C1"),
      new Unreadable("FORMULA", "=C1"),
      new Unreadable("ERROR", "#DIV/0!"),
    ]);
  });

  it("what fits no kind of cell cannot be read, and the cells beside it can", async () => {
    const xml = '<c t="s"><v>7</v></c><c><v>12,5</v></c><c t="x"><v>1</v></c><c s="1"><v>1E300</v></c><c><v>3</v></c>';
    const invalid = ["7", "12,5", "1", "1E300"].map((text) => new Unreadable("INVALID", text));
    expect(await cells(xml, styles("", 0, 14))).toEqual([...invalid, 3]);
  });

  it("rows and cells stand where they say, or after the one before", async () => {
    const rows = `<row><c><v>1</v></c><c r="D1"><v>4</v></c><c/></row><row r="4"><c r="AB4"><v>5</v></c></row><row><c/></row><row><c><v>6</v></c></row>`;
    const found = await read(partsWith(rows));
    expect(Object.keys(found)).toEqual(["1", "4", "6"]);
    expect([found[1]![3], found[4]![27], found[6]![0]]).toEqual([4, 5, 6]);
  });

  it("a writer may name its namespace, its parts and its first sheet otherwise", async () => {
    const {
      "_rels/.rels": package_,
      "xl/workbook.xml": workbook,
      "xl/_rels/workbook.xml.rels": relations,
      ...rest
    } = partsWith(rowOf(1, [7]));
    const sheet = rest["xl/worksheets/sheet1.xml"]!.replaceAll(/<(\/?)(?=[a-z])/g, "<$1x:").replace(
      "xmlns=",
      "xmlns:x=",
    );
    const parts = {
      "_rels/.rels": package_!.replace("xl/workbook.xml", "/Book/Main.xml"),
      "book/main.xml": workbook!.replaceAll("r:id", "rel:id").replace("xmlns:r", "xmlns:rel"),
      "Book/_rels/Main.xml.rels": relations!.replace("worksheets/sheet1.xml", "../first.xml"),
      "first.xml": sheet,
    };
    expect(await read(parts)).toEqual({ 1: [7] });
  });
});

const MB = 1024 * 1024;
const tooMuch = /^(has|holds|unpacks|is an archive|declares|is damaged)/;

describe("a spreadsheet that is too much", () => {
  const sheet = "xl/worksheets/sheet1.xml";
  const [before, after] = partsWith("@")[sheet]!.split("@") as [string, string];
  const largeSheet = (piece: string, times: number, from = before, to = after) => ({
    ...partsWith(""),
    [sheet]: repeated(from, piece, times, to),
  });

  it.each<[string, Parts, Partial<SpreadsheetLimits>, RegExp]>([
    [
      "bytes",
      largeSheet(rowOf(0, ["x".repeat(1_000)]).replaceAll(/ r="\w+"/g, ""), 20_000),
      { unpackedBytes: 2 * MB },
      /^unpacks to more than 2 MB$/,
    ],
    [
      "bytes in all parts together",
      { ...largeSheet("<row/>".repeat(1_000), 100), ...strings("<!--" + "x".repeat(600_000) + "-->") },
      { unpackedBytes: MB },
      /^unpacks to more than 1 MB$/,
    ],
    [
      "parts",
      { ...partsWith(""), ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`x${i}`, ""])) },
      { entries: 10 },
      /^is an archive of more than 10 parts$/,
    ],
    ["rows", partsWith(rowOf(1, [1]) + rowOf(1_048_576, [1])), {}, /^has more than 60000 rows$/],
    ["columns", partsWith('<row r="1"><c r="ZZ1"><v>1</v></c></row>'), {}, /^has more than 256 columns$/],
    [
      "characters in a cell",
      partsWith(rowOf(3, ["x".repeat(40_000)])),
      {},
      /^has a text in row 3 of more than 32767 characters$/,
    ],
    [
      "characters in a number",
      partsWith(`<row r="2"><c><v>${"1".repeat(40_000)}</v></c></row>`),
      {},
      /^has a text in row 2 of more/,
    ],
    [
      "characters in a shared text",
      { ...partsWith(""), ...strings(`<si><t>${"x".repeat(40_000)}</t></si>`) },
      {},
      /^has a text of more/,
    ],
    [
      "shared texts",
      { ...partsWith(""), ...strings("<si/>".repeat(11)) },
      { sharedStrings: 10 },
      /^has more than 10 texts$/,
    ],
    [
      "characters, one shared text shown again and again",
      {
        ...partsWith(`<row>${'<c t="s"><v>0</v></c>'.repeat(200)}</row>`.repeat(90)),
        ...strings(`<si><t>${"x".repeat(1_000)}</t></si>`),
      },
      {},
      /^has more than 16000000 characters$/,
    ],
    ["blanks at the end of its rows", largeSheet(" ".repeat(MB), 20), {}, /^holds 1 MB that are no cells$/],
    ["blanks in a cell", partsWith(`<row><c>${" ".repeat(2 * MB)}</c></row>`), {}, tooMuch],
    ["blanks in a value", partsWith(`<row><c><v>${" ".repeat(2 * MB)}</v></c></row>`), {}, tooMuch],
    ["blanks in a tag", partsWith(`<row${" ".repeat(2 * MB)}/>`), {}, tooMuch],
    ["blanks before the first tag", { ...partsWith(""), [sheet]: " ".repeat(2 * MB) + before + after }, {}, tooMuch],
    ["blanks after the last tag", largeSheet(" ".repeat(MB), 2, before + after, ""), {}, tooMuch],
    ["a name that does not end", partsWith(`<${"x".repeat(2 * MB)}`), {}, tooMuch],
    ["an attribute that does not end", partsWith(`<row r="${"1".repeat(2 * MB)}"/>`), {}, tooMuch],
    ["a comment that does not end", partsWith(`<!--${"-x".repeat(MB)}-->`), {}, tooMuch],
    ["an instruction that does not end", partsWith(`<?x ${"?x".repeat(MB)}?>`), {}, tooMuch],
    ["an entity that does not end", partsWith(`<row>&${"x".repeat(2 * MB)};</row>`), {}, tooMuch],
    [
      "rows and cells that hold nothing",
      partsWith("<row><c/></row>".repeat(600)),
      { elements: 1_000 },
      /^holds more than 1000 elements/,
    ],
    [
      "formats of numbers",
      { ...partsWith(""), ...styles('<numFmt numFmtId="1" formatCode="["/>'.repeat(5_001)) },
      {},
      /^has more than 5000 formats/,
    ],
    ["elements within each other", partsWith("<a>".repeat(100_000)), {}, tooMuch],
    ["attributes", partsWith(`<row ${Array.from({ length: 100_000 }, (_, i) => `a${i}=""`).join(" ")}/>`), {}, tooMuch],
    [
      "entities of its own",
      { ...partsWith(""), [sheet]: `<!DOCTYPE x [<!ENTITY a "${"x".repeat(100)}">]>${before}&a;${after}` },
      {},
      /^declares a document type/,
    ],
  ])("in %s is refused", async (_, parts, limits, message) => {
    const refusal: unknown = await read(parts, limits).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SpreadsheetFault);
    expect((refusal as SpreadsheetFault).message).toMatch(message);
  });

  it("many rows and cells that hold nothing are not too much", async () => {
    const rows = '<row><c s="1"/><c s="1"/></row>'.repeat(50_000);
    expect(await read(partsWith(rowOf(1, [1]) + rows))).toEqual({ 1: [1] });
  });
});

describe("a spreadsheet that is not right", () => {
  const whole = packSpreadsheet(partsWith(rowOf(1, ["INSZ", 7])));
  const spoilt = async (spoil: (bytes: Buffer) => unknown) => {
    const bytes = Buffer.from(await whole);
    const other = spoil(bytes);
    return readBytes(other instanceof Uint8Array ? other : bytes);
  };

  it("is told from one that is cut off, holds other bytes than it says, or is none", async () => {
    await expect(spoilt((bytes) => bytes.subarray(0, bytes.length - 30))).rejects.toThrow(/is cut off/);
    await expect(spoilt(() => Buffer.alloc(0))).rejects.toThrow(/is cut off/);
    await expect(spoilt(() => Buffer.from("INSZ;Naam"))).rejects.toThrow(/is cut off/);
    // The checksum and the unpacked size of the last part, in the archive's own list.
    const entry = (bytes: Buffer) => bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    await expect(spoilt((bytes) => bytes.writeUInt32LE(1, entry(bytes) + 16))).rejects.toThrow("is damaged");
    await expect(spoilt((bytes) => bytes.writeUInt32LE(9, entry(bytes) + 24))).rejects.toThrow("is damaged");
  });

  it.each<[string, Parts, RegExp]>([
    ["no workbook", { "a.txt": "x" }, /holds no workbook/],
    ["no sheet", { ...partsWith(""), "xl/workbook.xml": "<workbook/>" }, /has no sheet/],
    ["a sheet that is no XML", { ...partsWith(""), "xl/worksheets/sheet1.xml": "INSZ;Naam" }, /is damaged/],
    [
      "a sheet that breaks off",
      { ...partsWith(""), "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>" },
      /is damaged/,
    ],
    ["a part twice", { ...partsWith(""), "xl/WORKBOOK.xml": "" }, /holds the same part twice/],
    ["rows out of order", partsWith(rowOf(2, [1]) + rowOf(1, [1])), /rows that are out of order/],
    ["cells out of order", partsWith('<row><c r="B1"/><c r="A1"/></row>'), /cells that are out of order/],
  ])("says so: %s", async (_, parts, message) => {
    await expect(read(parts)).rejects.toThrow(message);
  });

  it("wherever a byte is another, it is read or refused", async () => {
    const bytes = await packSpreadsheet(
      { ...partsWith(rowOf(1, ["INSZ", 7])), ...strings("<si><t>x</t></si>") },
      { compress: false },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (place, value) => {
        const other = Buffer.from(bytes);
        other[place] = value;
        await readBytes(other).catch((error: unknown) => expect(error).toBeInstanceOf(SpreadsheetFault));
      }),
      { numRuns: 300 },
    );
  });
});
