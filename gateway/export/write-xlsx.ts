import writeExcelFile from "write-excel-file/node";
import type { Cell } from "./read-rows.js";

/** Signs that XML cannot hold, and the longest text of a cell. */

const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const MOST_CHARACTERS = 32_767;
const CUT = "… (cut off: a cell holds no more)";

/** Rows as a workbook of one sheet, the first row its heading. Texts stay texts, whatever sign they begin with. */
export async function writeXlsx(rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const cells = rows.map((row, index) => row.map((cell) => cellOf(cell, index === 0)));
  return writeExcelFile(cells, { sheet: "export", stickyRowsCount: 1 }).toBuffer();
}

function cellOf(cell: Cell, isHeading: boolean) {
  if (cell === null) return null;
  if (typeof cell === "number") return { value: cell, type: Number };
  if (typeof cell === "boolean") return { value: cell, type: Boolean };
  return {
    value: fit(cell.replace(NOT_XML, "?")),
    type: String,
    ...(isHeading && { fontWeight: "bold" as const }),
  };
}

function fit(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : text.slice(0, MOST_CHARACTERS - CUT.length) + CUT;
}
