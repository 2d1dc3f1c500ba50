import { checkExtension, detectFormat } from "./detect-format.js";
import { openArchive } from "./open-archive.js";
import { readCsv } from "./read-csv.js";
import { readDateStyles } from "./read-date-styles.js";
import { readRows, type SheetRow } from "./read-rows.js";
import { readSharedStrings } from "./read-shared-strings.js";
import { readWorkbook } from "./read-workbook.js";
import { SpreadsheetFault } from "./spreadsheet-fault.js";
import type { SpreadsheetLimits } from "./spreadsheet-limits.js";

/** A table in a file: a sheet of a workbook, or a text as one delimiter divides it. */
export interface Table {
  /** The name of the sheet; null where it is none. */
  readonly name: string | null;
  readonly isHidden: boolean;
  /** Whether its numbers count days from 1904. */
  readonly from1904: boolean;
  /**
   * Its rows that hold something, one by one while they are unpacked. May be read more than once.
   * @param most where no more than so many are looked at
   * @throws SpreadsheetFault
   */
  rows(most?: number): AsyncIterable<SheetRow>;
}

/**
 * The tables of a file, in the order of its tabs.
 * @param extension how its name ends, in lower case
 * @throws SpreadsheetFault
 */
export async function openTables(bytes: Uint8Array, extension: string, limits: SpreadsheetLimits): Promise<Table[]> {
  const format = detectFormat(bytes);
  // What is no workbook at all says so before its name does.
  const sheets = format === "workbook" ? await openWorkbook(bytes, limits) : [];
  checkExtension(format, extension);
  if (format === "workbook") return sheets;
  const text = readCsv(bytes, limits);
  return text.delimiters.map((delimiter) => ({
    ...{ name: null, isHidden: false, from1904: false },
    // eslint-disable-next-line @typescript-eslint/require-await -- a text is there as a whole
    async *rows(most?: number) {
      yield* text.rows(delimiter, most);
    },
  }));
}

/** The sheets of an .xlsx file. @throws SpreadsheetFault */
export async function openWorkbook(bytes: Uint8Array, limits: SpreadsheetLimits): Promise<Table[]> {
  const archive = await openArchive(bytes, limits);
  const { sheets, sharedStrings, styles, from1904 } = await readWorkbook(archive, limits);
  if (sheets.length === 0) throw new SpreadsheetFault("has no sheet");
  const parts = {
    from1904,
    dateStyles: await readDateStyles(archive, styles, limits),
    sharedStrings: await readSharedStrings(archive, sharedStrings, limits),
  };
  return sheets.map(({ name, part, isHidden }) => ({
    name,
    isHidden,
    from1904,
    rows: () => readRows(archive, { name, part }, parts, limits),
  }));
}
