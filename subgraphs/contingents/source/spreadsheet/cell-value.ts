/** A cell that holds something of which no value can be read. */
export class Unreadable {
  constructor(
    /** An error as `#REF!`, a formula that nobody worked out, or what no program writes. */
    readonly why: "ERROR" | "FORMULA" | "INVALID",
    /** The error, the formula, or what stands there. */
    readonly text: string,
  ) {}
}

/** What a cell holds. A date is a moment in UTC; nothing is null, which an empty text is not. */
export type CellValue = string | number | boolean | Date | Unreadable | null;

/** A cell as the sheet writes it. */
export interface WrittenCell {
  /** The attribute `t`: which kind of value it is. */
  readonly type: string;
  /** The text of `v`; undefined where there is none. */
  readonly value: string | undefined;
  /** The text of `is`; undefined where there is none. */
  readonly inline: string | undefined;
  /** Its formula, with the sign before it; undefined where it has none. */
  readonly formula: string | undefined;
  /** Whether its style shows a number as a date. */
  readonly isDate: boolean;
}

export interface CellSurroundings {
  readonly sharedStrings: readonly string[];
  readonly from1904: boolean;
}

/** What a cell means (ECMA-376 part 1, 18.3.1.4). Of a formula, the value that was last worked out. */
export function cellValue(cell: WrittenCell, { sharedStrings, from1904 }: CellSurroundings): CellValue {
  const { type, value, inline, formula, isDate } = cell;
  if (type === "inlineStr") return inline ?? value ?? null;
  // A formula may well give an empty text: then that is written.
  if (type === "str" && value !== undefined) return value;
  if (value === undefined || value === "") return formula === undefined ? null : new Unreadable("FORMULA", formula);
  switch (type) {
    case "s":
      return sharedStrings[Number(value)] ?? invalid(value);
    case "b":
      return value === "1" || value === "true";
    case "e":
      return new Unreadable("ERROR", value);
    case "d":
      return dateOr(new Date(`${value.slice(0, 10)}T00:00:00Z`), value);
    case "n": {
      const number = Number(value);
      if (Number.isNaN(number)) return invalid(value);
      return isDate ? dateOr(dateOfSerial(number, from1904), value) : number;
    }
    default:
      return invalid(value);
  }
}

const MILLISECONDS = 86_400_000;
/** Days from Excel's day 0 to 1970, as it counts from March 1900 on; and from there to its day 0 of 1904. */
const TO_1970 = 25_569;
const TO_1904 = 1_462;

/** The day that a number stands for. */
export function dateOfSerial(serial: number, from1904: boolean): Date {
  return new Date(Math.floor((serial + (from1904 ? TO_1904 : 0) - TO_1970) * MILLISECONDS));
}

function dateOr(date: Date, value: string): Date | Unreadable {
  return Number.isNaN(date.getTime()) ? invalid(value) : date;
}

function invalid(value: string): Unreadable {
  return new Unreadable("INVALID", value);
}
