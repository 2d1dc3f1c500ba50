import type { QuarterName } from "../../../../schema/scalars.js";
import type { StatementColumn, StatementSheet } from "../../rules/statement-line.js";
import { Unreadable, type CellValue } from "../spreadsheet/cell-value.js";
import type { Table } from "../spreadsheet/open-tables.js";
import type { SheetRow } from "../spreadsheet/read-rows.js";
import { SpreadsheetFault } from "../spreadsheet/spreadsheet-fault.js";
import { enterpriseNumbersIn } from "./enterprise-numbers-in.js";
import { columnHeaded, monthColumnOf, TEMPLATE_HEADINGS, type TemplateColumn } from "./headings.js";

/** A table with the headings of a statement, and where its columns are. */
export interface StatementTable {
  readonly table: Table;
  readonly sheet: StatementSheet;
  /** The last row of the headings. */
  readonly headingRow: number;
  /** How many columns its headings span. */
  readonly width: number;
  /** From 0; the columns of months stand for that of the days. */
  readonly places: ReadonlyMap<StatementColumn, number>;
}

interface Candidate extends StatementTable {
  readonly missing: readonly TemplateColumn[];
  readonly hasRows: boolean;
  /** Why its columns cannot be told apart. */
  readonly fault: SpreadsheetFault | undefined;
}

/** A title, a logo and an explanation fit above the headings. */
const MOST_ABOVE = 100;
/** Fewer headings than these say nothing. */
const FEWEST_HEADINGS = 3;
/** A statement can be read without them. */
const OPTIONAL = new Set<StatementColumn>(["name", "enterprise"]);
const REQUIRED = (Object.keys(TEMPLATE_HEADINGS) as TemplateColumn[]).filter((column) => !OPTIONAL.has(column));
const USE_TEMPLATE = "Use the headings of the template: `ama statement template` writes it.";

/**
 * Finds the table and the row of headings that a statement has, wherever they are.
 * @throws SpreadsheetFault when there is none, or more than one that may be meant
 */
export async function findTable(tables: readonly Table[], quarter: QuarterName): Promise<StatementTable> {
  const found: Candidate[] = [];
  let holdsSomething = false;
  let fault: SpreadsheetFault | undefined;
  for (const table of tables) {
    try {
      const rows = await firstRows(table);
      holdsSomething ||= rows.length > 0;
      const candidate = bestOf(rows, table);
      if (candidate) found.push(candidate);
    } catch (error) {
      // A text that one delimiter does not divide, another may.
      if (table.name !== null || !(error instanceof SpreadsheetFault)) throw error;
      fault ??= error;
    }
  }
  const whole = found.filter(({ missing }) => missing.length === 0);
  if (whole.length > 0) {
    const chosen = choose(whole, quarter);
    if (chosen.fault) throw chosen.fault;
    return chosen;
  }
  if (!holdsSomething) throw fault ?? new SpreadsheetFault("is empty");
  throw whatLacks(found);
}

async function firstRows(table: Table): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of table.rows(MOST_ABOVE)) {
    if (row.row > MOST_ABOVE && rows.length > 0) {
      rows.push(row);
      break;
    }
    rows.push(row);
    if (rows.length > MOST_ABOVE) break;
  }
  return rows;
}

/** The row of a table with the most headings of a statement, or two rows of headings together. */
function bestOf(rows: readonly SheetRow[], table: Table): Candidate | undefined {
  let best: Candidate | undefined;
  for (const [i, row] of rows.entries()) {
    const next = rows[i + 1];
    for (const under of next?.row === row.row + 1 && isHeading(next) ? [undefined, next] : [undefined]) {
      const candidate = readHeadings(row, under, rows.length > i + (under ? 2 : 1), table);
      if (candidate && (!best || scoreOf(candidate) > scoreOf(best)))
        // A title may pass for the first of two rows of headings.
        best = {
          ...candidate,
          sheet: { ...candidate.sheet, enterpriseNumbers: enterpriseNumbersIn(rows.slice(0, i + 1)) },
        };
    }
  }
  return best;
}

const scoreOf = ({ places, missing }: Candidate) => places.size - 10 * missing.length;

/** Whether every text of a row is a heading: the second of two rows of headings. */
function isHeading({ cells }: SheetRow): boolean {
  const filled = cells.filter((cell) => cell !== undefined && cell !== "");
  return filled.length > 0 && filled.every((cell) => headedBy(cell) !== undefined);
}

