import { parseEnterpriseNumber } from "../../../../schema/identifiers.js";
import type { SheetRow } from "../spreadsheet/read-rows.js";

/** Ten digits, bare or in groups, after letters as in `BE0950.000.182` too. */
const WRITTEN = /(?<![\d.])[01]\d{3}[. ]?\d{3}[. ]?\d{3}(?![\d.]*\d)/g;

/** The enterprise numbers with right check digits in the texts of some rows, bare, each once. */
export function enterpriseNumbersIn(rows: readonly SheetRow[]): string[] {
  const texts = rows.flatMap(({ cells }) => cells.filter((cell): cell is string => typeof cell === "string"));
  return [...new Set(texts.flatMap((text) => text.match(WRITTEN) ?? []).flatMap((text) => rightOnly(text)))];
}

function rightOnly(text: string): string[] {
  try {
    return [parseEnterpriseNumber(text)];
  } catch {
    return [];
  }
}
