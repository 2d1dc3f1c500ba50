import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

const relations = (...of: [id: string, kind: string, target: string][]) =>
  `<Relationships xmlns="${PACKAGE}">${of
    .map(([id, kind, target]) => `<Relationship Id="${id}" Type="${DOCUMENT}/${kind}" Target="${target}"/>`)
    .join("")}</Relationships>`;

/** The parts of a spreadsheet with one sheet, `rows` being what stands in its `sheetData`. */
export function partsWith(rows: string, { before = "", after = "" } = {}): Record<string, string> {
  return {
    "_rels/.rels": relations(["r1", "officeDocument", "xl/workbook.xml"]),
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="2026Q3" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(
      ["r1", "worksheet", "worksheets/sheet1.xml"],
      ["r2", "styles", "styles.xml"],
      ["r3", "sharedStrings", "sharedStrings.xml"],
    ),
    "xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet xmlns="${MAIN}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
  };
}

/** Packs parts as an .xlsx file; a part may be given piece by piece, so that a large one is never whole. */
export async function packSpreadsheet(
  parts: Readonly<Record<string, string | Iterable<string>>>,
  { compress = true } = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, part] of Object.entries(parts))
    if (typeof part === "string") zip.addBuffer(Buffer.from(part), name, { compress });
    else zip.addReadStream(Readable.from(part), name, { compress });
  zip.end();
  return buffer(zip.outputStream);
}

/** A part so much longer by the same piece again and again, between two others. */
export function* repeated(before: string, piece: string, times: number, after: string): Generator<string> {
  yield before;
  for (let time = 0; time < times; time += 1) yield piece;
  yield after;
}

export const HEADINGS = [
  "INSZ",
  "Naam",
  "Overeenkomst",
  "KBO partner",
  "Startdatum",
  "Einddatum",
  "Aantal dagen",
  "Aanwezig op",
];

/** A row of cells that hold texts, numbers, or whatever XML a cell is. */
export function rowOf(row: number, cells: readonly (string | number)[]): string {
  const written = cells.map((cell, i) => {
    const address = `${String.fromCharCode(65 + i)}${row}`;
    if (typeof cell === "number") return `<c r="${address}"><v>${cell}</v></c>`;
    if (cell.startsWith("<c")) return cell.replace("<c", `<c r="${address}"`);
    return `<c r="${address}" t="inlineStr"><is><t>${cell}</t></is></c>`;
  });
  return `<row r="${row}">${written.join("")}</row>`;
}
