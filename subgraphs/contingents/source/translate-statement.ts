import { createHash } from "node:crypto";
import { parseEnterpriseNumber, type ParticipantIds } from "../../../schema/identifiers.js";
import type { Day, QuarterName } from "../../../schema/scalars.js";
import type { StatementColumn, StatementLine, UnreadableText } from "../rules/statement-line.js";
import { Unreadable, type CellValue } from "./spreadsheet/cell-value.js";
import type { SheetRow } from "./spreadsheet/read-rows.js";
import type { StatementTable } from "./statement/find-table.js";
import { monthOf, plain } from "./statement/headings.js";
import { maskNumbers, maskWhole } from "./statement/mask-text.js";
import { createDayListReader, isNothing, readDay } from "./statement/read-day-list.js";
import { isRounded, readNationalNumber } from "./statement/read-national-number.js";

/** What a row of a statement is: lines, of which all but the last are empty, or a total of the lines above. */
export interface TranslatedRow {
  readonly lines: readonly StatementLine[];
  readonly total?: StatementLine;
}

const LONGEST_AGREEMENT = 64;
const LONGEST_WRITTEN = 200;
/** Columns whose text is kept as written; the others name a person, or are long. */
const KEPT = ["agreement", "enterprise", "start", "end", "count"] as const;
const TOTAL = /^(?:algemeen |eind|sub|grand |sum of )?(?:totaal|totalen|total|totals|som|sum)\b/;
/** An error as spreadsheet programs write it: `#N/A`. */
const ERROR = /^#[A-Z0-9/]{1,12}[!?]?$/;
/** What people write where an agreement has no end. */
const NO_END = new Set(["onbepaald", "onbepaalde duur", "lopend", "loopt", "open", "heden", "ongoing", "present", "?"]);

/**
 * Starts reading the rows under the headings of a quarterly statement. Names are not read.
 * @returns what gives the lines of each row that holds something: one for the empty rows before it, and its own
 */
export function translateStatement(found: StatementTable, quarter: QuarterName, ids: ParticipantIds) {
  const { sheet, places, table } = found;
  const readList = createDayListReader({ quarter, from1904: table.from1904 });
  const listed = [...places.keys()].filter((column) => column === "days" || monthOf(column) !== undefined);
  const read = [...places.keys()].filter((column) => column !== "name");
  let last = found.headingRow;

  function translateLine(cell: (column: StatementColumn) => CellValue, row: number): StatementLine {
    const unreadable: UnreadableText[] = [];
    for (const column of read) {
      const value = cell(column);
      if (value instanceof Unreadable)
        unreadable.push({
          column,
          text: ERROR.test(value.text) ? value.text : maskedIn(column, value),
          why: whyOf(value),
        });
    }
    const readDate = (column: "start" | "end"): Day | null => {
      const value = cell(column);
      if (isEmpty(value) || value instanceof Unreadable || isNothing(written(value))) return null;
      if (column === "end" && NO_END.has(written(value).toLowerCase())) return null;
      const day = readDay(value, table.from1904);
      if (day === undefined) unreadable.push({ column, text: maskedIn(column, value), why: "TEXT" });
      // The last day that a program knows says that there is none.
      return day === undefined || (column === "end" && day.startsWith("9999")) ? null : day;
    };
    const [startsOn, endsOn] = [readDate("start"), readDate("end")];
    const days = new Set<Day>();
    for (const column of listed) {
      const list = readList(cell(column), monthOf(column));
      for (const day of list.days) days.add(day);
      unreadable.push(...list.unreadable.map((text) => ({ column, text: maskNumbers(text), why: "TEXT" as const })));
    }
    const insz = readNationalNumber(cell("insz"));
    if (isRounded(cell("insz")))
      unreadable.push({ column: "insz", text: maskedIn("insz", cell("insz")), why: "ROUNDED" });
    const texts = (["insz", ...KEPT] as const).map((column) => [column, maskedIn(column, cell(column))] as const);
    return {
      sheet,
      row,
      empty: false,
      participantId: insz ? ids.seal(insz) : null,
      agreementId: readAgreement(cell("agreement")),
      enterpriseNumber: readEnterpriseNumber(cell("enterprise")),
      startsOn,
      endsOn,
      count: readCount(cell("count")),
      days: listed.length === 1 ? [...days] : [...days].sort(),
      unreadable,
      written: Object.fromEntries(texts.filter(([, text]) => text !== "")),
      // A digest, so that no number stays behind in it.
      fingerprint: createHash("sha256")
        .update(JSON.stringify(read.map(cell)))
        .digest("base64url"),
    };
  }

  function emptyLine(row: number, lastEmptyRow: number): StatementLine {
    return { ...translateLine(() => null, row), empty: true, lastEmptyRow };
  }

  return ({ row, cells: own }: SheetRow): TranslatedRow => {
    if (row <= found.headingRow) return { lines: [] };
    const cells = sheet.name === null ? joinOverflow(own, found) : own;
    const cell = (column: StatementColumn) => cells[places.get(column) ?? -1] ?? null;
    const holdsGuidance = ["agreement" as const, "start" as const, ...listed].some((column) => !isEmpty(cell(column)));
    if (!holdsGuidance && isTotal(cells) && !readNationalNumber(cell("insz"))) {
      last = row;
      return { lines: [], total: translateLine(cell, row) };
    }
    // Rows that hold nothing under the headings, such as a remark, are told as the empty ones.
    if ([...places.keys()].every((column) => isEmpty(cell(column)))) return { lines: [] };
    const lines = row > last + 1 ? [emptyLine(last + 1, row - 1)] : [];
    last = row;
    return { lines: [...lines, translateLine(cell, row)] };
  };
}

