import { createHash } from "node:crypto";
import { Insz, parseEnterpriseNumber, type ParticipantIds } from "../../../schema/identifiers.js";
import { isDay, type Day, type QuarterName } from "../../../schema/scalars.js";
import type { StatementColumn, StatementLine, StatementSheet, UnreadableText } from "../rules/statement-line.js";
import { Unreadable, type CellValue } from "./spreadsheet/cell-value.js";
import type { SheetRow } from "./spreadsheet/read-rows.js";
import { SpreadsheetFault } from "./spreadsheet/spreadsheet-fault.js";

const HEADINGS: Readonly<Record<StatementColumn, string>> = {
  insz: "INSZ",
  name: "Naam",
  agreement: "Overeenkomst",
  enterprise: "KBO partner",
  start: "Startdatum",
  end: "Einddatum",
  count: "Aantal dagen",
  days: "Aanwezig op",
};
/** A statement can be read without them. */
const OPTIONAL: ReadonlySet<StatementColumn> = new Set<StatementColumn>(["name", "enterprise"]);
/** Columns whose text is kept as written; the others name a person, or are long. */
const KEPT = ["agreement", "enterprise", "start", "end", "count"] as const;

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
  const sheet: StatementSheet = {
    name: heading.sheet,
    headings: Object.fromEntries([...places].map(([column, place]) => [column, textOf(heading.cells[place] ?? null)])),
  };
  const readListed = createDayReader(quarter);
  let last = heading.row;
  return ({ row, cells }) => {
    const lines: StatementLine[] = [];
    for (last += 1; last <= row; last += 1) {
      const own = last === row ? cells : [];
      const cell = (column: StatementColumn) => own[places.get(column) ?? -1] ?? null;
      lines.push(translateLine(cell, sheet, last, readListed, ids));
    }
    last = row;
    return lines;
  };
}

function placesOf({ cells }: SheetRow): Map<StatementColumn, number> {
  const titles = Array.from(cells, (cell) => (typeof cell === "string" ? cell.trim().toLowerCase() : undefined));
  const places = new Map<StatementColumn, number>();
  for (const [column, title] of Object.entries(HEADINGS) as [StatementColumn, string][]) {
    const place = titles.indexOf(title.toLowerCase());
    if (place >= 0) places.set(column, place);
    else if (!OPTIONAL.has(column)) throw new SpreadsheetFault(`has no column "${title}" in its heading`);
  }
  return places;
}

function translateLine(
  cell: (column: StatementColumn) => CellValue,
  sheet: StatementSheet,
  row: number,
  readListed: ListedDay,
  ids: ParticipantIds,
): StatementLine {
  const values = (Object.keys(HEADINGS) as StatementColumn[]).filter((column) => column !== "name").map(cell);
  const unreadable: UnreadableText[] = [];
  const dateOf = (column: "start" | "end") => {
    const day = readDay(cell(column));
    if (day === undefined) unreadable.push({ column, text: written(cell(column)) });
    return day ?? null;
  };
  const [startsOn, endsOn] = [dateOf("start"), dateOf("end")];
  const listed = readDays(cell("days"), readListed);
  unreadable.push(...listed.unreadable.map((text) => ({ column: "days" as const, text })));
  const agreement = cell("agreement");
  const count = cell("count");
  const masked = written(cell("insz")).replaceAll(/[\p{L}\p{N}]/gu, "*");
  const texts = [["insz", masked], ...KEPT.map((column) => [column, written(cell(column))] as const)] as const;
  return {
    sheet,
    row,
    empty: values.every((value) => value === null || value === ""),
    participantId: readParticipant(cell("insz"), ids),
    agreementId: typeof agreement === "string" ? readAgreement(agreement.trim()) : null,
    enterpriseNumber: readEnterpriseNumber(textOf(cell("enterprise"))),
    startsOn,
    endsOn,
    count: typeof count === "number" ? count : /^-?\d+$/.test(textOf(count)) ? Number(textOf(count)) : null,
    days: listed.days,
    unreadable,
    written: Object.fromEntries(texts.filter(([, text]) => text !== "")),
    // A digest, so that no number stays behind in it.
    fingerprint: createHash("sha256").update(JSON.stringify(values)).digest("base64url"),
  };
}

function readEnterpriseNumber(text: string): string | null {
  try {
    return parseEnterpriseNumber(text);
  } catch {
    return null;
  }
}

/** A cell as text, for whoever looks for it. */
function written(cell: CellValue): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10).split("-").reverse().join("/");
  return cell instanceof Unreadable || cell === null ? "" : String(cell).trim();
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
function readDays(cell: CellValue, readListed: ListedDay): { days: Day[]; unreadable: string[] } {
  if (cell instanceof Date) {
    const day = readDay(cell);
    return { days: day ? [day] : [], unreadable: day ? [] : [written(cell)] };
  }
  if (typeof cell === "boolean" || cell instanceof Unreadable) return { days: [], unreadable: [written(cell)] };
  const days = new Set<Day>();
  const unreadable: string[] = [];
  for (const text of textOf(cell).split(/[;,\n]/)) {
    if (text.trim() === "") continue;
    const day = readListed(text.trim());
    if (day) days.add(day);
    else unreadable.push(text.trim());
  }
  return { days: [...days].sort(), unreadable };
}

function textOf(cell: CellValue): string {
  return typeof cell === "string" || typeof cell === "number" ? String(cell) : "";
}
