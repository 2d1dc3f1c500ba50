import { openArchive } from "./open-archive.js";
import { readDateStyles } from "./read-date-styles.js";
import { readRows, type SheetRow } from "./read-rows.js";
import { readSharedStrings } from "./read-shared-strings.js";
import { readWorkbook } from "./read-workbook.js";
import { SpreadsheetFault } from "./spreadsheet-fault.js";
import type { SpreadsheetLimits } from "./spreadsheet-limits.js";

/** The rows of the first sheet of an .xlsx file, one by one while it is unpacked. @throws SpreadsheetFault */
export async function* readSpreadsheet(bytes: Uint8Array, limits: SpreadsheetLimits): AsyncGenerator<SheetRow> {
  const archive = await openArchive(bytes, limits);
  const { sheets, sharedStrings, styles, from1904 } = await readWorkbook(archive, limits);
  const [sheet] = sheets;
  if (!sheet) throw new SpreadsheetFault("has no sheet");
  const parts = {
    from1904,
    dateStyles: await readDateStyles(archive, styles, limits),
    sharedStrings: await readSharedStrings(archive, sharedStrings, limits),
  };
  yield* readRows(archive, sheet, parts, limits);
}
