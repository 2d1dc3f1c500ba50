import type { Archive } from "./open-archive.js";
import { readXml, type Attributes } from "./read-xml.js";
import { SpreadsheetFault } from "./spreadsheet-fault.js";
import type { SpreadsheetLimits } from "./spreadsheet-limits.js";

/** Excel's own limits (specifications and limits of Excel). */
const MOST_STYLES = 65_490;
/** Excel has some 250; other programs write more. */
const MOST_FORMATS = 5_000;
const LONGEST_FORMAT = 255;

/** For each style that a cell may have, whether it shows a number as a date. */
export async function readDateStyles(
  archive: Archive,
  part: string | undefined,
  limits: SpreadsheetLimits,
): Promise<boolean[]> {
  const formats = new Map<number, boolean>();
  let formatsRead = 0;
  const styles: boolean[] = [];
  if (part === undefined || !archive.has(part)) return styles;
  let inCellStyles = false;
  const open = (name: string, { numFmtId, formatCode = "" }: Attributes) => {
    const id = Number(numFmtId ?? 0);
    if (name === "cellXfs") inCellStyles = true;
    if (name === "numFmt") {
      formatsRead += 1;
      if (formatsRead > MOST_FORMATS) throw new SpreadsheetFault(`has more than ${MOST_FORMATS} formats of numbers`);
      formats.set(id, isDateFormat(formatCode));
    }
    if (name === "xf" && inCellStyles) styles.push(formats.get(id) ?? isBuiltInDate(id));
    if (styles.length > MOST_STYLES) throw new SpreadsheetFault(`has more than ${MOST_STYLES} styles`);
  };
  const close = (name: string) => {
    if (name === "cellXfs") inCellStyles = false;
  };
  const reading = readXml(archive.read(part), { open, close }, limits);
  while (!(await reading.next()).done);
  return styles;
}

/** Formats that need no code of their own (ECMA-376 part 1, 18.8.30), those of Chinese, Japanese and Thai among them. */
function isBuiltInDate(id: number): boolean {
  return (
    (id >= 14 && id <= 22) ||
    (id >= 27 && id <= 36) ||
    (id >= 45 && id <= 58 && id !== 48 && id !== 49) ||
    (id >= 71 && id <= 81)
  );
}

/** Whether a format says days, months or years, besides what it quotes, escapes, pads with or puts between brackets. */
export function isDateFormat(code: string): boolean {
  if (code.length > LONGEST_FORMAT) return false;
  for (let at = 0; at < code.length; at += 1) {
    const sign = code[at]!;
    if (sign === '"' || sign === "[") {
      const end = code.indexOf(sign === "[" ? "]" : sign, at + 1);
      if (end >= 0) at = end;
    } else if (/[\\_*]/.test(sign)) at += 1;
    else if (/[ymdhs]/i.test(sign)) return true;
  }
  return false;
}