/**
 * In a text, days that are listed with the delimiter and without quotes run on beyond the headings: they belong to the last
 * column if that lists days. What runs over from another column is joined to the days too, to be told there.
 */
function joinOverflow(cells: SheetRow["cells"], { width, places }: StatementTable): SheetRow["cells"] {
  const over = cells.slice(width).filter((cell) => cell !== undefined);
  const place = places.get("days");
  if (over.length === 0 || place === undefined) return cells;
  const joined = [cells[place], ...over].map((cell) => written(cell ?? null)).join("; ");
  return cells.slice(0, width).map((cell, i) => (i === place ? joined : cell));
}

/** Whether the first thing that a row holds says that the row is a total. */
function isTotal(cells: SheetRow["cells"]): boolean {
  const first = cells.find((cell) => typeof cell === "string" && cell.trim() !== "");
  return typeof first === "string" && first.length < 80 && TOTAL.test(plain(first));
}

function isEmpty(cell: CellValue): boolean {
  return cell === null || (typeof cell === "string" && cell.trim() === "");
}

function whyOf({ why }: Unreadable): UnreadableText["why"] {
  return why === "INVALID" ? "TEXT" : why;
}

/** What may be the number of an agreement: nothing longer is asked of the counter. */
function readAgreement(cell: CellValue): string | null {
  const text = written(cell);
  if (typeof cell === "boolean" || cell instanceof Unreadable) return null;
  return text !== "" && text.length <= LONGEST_AGREEMENT ? text.toUpperCase() : null;
}

function readEnterpriseNumber(cell: CellValue): string | null {
  try {
    return parseEnterpriseNumber(written(cell).replaceAll(/[\s-]/g, ""));
  } catch {
    return null;
  }
}

/** A whole number as Dutch and English programs write it: `12`, `12,0`, `12 dagen`. */
function readCount(cell: CellValue): number | null {
  if (typeof cell === "number") return cell;
  const [, number] = /^(-?\d+(?:[.,]\d+)?) ?(?:d|dag|dagen|day|days)?$/i.exec(written(cell)) ?? [];
  return number === undefined ? null : Number(number.replace(",", "."));
}

/** A cell as text, for whoever looks for it, without what names a person. */
function maskedIn(column: StatementColumn, cell: CellValue): string {
  const text = written(cell).slice(0, LONGEST_WRITTEN);
  if (column === "insz" || column === "name") return maskWhole(text);
  // Without a digit it is no number of an agreement, and may well be a name that slipped in from the next column.
  return column === "agreement" && !/\d/.test(text) ? maskWhole(text) : maskNumbers(text);
}

function written(cell: CellValue): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10).split("-").reverse().join("/");
  if (cell instanceof Unreadable) return cell.text;
  return cell === null ? "" : String(cell).trim();
}
