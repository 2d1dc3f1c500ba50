import { suppressCells } from "../small-figures/suppress-cells.js";
import { EVERYBODY, type PeopleTable } from "./people-table.js";

/** The tables of one statistic, by dimension and by figure. All count the same people by row; each divides them its own way. */
export type Tables<Dimension extends string, Figure extends string> = Readonly<
  Record<Dimension, Readonly<Record<Figure, PeopleTable>>>
>;

/** What of a statistic must not be published: of a group of rows, of everybody when the group is null alone. */
export interface Withheld<Dimension extends string, Figure extends string> {
  /** Whether their number is withheld. */
  rows(dimension: Dimension, rows: readonly (string | null)[]): boolean;
  /** Whether a figure of theirs is withheld, with all its parts. */
  figure(dimension: Dimension, figure: Figure, rows: readonly (string | null)[]): boolean;
}

/**
 * Judges the numbers of people by row, then each figure. A figure of a row is withheld where one of its parts has few people,
 * and then in further rows until the withheld rows together have two members at least, and enough people or nobody in each
 * part: nothing more than their sum follows from what is published. To withhold more gives nothing away.
 */
export function withholdRows<Dimension extends string, Figure extends string>(
  tables: Tables<Dimension, Figure>,
  limit: number,
): Withheld<Dimension, Figure> {
  const numbers = new Map<string, ReadonlySet<string | null>>();
  const figures = new Map<string, ReadonlySet<string | null>>();
  for (const [dimension, byFigure] of entriesOf(tables)) {
    const [[, first]] = entriesOf(byFigure) as [[Figure, PeopleTable]];
    const hidden = smallRows(first, limit);
    numbers.set(dimension, hidden);
    for (const [figure, table] of entriesOf(byFigure))
      figures.set(`${dimension} ${figure}`, smallFigures(table, hidden, limit));
  }
  return {
    rows(dimension, rows) {
      const [[, first]] = entriesOf(tables[dimension]) as [[Figure, PeopleTable]];
      // Everybody is the same people in every dimension.
      const isTotal = isAll(rows) && [...numbers.values()].some((hidden) => hidden.has(EVERYBODY));
      return isTotal || isHidden(first, rows, numbers.get(dimension)!, limit, [undefined]);
    },
    figure(dimension, figure, rows) {
      const table: PeopleTable = tables[dimension][figure];
      return isHidden(table, rows, figures.get(`${dimension} ${figure}`)!, limit, table.parts());
    },
  };
}

/**
 * One row is hidden or not. Of several together the sum may be told where it, and what is left of the whole, each hold no
 * hidden row or enough of them.
 */
function isHidden(
  table: PeopleTable,
  rows: readonly (string | null)[],
  hidden: ReadonlySet<string | null>,
  limit: number,
  parts: readonly (string | undefined)[],
): boolean {
  if (rows.length === 1) return hidden.has(rows[0]!);
  const [inside, outside] = [true, false].map((isIn) => [...hidden].filter((row) => rows.includes(row) === isIn));
  return ![inside!, outside!].every((group) => group.length === 0 || isEnough(table, group, limit, parts));
}

/** Whether rows together are two at least, with nobody or enough people in each part. */
function isEnough(
  table: PeopleTable,
  rows: readonly (string | null)[],
  limit: number,
  parts: readonly (string | undefined)[],
): boolean {
  return rows.length > 1 && parts.every((part) => !isSmall(sum(rows.map((row) => table.people(row, part))), limit));
}

function isSmall(people: number, limit: number): boolean {
  return people > 0 && people < limit;
}

function isAll(rows: readonly (string | null)[]): boolean {
  return rows.length === 1 && rows[0] === EVERYBODY;
}

/** The rows whose number is withheld; null is everybody. */
export function smallRows(table: PeopleTable, limit: number): Set<string | null> {
  const cells = [EVERYBODY, ...table.rows()].map((row) => ({ key: { row }, people: table.people(row), figures: row }));
  const published = suppressCells({ dimensions: ["row"], cells, limit });
  return new Set(published.flatMap(({ key, suppressed }) => (suppressed ? [key["row"] ?? null] : [])));
}

function smallFigures(table: PeopleTable, hiddenRows: ReadonlySet<string | null>, limit: number): Set<string | null> {
  const parts = table.parts();
  const hidden = new Set(
    [EVERYBODY, ...table.rows()].filter(
      (row) => hiddenRows.has(row) || parts.some((part) => isSmall(table.people(row, part), limit)),
    ),
  );
  // The sum over everybody says nothing where it is withheld itself.
  if (hidden.has(EVERYBODY)) return hidden;
  const rest = table
    .rows()
    .filter((row) => !hidden.has(row))
    .sort((a, b) => table.people(a) - table.people(b));
  while (hidden.size > 0 && !isEnough(table, [...hidden], limit, parts)) {
    const next = rest.shift();
    hidden.add(next ?? EVERYBODY);
    if (next === undefined) break;
  }
  return hidden;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function entriesOf<Key extends string, Value>(record: Readonly<Record<Key, Value>>): [Key, Value][] {
  return Object.entries(record) as [Key, Value][];
}
