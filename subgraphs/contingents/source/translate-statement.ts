import { createHash } from "node:crypto";
import { Insz, type ParticipantIds } from "../../../schema/identifiers.js";
import { isDay, type Day, type QuarterName } from "../../../schema/scalars.js";
import type { StatementLine } from "../rules/statement-problems.js";
import { Unreadable, type CellValue } from "./spreadsheet/cell-value.js";
import type { SheetRow } from "./spreadsheet/read-rows.js";
import { SpreadsheetFault } from "./spreadsheet/spreadsheet-fault.js";

const COLUMNS = {
  insz: "INSZ",
  agreement: "Overeenkomst",
  start: "Startdatum",
  end: "Einddatum",
  count: "Aantal dagen",
  days: "Aanwezig op",
} as const;
type Column = keyof typeof COLUMNS;

const LONGEST_AGREEMENT = 64;

/**
 * Starts reading a quarterly statement. Columns are found by their heading, in whatever order; names are not read.
 * @param heading the first row that holds something
 * @returns what gives the lines of each further row: one for every empty row before it, and its own
 * @throws SpreadsheetFault when a heading is missing
 */
export function translateStatement(
  heading: SheetRow,
  quarter: QuarterName,
  ids: ParticipantIds,
): (row: SheetRow) => StatementLine[] {
  const places = placesOf(heading);
  const readListed = createDayReader(quarter);
  let last = heading.row;
  return ({ row, cells }) => {
    const lines: StatementLine[] = [];
    for (last += 1; last <= row; last += 1) {
      const own = last === row ? cells : [];
      lines.push(translateLine((column) => own[places[column]] ?? null, last, readListed, ids));
    }
    last = row;
    return lines;
  };
}

function placesOf({ cells }: SheetRow): Record<Column, number> {
  const titles = Array.from(cells, (cell) => (typeof cell === "string" ? cell.trim().toLowerCase() : undefined));
  const placeOf = (title: string) => {
    const place = titles.indexOf(title.toLowerCase());
    if (place < 0) throw new SpreadsheetFault(`has no column "${title}" in its heading`);
    return place;
  };
  return Object.fromEntries(Object.entries(COLUMNS).map(([column, title]) => [column, placeOf(title)])) as Record<
    Column,
    number
  >;
}

function translateLine(
  cell: (column: Column) => CellValue,
  row: number,
  readListed: ListedDay,
  ids: ParticipantIds,
): StatementLine {
  const values = (Object.keys(COLUMNS) as Column[]).map(cell);
  const start = readDay(cell("start"));
  const end = readDay(cell("end"));
  const listed = readDays(cell("days"), readListed);
  const agreement = cell("agreement");
  const count = cell("count");
  return {
    row,
    empty: values.every((value) => value === null || value === ""),
    participantId: readParticipant(cell("insz"), ids),
    agreementId: typeof agreement === "string" ? readAgreement(agreement.trim()) : null,
    startsOn: start ?? null,
    endsOn: end ?? null,
    count: typeof count === "number" ? count : /^-?\d+$/.test(textOf(count)) ? Number(textOf(count)) : null,
    days: listed.days,
    unreadableDays: listed.unreadable + Number(start === undefined) + Number(end === undefined),
    // A digest, so that no number stays behind in it.
    fingerprint: createHash("sha256").update(JSON.stringify(values)).digest("base64url"),
  };
}

/** What may be the number of an agreement: nothing longer is asked of the counter. */
function readAgreement(text: string): string | null {
  return text !== "" && text.length <= LONGEST_AGREEMENT ? text : null;
}

/** The id under the number as typed: bare, with dots, or as a number that lost the noughts before it. */
function readParticipant(cell: CellValue, ids: ParticipantIds): string | null {
  const digits = textOf(cell).replaceAll(/[^\d]/g, "");
  const whole = typeof cell === "number" ? digits.padStart(11, "0") : digits;
  return Insz.isValid(whole) ? ids.seal(Insz.parse(whole)) : null;
}

/** A day from a date cell, `31/03/2026` or `2026-03-31`; null for nothing, undefined for what is no day. */
function readDay(cell: CellValue): Day | null | undefined {
  if (cell === null || cell === "") return null;
  const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : textOf(cell).trim();
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = written ? `${written[3]}-${written[2]!.padStart(2, "0")}-${written[1]!.padStart(2, "0")}` : text;
  return isDay(day) ? day : undefined;
}

type ListedDay = (text: string) => Day | null | undefined;

/** Most lines list the same days: that many are remembered as they were read. */
const MOST_REMEMBERED = 1_000;

/** Reads `05/01` as a day in the year of the quarter, and whatever else is a day. */
function createDayReader(quarter: QuarterName): ListedDay {
  const known = new Map<string, Day | null | undefined>();
  return (text) => {
    if (known.has(text)) return known.get(text);
    const day = readDay(/^\d{1,2}[/.-]\d{1,2}$/.test(text) ? `${text}/${quarter.slice(0, 4)}` : text);
    if (known.size < MOST_REMEMBERED) known.set(text, day);
    return day;
  };
}

/** Days listed as `05/01; 08/01`; one alone may have become a date cell. */
function readDays(cell: CellValue, readListed: ListedDay): { days: Day[]; unreadable: number } {
  if (cell instanceof Date) {
    const day = readDay(cell);
    return { days: day ? [day] : [], unreadable: day ? 0 : 1 };
  }
  if (typeof cell === "boolean" || cell instanceof Unreadable) return { days: [], unreadable: 1 };
  const days = new Set<Day>();
  let unreadable = 0;
  for (const text of textOf(cell).split(/[;,\n]/)) {
    if (text.trim() === "") continue;
    const day = readListed(text.trim());
    if (day) days.add(day);
    else unreadable += 1;
  }
  return { days: [...days].sort(), unreadable };
}

function textOf(cell: CellValue): string {
  return typeof cell === "string" || typeof cell === "number" ? String(cell) : "";
}
