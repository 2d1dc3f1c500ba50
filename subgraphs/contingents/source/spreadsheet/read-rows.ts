import { cellValue, type CellSurroundings, type CellValue } from "./cell-value.js";
import { collectText } from "./collect-text.js";
import type { Archive } from "./open-archive.js";
import { readXml, type Attributes } from "./read-xml.js";
import { SpreadsheetFault } from "./spreadsheet-fault.js";
import type { SpreadsheetLimits } from "./spreadsheet-limits.js";

/** A row that holds something. */
export interface SheetRow {
  /** The name of its sheet; null where it is in none. */
  readonly sheet: string | null;
  /** Its number, from 1. */
  readonly row: number;
  /** By column, from 0; a gap is an empty cell. */
  readonly cells: readonly (CellValue | undefined)[];
}

/** Of a formula, what is shown of it where it has no value. */
const FORMULA_CHARS = 120;

interface Parts extends CellSurroundings {
  readonly dateStyles: readonly boolean[];
}

/** The rows of a sheet that hold something, as they are unpacked. @throws SpreadsheetFault */
export async function* readRows(
  archive: Archive,
  { name: sheet, part }: { name: string; part: string },
  parts: Parts,
  limits: SpreadsheetLimits,
): AsyncGenerator<SheetRow> {
  const ready: SheetRow[] = [];
  let row = 0;
  let column = -1;
  let cells: (CellValue | undefined)[] = [];
  let chars = 0;
  let cell: { type: string; isDate: boolean } | undefined;
  let value: string | undefined;
  let formula: string | undefined;
  let inFormula = false;
  let inValue = false;
  let inline: string | undefined;
  const text = collectText(limits, () => `has a text in row ${row}`);

  const handler = {
    open(name: string, attributes: Attributes) {
      if (name === "row") {
        row = numberAfter(row, attributes["r"]);
        column = -1;
        cells = [];
      } else if (name === "c") {
        column = columnAfter(column, attributes["r"]);
        cell = { type: attributes["t"] ?? "n", isDate: parts.dateStyles[Number(attributes["s"] ?? 0)] ?? false };
        value = inline = undefined;
        formula = undefined;
      } else if (cell) {
        if (name === "v") {
          inValue = true;
          value = "";
        } else if (name === "f") {
          inFormula = true;
          formula = "=";
        } else if (name === "is") text.clear();
        text.open(name);
      }
    },
    text(piece: string) {
      if (inValue) {
        value += piece;
        if (value!.length > limits.cellChars)
          throw new SpreadsheetFault(`has a text in row ${row} of more than ${limits.cellChars} characters`);
      } else if (inFormula) formula = (formula + piece).slice(0, FORMULA_CHARS);
      else if (cell) text.add(piece);
    },
    close(name: string) {
      if (cell) text.close(name);
      if (name === "v") inValue = false;
      else if (name === "f") inFormula = false;
      else if (name === "is") inline = text.take();
      else if (name === "c" && cell) {
        keep(cellValue({ ...cell, value, inline, formula }, parts));
        cell = undefined;
      } else if (name === "row" && cells.length > 0) ready.push({ sheet, row, cells });
    },
  };

  function keep(held: CellValue): void {
    if (held === null) return;
    if (row > limits.rows) throw new SpreadsheetFault(`has more than ${limits.rows} rows`);
    if (column >= limits.columns) throw new SpreadsheetFault(`has more than ${limits.columns} columns`);
    chars += typeof held === "string" ? held.length : 0;
    if (chars > limits.sheetChars) throw new SpreadsheetFault(`has more than ${limits.sheetChars} characters`);
    cells[column] = held;
  }

  for await (const _ of readXml(archive.read(part), handler, limits)) yield* ready.splice(0);
}

/** The number of a row; the next one when it does not say. */
function numberAfter(before: number, written: string | undefined): number {
  const number = written === undefined ? before + 1 : Number(written);
  if (!Number.isSafeInteger(number) || number <= before) throw new SpreadsheetFault("has rows that are out of order");
  return number;
}

/** The column of a cell from its address, `AB12` is 27; the next one when it does not say. */
function columnAfter(before: number, address: string | undefined): number {
  let column = address === undefined ? before + 1 : -1;
  for (const letter of /^[A-Z]{1,3}(?=\d{1,7}$)/.exec(address ?? "")?.[0] ?? "")
    column = (column + 1) * 26 + letter.charCodeAt(0) - 65;
  if (column <= before) throw new SpreadsheetFault("has cells that are out of order");
  return column;
}
