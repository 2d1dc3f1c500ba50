import { createHash } from "node:crypto";
import { Fault } from "../../../schema/faults.js";
import { Insz, type ParticipantIds } from "../../../schema/identifiers.js";
import { isDay, type Day, type QuarterName } from "../../../schema/scalars.js";
import type { StatementLine } from "../rules/statement-problems.js";

/** A sheet as it comes out of the spreadsheet: rows of whatever was typed. */
export type Sheet = readonly (readonly unknown[])[];

const COLUMNS = {
  insz: "INSZ",
  agreement: "Overeenkomst",
  start: "Startdatum",
  end: "Einddatum",
  count: "Aantal dagen",
  days: "Aanwezig op",
} as const;
type Column = keyof typeof COLUMNS;

/**
 * The lines of a quarterly statement. Columns are found by their heading, in whatever order; names are not read.
 * @throws Fault AGENCY_UNREADABLE when a heading is missing
 */
export function translateStatement(sheet: Sheet, quarter: QuarterName, ids: ParticipantIds): StatementLine[] {
  const [heading = [], ...rows] = sheet;
  const places = new Map<Column, number>();
  for (const [column, title] of Object.entries(COLUMNS) as [Column, string][]) {
    const place = heading.findIndex(
      (cell) => typeof cell === "string" && cell.trim().toLowerCase() === title.toLowerCase(),
    );
    if (place < 0) throw new Fault("AGENCY_UNREADABLE", "LOKET", "statement without the headings of the template");
    places.set(column, place);
  }
  return rows.map((cells, i) => translateLine((column) => cells[places.get(column)!] ?? null, i + 2, quarter, ids));
}

function translateLine(
  cell: (column: Column) => unknown,
  row: number,
  quarter: QuarterName,
  ids: ParticipantIds,
): StatementLine {
  const values = (Object.keys(COLUMNS) as Column[]).map(cell);
  const start = readDay(cell("start"));
  const end = readDay(cell("end"));
  const listed = readDays(cell("days"), quarter);
  const agreement = cell("agreement");
  const count = cell("count");
  return {
    row,
    empty: values.every((value) => value === null || value === ""),
    participantId: readParticipant(cell("insz"), ids),
    agreementId: typeof agreement === "string" && agreement.trim() ? agreement.trim() : null,
    startsOn: start ?? null,
    endsOn: end ?? null,
    count: typeof count === "number" ? count : /^-?\d+$/.test(textOf(count)) ? Number(textOf(count)) : null,
    days: listed.days,
    unreadableDays: listed.unreadable + Number(start === undefined) + Number(end === undefined),
    // A digest, so that no number stays behind in it.
    fingerprint: createHash("sha256").update(JSON.stringify(values)).digest("base64url"),
  };
}

/** The id under the number as typed: bare, with dots, or as a number that lost the noughts before it. */
function readParticipant(cell: unknown, ids: ParticipantIds): string | null {
  const digits = textOf(cell).replaceAll(/[^\d]/g, "");
  const whole = typeof cell === "number" ? digits.padStart(11, "0") : digits;
  return Insz.isValid(whole) ? ids.seal(Insz.parse(whole)) : null;
}

/** A day from a date cell, `31/03/2026` or `2026-03-31`; null for nothing, undefined for what is no day. */
function readDay(cell: unknown): Day | null | undefined {
  if (cell === null || cell === "") return null;
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? undefined : cell.toISOString().slice(0, 10);
  const text = textOf(cell).trim();
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = written ? `${written[3]}-${written[2]!.padStart(2, "0")}-${written[1]!.padStart(2, "0")}` : text;
  return isDay(day) ? day : undefined;
}

/** Days listed as `05/01; 08/01`, in the year of the quarter. */
function readDays(cell: unknown, quarter: QuarterName): { days: Day[]; unreadable: number } {
  const days = new Set<Day>();
  let unreadable = 0;
  for (const text of textOf(cell).split(/[;,\n]/)) {
    if (text.trim() === "") continue;
    const day = readDay(/^\s*\d{1,2}[/.-]\d{1,2}\s*$/.test(text) ? `${text.trim()}/${quarter.slice(0, 4)}` : text);
    if (day) days.add(day);
    else unreadable += 1;
  }
  return { days: [...days].sort(), unreadable };
}

function textOf(cell: unknown): string {
  return typeof cell === "string" || typeof cell === "number" ? String(cell) : "";
}
