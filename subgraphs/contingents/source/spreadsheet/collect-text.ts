import { SpreadsheetFault } from "./spreadsheet-fault.js";
import type { SpreadsheetLimits } from "./spreadsheet-limits.js";

/**
 * Gathers the text of a string item (ECMA-376 part 1, 18.4): its `t`, or those of its runs put together. How a text is
 * pronounced (`rPh`) is not part of it.
 * @param place what the complaint about too long a text begins with
 */
export function collectText({ cellChars }: Pick<SpreadsheetLimits, "cellChars">, place: () => string) {
  let pieces = "";
  let inText = false;
  let inPhonetic = false;
  return {
    clear() {
      pieces = "";
      inText = inPhonetic = false;
    },
    open(name: string) {
      if (name === "t") inText = true;
      if (name === "rPh") inPhonetic = true;
    },
    add(text: string) {
      if (!inText || inPhonetic) return;
      pieces += text;
      if (pieces.length > cellChars) throw new SpreadsheetFault(`${place()} of more than ${cellChars} characters`);
    },
    close(name: string) {
      if (name === "t") inText = false;
      if (name === "rPh") inPhonetic = false;
    },
    take: () => unescape(pieces),
  };
}

/** Characters that XML cannot hold are written as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
function unescape(text: string): string {
  return text.includes("_x")
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
