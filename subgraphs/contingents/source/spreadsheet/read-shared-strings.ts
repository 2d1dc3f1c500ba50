import { collectText } from "./collect-text.js";
import type { Archive } from "./open-archive.js";
import { readXml } from "./read-xml.js";
import { SpreadsheetFault } from "./spreadsheet-fault.js";
import type { SpreadsheetLimits } from "./spreadsheet-limits.js";

/** The texts that cells refer to by number. */
export async function readSharedStrings(
  archive: Archive,
  part: string | undefined,
  limits: SpreadsheetLimits,
): Promise<string[]> {
  const strings: string[] = [];
  if (part === undefined || !archive.has(part)) return strings;
  let chars = 0;
  const text = collectText(limits, () => "has a text");
  const handler = {
    open(name: string) {
      if (name === "si") text.clear();
      text.open(name);
    },
    text: (piece: string) => text.add(piece),
    close(name: string) {
      text.close(name);
      if (name !== "si") return;
      const whole = text.take();
      chars += whole.length;
      if (strings.push(whole) > limits.sharedStrings)
        throw new SpreadsheetFault(`has more than ${limits.sharedStrings} texts`);
      if (chars > limits.sheetChars) throw new SpreadsheetFault(`has more than ${limits.sheetChars} characters`);
    },
  };
  const reading = readXml(archive.read(part), handler, limits);
  while (!(await reading.next()).done);
  return strings;
}
