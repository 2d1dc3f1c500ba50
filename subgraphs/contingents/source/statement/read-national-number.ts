import { Insz } from "../../../../schema/identifiers.js";
import type { CellValue } from "../spreadsheet/cell-value.js";

/** Seven digits are those of who was born in the first days of 2000, without the noughts before. */
const FEWEST_DIGITS = 7;

/**
 * The national number as typed: bare, with dots and dashes, as a number that lost the noughts before it, or in scientific
 * notation as long as that has every digit. Undefined where it is none, or a digit was lost.
 */
export function readNationalNumber(cell: CellValue): Insz | undefined {
  const digits = digitsOf(cell);
  if (digits === undefined || digits.length < FEWEST_DIGITS) return undefined;
  const whole = digits.padStart(11, "0");
  return Insz.isValid(whole) ? Insz.parse(whole) : undefined;
}

function digitsOf(cell: CellValue): string | undefined {
  if (typeof cell === "number") return Number.isSafeInteger(cell) && cell > 0 ? String(cell) : undefined;
  if (typeof cell !== "string") return undefined;
  const text = cell.replaceAll(/[\s\u00A0'’]/g, "");
  const [, one, decimals = "", power] = /^(\d)(?:[.,](\d+))?e\+?(\d{1,2})$/i.exec(text) ?? [];
  if (one !== undefined)
    return decimals.length <= Number(power) && isWhole(decimals, Number(power))
      ? `${one}${decimals.padEnd(Number(power), "0")}`
      : undefined;
  const bare = text.replace(/[.,]0+$/, "");
  // Dots and dashes stand between the parts of eleven digits; fewer have lost the noughts, and these with them.
  if (/^\d+$/.test(bare)) return bare;
  return /^\d{2}[./-]?\d{2}[./-]?\d{2}[./-]?\d{3}[./-]?\d{2}$/.test(text) ? text.replaceAll(/\D/g, "") : undefined;
}

/** `9,16314E+10` has lost five digits. One nought at the end, or two, is not written. */
function isWhole(decimals: string, power: number): boolean {
  return power - decimals.length <= 2;
}

/** Whether a text is a number of which a spreadsheet program kept the first digits alone. */
export function isRounded(cell: CellValue): boolean {
  return typeof cell === "string" && /^\s*\d(?:[.,]\d+)?e\+?\d+\s*$/i.test(cell) && !readNationalNumber(cell);
}
