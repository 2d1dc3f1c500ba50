import type { Archive } from "./open-archive.js";
import { readXml, type Attributes } from "./read-xml.js";
import { SpreadsheetFault } from "./spreadsheet-fault.js";
import type { SpreadsheetLimits } from "./spreadsheet-limits.js";

/** Excel's own limits (specifications and limits of Excel). */
const MOST_STYLES = 65_490;
const LONGEST_FORMAT = 255;

/** For each style that a cell may have, whether it shows a number as a date. */
export async function readDateStyles(
  archive: Archive,
  part: string | undefined,
  limits: SpreadsheetLimits,
): Promise<boolean[]> {
  const formats = new Map<number, boolean>();
  const styles: boolean[] = [];
  if (part === undefined || !archive.has(part)) return styles;
  let inCellStyles = false;
  const open = (name: string, { numFmtId, formatCode = "" }: Attributes) => {
    const id = Number(numFmtId ?? 0);
    if (name === "cellXfs") inCellStyles = true;
    if (name === "numFmt") formats.set(id, isDateFormat(formatCode));
    if (name === "xf" && inCellStyles) styles.push(formats.get(id) ?? isBuiltInDate(id));
    if (styles.length > MOST_STYLES || formats.size > MOST_STYLES)
      throw new SpreadsheetFault(`has more than ${MOST_STYLES} styles`);
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
  return /[ymdhs]/i.test(code.replaceAll(/"[^"]*"|[\\_*].|\[[^\]]*\]/g, ""));
}
