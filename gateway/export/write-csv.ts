import { stringify } from "csv-stringify/sync";
import type { ExportFormat } from "./export-format.js";
import type { Cell } from "./read-rows.js";

type CsvFormat = Extract<ExportFormat, { kind: "CSV" }>;

const BOM = "\uFEFF";
/** What spreadsheets read as the beginning of a formula; also in the wide forms of East Asian fonts. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Rows as text by RFC 4180, lines ended by CRLF. */
export function writeCsv(rows: readonly (readonly Cell[])[], { delimiter, decimalComma }: CsvFormat): string {
  return stringify(
    rows.map((row) => row.map((cell) => textOf(cell, decimalComma))),
    { delimiter, record_delimiter: "\r\n" },
  );
}

/** The first bytes of the text. */
export function startOfCsv({ bom }: CsvFormat): string {
  return bom ? BOM : "";
}

function textOf(cell: Cell, decimalComma: boolean): string {
  if (cell === null) return "";
  if (typeof cell === "number") return decimalComma ? String(cell).replace(".", ",") : String(cell);
  if (typeof cell === "boolean") return String(cell);
  return FORMULA.test(cell) ? `'${cell}` : cell;
}
