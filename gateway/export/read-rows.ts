import type { GraphQLFormattedError } from "graphql";
import type { Column, TableShape } from "./table-shape.js";

export type Cell = string | number | boolean | null;

/** A page of a table. */
export interface Page {
  readonly rows: readonly (readonly Cell[])[];
  /** Cursor to go on after; null when this page was the last. */
  readonly next: string | null;
}

/** What stands above the rows; the last column tells what could not be told in a row, by column and code. */
export function headings({ around, columns }: TableShape): string[] {
  return [...around, ...columns].map(({ heading }) => heading).concat("errors");
}

/** The table in an answer; undefined where the answer has none. */
export function readRows(shape: TableShape, data: unknown, errors: readonly GraphQLFormattedError[]): Page | undefined {
  const table = valueAt(data, shape.path);
  if (table === null || table === undefined) return undefined;
  const { paging } = shape;
  const items = paging ? valuesAt(table, ["edges"]) : (table as unknown[]);
  const around = shape.around.map(({ path }) => cellOf(data, path));
  const outside = errors.filter(({ path }) => !isWithin(path, shape.path)).map(tell);
  const rowPath = [...shape.path, ...(paging ? ["edges"] : [])];
  const rows = items.map((item, index) => {
    const row = paging ? valueAt(item, ["node"]) : item;
    const own = errors
      .filter(({ path }) => isWithin(path, [...rowPath, index]))
      .map(({ path, ...error }) => tell({ ...error, path: path?.slice(rowPath.length + (paging ? 2 : 1)) }));
    return [...around, ...shape.columns.map(({ path }) => cellOf(row, path)), [...outside, ...own].join(" | ")];
  });
  const pageInfo = paging && (valueAt(table, [paging.pageInfo]) as Record<string, unknown> | null);
  const next = paging && pageInfo?.[paging.hasNextPage] === true ? pageInfo[paging.endCursor] : null;
  return { rows, next: typeof next === "string" ? next : null };
}

/** Where and why something was not told: `readiness.conditions AGENCY_TIMEOUT VDAB`. */
function tell({ path = [], extensions }: Partial<GraphQLFormattedError>): string {
  const place = path.filter((step) => typeof step === "string").join(".");
  const { code = "INTERNAL", agency = "" } = (extensions ?? {}) as { code?: string; agency?: string };
  return [place, code, agency].filter(Boolean).join(" ");
}

function isWithin(path: readonly (string | number)[] | undefined, place: readonly (string | number)[]): boolean {
  return path !== undefined && place.every((step, index) => path[index] === step);
}

function valueAt(from: unknown, path: Column["path"]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], from);
}

function valuesAt(from: unknown, path: Column["path"]): unknown[] {
  const value = valueAt(from, path);
  return Array.isArray(value) ? value : [];
}

/** The value of a column; of lists all values, in their order, with an empty place for each that is null. */
function cellOf(row: unknown, path: Column["path"]): Cell {
  if (Array.isArray(row)) {
    const cells = row.map((item) => cellOf(item, path));
    return cells.map((cell) => (cell === null ? "" : String(cell))).join(" | ");
  }
  if (row === null || row === undefined) return null;
  const [name, ...rest] = path;
  if (name === undefined) return scalar(row);
  return cellOf((row as Record<string, unknown>)[name], rest);
}

function scalar(value: unknown): Cell {
  return typeof value === "object" ? JSON.stringify(value) : (value as Cell);
}
