import { CsvError, parse } from "csv-parse/sync";
import type { SheetRow } from "./read-rows.js";
import { SpreadsheetFault } from "./spreadsheet-fault.js";
import type { SpreadsheetLimits } from "./spreadsheet-limits.js";

/** A table of text, whatever stands between its values. */
export interface CsvText {
  /** Those that may stand between values: the one that Excel was told (`sep=;`), or all that it uses. */
  readonly delimiters: readonly string[];
  /**
   * The rows that hold something.
   * @param most so many rows alone
   * @throws SpreadsheetFault
   */
  rows(delimiter: string, most?: number): SheetRow[];
}

type Limits = Pick<SpreadsheetLimits, "rows" | "columns" | "cellChars">;

const DELIMITERS = [";", ",", "\t", "|"];
const QUOTE_REMEDY = 'Write a quote within a value twice, as "", or deliver the statement as .xlsx.';

export function readCsv(bytes: Uint8Array, limits: Limits): CsvText {
  const whole = decode(bytes);
  const [line = "", separator] = /^sep=(.)\r?\n/i.exec(whole) ?? [];
  const text = whole.slice(line.length);
  return {
    delimiters: separator === undefined ? DELIMITERS : [separator],
    rows: (delimiter, most) => rowsOf(text, delimiter, limits, most),
  };
}

function rowsOf(text: string, delimiter: string, { rows: mostRows, columns, cellChars }: Limits, most?: number) {
  let records: string[][];
  try {
    records = parse(text, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      // A quote within a value that does not begin with one is a sign like any other.
      relax_quotes: true,
      relax_column_count: true,
      to: most ?? mostRows + 1,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new SpreadsheetFault("has a quote that does not end", QUOTE_REMEDY);
  }
  const found: SheetRow[] = [];
  for (const [i, record] of records.entries()) {
    const cells = record.map((value) => (value === "" ? undefined : unwrap(value)));
    if (cells.every((cell) => cell === undefined)) continue;
    if (i >= mostRows) throw new SpreadsheetFault(`has more than ${mostRows} rows`);
    if (cells.length > columns) throw new SpreadsheetFault(`has more than ${columns} columns`);
    if (cells.some((cell) => cell !== undefined && cell.length > cellChars))
      throw new SpreadsheetFault(`has a text in row ${i + 1} of more than ${cellChars} characters`);
    found.push({ sheet: null, row: i + 1, cells });
  }
  return found;
}

/** A value that was kept from becoming a number: `="0123"`. */
function unwrap(value: string): string {
  return /^="(.*)"$/s.exec(value)?.[1] ?? value;
}

/** UTF-8 or, where it cannot be that, the code page of Windows in Western Europe; UTF-16 where it says so. */
function decode(bytes: Uint8Array): string {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString("hex");
  if (mark === "fffe") return new TextDecoder("utf-16le").decode(bytes);
  if (mark === "feff") return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