function readHeadings(
  row: SheetRow,
  under: SheetRow | undefined,
  hasRows: boolean,
  table: Table,
): Candidate | undefined {
  const headed = new Map<StatementColumn | "either", Heading[]>();
  const width = Math.max(row.cells.length, under?.cells.length ?? 0);
  for (let place = 0; place < width; place += 1) {
    // What stands under a heading that spans several columns says more than the heading.
    for (const cell of [under?.cells[place], row.cells[place]]) {
      const column = headedBy(cell);
      if (column === undefined) continue;
      headed.set(column, [...(headed.get(column) ?? []), { place, text: textOf(cell) }]);
      break;
    }
  }
  const either = headed.get("either");
  headed.delete("either");
  const open = (["count", "days"] as const).filter(
    (column) => !headed.has(column) && !(column === "days" && hasMonth(headed)),
  );
  if (either?.length === 1 && open.length === 1) headed.set(open[0]!, either);
  // Beside a column for all days, those of months hold something else: how many, mostly.
  if (headed.has("days")) for (const column of headed.keys()) if (column.startsWith("month")) headed.delete(column);
  if (headed.size < FEWEST_HEADINGS || !(headed.has("insz") || headed.has("agreement"))) return undefined;
  const places = new Map<StatementColumn, number>();
  const headings: Partial<Record<StatementColumn, string>> = {};
  let fault: SpreadsheetFault | undefined;
  for (const [column, all] of headed as Map<StatementColumn, Heading[]>) {
    const only = onlyOne(column, all);
    if (!only) fault ??= tooMany(column, all);
    const { place, text } = only ?? all[0]!;
    places.set(column, place);
    headings[column] = text;
  }
  return {
    table,
    sheet: { name: table.name, headings },
    headingRow: (under ?? row).row,
    width,
    places,
    missing: REQUIRED.filter((column) => !places.has(column) && !(column === "days" && hasMonth(places))),
    hasRows,
    fault,
  };
}

interface Heading {
  readonly place: number;
  readonly text: string;
}

function onlyOne(column: StatementColumn, all: readonly Heading[]): Heading | undefined {
  // Names are not read: which of several it is does not matter.
  if (all.length === 1 || column === "name") return all[0];
  const exact = all.filter(({ text }) => text === TEMPLATE_HEADINGS[column as TemplateColumn]);
  return exact.length === 1 ? exact[0] : undefined;
}

function tooMany(column: StatementColumn, all: readonly Heading[]): SpreadsheetFault {
  const title = TEMPLATE_HEADINGS[column as TemplateColumn] ?? "a month";
  return new SpreadsheetFault(
    `has ${all.length} columns that may each be "${title}": ${all.map(({ text }) => `"${text}"`).join(" and ")}`,
    "Keep one of them, or give the others another heading.",
  );
}

function hasMonth(columns: ReadonlyMap<StatementColumn | "either", unknown>): boolean {
  return [...columns.keys()].some((column) => column.startsWith("month"));
}

function headedBy(cell: CellValue | undefined): StatementColumn | "either" | undefined {
  // Excel makes a date of `juli 2026`.
  if (cell instanceof Date) return monthColumnOf(cell.getUTCMonth() + 1);
  return typeof cell === "string" ? columnHeaded(cell) : undefined;
}

function textOf(cell: CellValue | undefined): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 7);
  return cell instanceof Unreadable || cell === null || cell === undefined
    ? ""
    : String(cell).replaceAll(/\s+/g, " ").trim();
}

/** The one that is meant: with rows, in sight, named after the quarter. */
function choose(whole: readonly Candidate[], quarter: QuarterName): Candidate {
  const isNamed = ({ sheet }: Candidate) => isNamedAfter(sheet.name ?? "", quarter);
  let left = whole;
  for (const prefer of [({ hasRows }: Candidate) => hasRows, ({ table }: Candidate) => !table.isHidden, isNamed]) {
    const preferred = left.filter(prefer);
    if (preferred.length > 0) left = preferred;
  }
  const [only, other] = left;
  // The delimiter that finds the most.
  if (only!.sheet.name === null) return left.reduce((a, b) => (b.places.size > a.places.size ? b : a));
  if (!other) return only!;
  const sheets = left.map(({ sheet }) => `"${sheet.name}"`).join(" and ");
  throw new SpreadsheetFault(
    `has a statement on the sheets ${sheets}`,
    `Keep one of them, or name the one that is meant ${quarter}.`,
  );
}

/** `2026Q3`, `Q3 2026`, `Q3`, `3e kwartaal`. */
function isNamedAfter(sheet: string, quarter: QuarterName): boolean {
  const [year, number] = [quarter.slice(0, 4), quarter.slice(5)];
  const name = sheet.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const short = name.replace(year, "");
  return (
    (name === short || name.includes(year)) &&
    new RegExp(`^(?:(?:q|k|kw|kwartaal)${number}|${number}(?:e|de|ste)?kwartaal)$`).test(short)
  );
}

function whatLacks(found: readonly Candidate[]): SpreadsheetFault {
  const best = found.toSorted((a, b) => scoreOf(b) - scoreOf(a))[0];
  if (!best) {
    const headings = Object.values(TEMPLATE_HEADINGS).map((heading) => `"${heading}"`);
    return new SpreadsheetFault(`has no row with the headings ${headings.join(", ")}`, USE_TEMPLATE);
  }
  const lacking = best.missing.map((column) => `"${TEMPLATE_HEADINGS[column]}"`).join(", ");
  const where = `${best.sheet.name === null ? "" : `sheet "${best.sheet.name}", `}row ${best.headingRow}`;
  return new SpreadsheetFault(
    `has no column${best.missing.length > 1 ? "s" : ""} ${lacking} in its headings (${where})`,
    USE_TEMPLATE,
  );
}
