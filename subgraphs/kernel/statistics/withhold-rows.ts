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

/** How the figures of a statistic divide the same people together, so that a small group is found between two of them. */
export interface Together<Dimension extends string, Figure extends string> {
  /** By dimension: people by their parts in all figures. */
  readonly tables: Readonly<Record<Dimension, PeopleTable>>;
  /** What is asked of such a part in one figure: each question divides the people in two. */
  readonly questions: readonly ((part: string, figure: Figure) => boolean)[];
  /** From which figures a figure is subtracted. */
  besides(figure: Figure): readonly Figure[];
}

const THIS_ALONE = "THIS_ALONE";
const OTHER_ALONE = "OTHER_ALONE";
const BOTH_OR_NONE = "BOTH_OR_NONE";

/** A figure in one dimension: how it divides the people, by itself and beside another that is told; and the rows without it. */
interface Judged<Figure extends string> {
  readonly own: PeopleTable;
  readonly beside: ReadonlyMap<Figure, readonly PeopleTable[]>;
  readonly hidden: ReadonlySet<string | null>;
}

/**
 * Judges the numbers of people by row, then each figure, the first one first. A figure of a row is withheld where one of its
 * parts has few people, or one of what it differs by from a figure that is told; and then in further rows until the withheld
 * rows together have two members at least, and enough people or nobody in each part: nothing more than their sum follows from
 * what is published. To withhold more gives nothing away.
 */
export function withholdRows<Dimension extends string, Figure extends string>(
  tables: Tables<Dimension, Figure>,
  limit: number,
  together?: Together<Dimension, Figure>,
): Withheld<Dimension, Figure> {
  const numbers = new Map<string, ReadonlySet<string | null>>();
  const figures = new Map<string, Judged<Figure>>();
  for (const [dimension, byFigure] of entriesOf(tables)) {
    const [[, first]] = entriesOf(byFigure) as [[Figure, PeopleTable]];
    const hidden = smallRows(first, limit);
    numbers.set(dimension, hidden);
    const told = new Map<Figure, Judged<Figure>>();
    for (const [figure, own] of entriesOf(byFigure)) {
      const beside = besideOf(figure, together?.tables[dimension], told, together);
      const judged = { own, beside, hidden: smallFigures({ own, beside }, told, hidden, limit) };
      told.set(figure, judged);
      figures.set(`${dimension} ${figure}`, judged);
    }
  }
  return {
    rows(dimension, rows) {
      const [[, first]] = entriesOf(tables[dimension]) as [[Figure, PeopleTable]];
      // Everybody is the same people in every dimension.
      const isTotal = isAll(rows) && [...numbers.values()].some((hidden) => hidden.has(EVERYBODY));
      return (
        isTotal ||
        isHidden(rows, numbers.get(dimension)!, (group) => group.length > 1 && !isSmall(peopleOf(first, group), limit))
      );
    },
    figure(dimension, figure, rows) {
      const judged = figures.get(`${dimension} ${figure}`)!;
      return isHidden(rows, judged.hidden, (group) => isEnough(judged, group, limit));
    },
  };
}

/** The figure beside each one before it that is told of somebody. */
function besideOf<Dimension extends string, Figure extends string>(
  figure: Figure,
  table: PeopleTable | undefined,
  told: ReadonlyMap<Figure, Judged<Figure>>,
  together: Together<Dimension, Figure> | undefined,
): Map<Figure, PeopleTable[]> {
  if (!table || !together) return new Map();
  const others = together.besides(figure).filter((other) => told.has(other));
  return new Map(
    others.map((other) => [
      other,
      together.questions.map((ask) =>
        table.byPart((part) => {
          const [is, isOther] = [ask(part, figure), ask(part, other)];
          return is === isOther ? BOTH_OR_NONE : is ? THIS_ALONE : OTHER_ALONE;
        }),
      ),
    ]),
  );
}

/** Whether a part of these rows together has few people. */
function hasFew(table: PeopleTable, rows: readonly (string | null)[], limit: number): boolean {
  return table.parts().some((part) => isSmall(peopleOf(table, rows, part), limit));
}

/** Whether few people are left when one figure is subtracted from the other. Where each has people alone, nothing follows. */
function differsByFew(table: PeopleTable, rows: readonly (string | null)[], limit: number): boolean {
  const [one, other] = [peopleOf(table, rows, THIS_ALONE), peopleOf(table, rows, OTHER_ALONE)];
  return (one === 0 || other === 0) && isSmall(one + other, limit);
}

/**
 * One row is hidden or not. Of several together the sum may be told where it, and what is left of the whole, each hold no
 * hidden row or enough of them.
 */
function isHidden(
  rows: readonly (string | null)[],
  hidden: ReadonlySet<string | null>,
  isEnoughOf: (group: readonly (string | null)[]) => boolean,
): boolean {
  if (rows.length === 1) return hidden.has(rows[0]!);
  const [inside, outside] = [true, false].map((isIn) => [...hidden].filter((row) => rows.includes(row) === isIn));
  return ![inside!, outside!].every((group) => group.length === 0 || isEnoughOf(group));
}

/** Whether rows together are two at least, with nobody or enough people in each part and in what two figures differ by. */
function isEnough<Figure extends string>(
  { own, beside }: Pick<Judged<Figure>, "own" | "beside">,
  rows: readonly (string | null)[],
  limit: number,
): boolean {
  return (
    rows.length > 1 &&
    !hasFew(own, rows, limit) &&
    ![...beside.values()].flat().some((table) => differsByFew(table, rows, limit))
  );
}

function peopleOf(table: PeopleTable, rows: readonly (string | null)[], part?: string): number {
  return rows.reduce((total, row) => total + table.people(row, part), 0);
}

function isSmall(people: number, limit: number): boolean {
  return people > 0 && people < limit;
}

function isAll(rows: readonly (string | null)[]): boolean {
  return rows.length === 1 && rows[0] === EVERYBODY;
}

/** The rows whose number is withheld; null is everybody. */
export function smallRows(table: PeopleTable, limit: number): Set<string | null> {
  const cells = [EVERYBODY, ...table.rowsThatFollow()].map((row) => ({
    key: { row },
    people: table.people(row),
    figures: row,
  }));
  const published = suppressCells({ dimensions: ["row"], cells, limit });
  return new Set(published.flatMap(({ key, suppressed }) => (suppressed ? [key["row"] ?? null] : [])));
}

function smallFigures<Figure extends string>(
  judged: Pick<Judged<Figure>, "own" | "beside">,
  told: ReadonlyMap<Figure, Judged<Figure>>,
  hiddenRows: ReadonlySet<string | null>,
  limit: number,
): Set<string | null> {
  const { own, beside } = judged;
  const all = own.rowsThatFollow();
  const hidden = new Set(
    [EVERYBODY, ...all].filter((row) => {
      const isToldOf = (other: Figure) => !told.get(other)!.hidden.has(row);
      return (
        hiddenRows.has(row) ||
        hasFew(own, [row], limit) ||
        [...beside].some(
          ([other, tables]) => isToldOf(other) && tables.some((table) => differsByFew(table, [row], limit)),
        )
      );
    }),
  );
  // The sum over everybody says nothing where it is withheld itself.
  if (hidden.has(EVERYBODY)) return hidden;
  const rest = all.filter((row) => !hidden.has(row)).sort((a, b) => own.people(a) - own.people(b));
  while (hidden.size > 0 && !isEnough(judged, [...hidden], limit)) {
    const lacking = own.parts().filter((part) => isSmall(peopleOf(own, [...hidden], part), limit));
    // The smallest row that has people where they lack.
    const place = rest.findIndex((row) => lacking.some((part) => own.people(row, part) > 0));
    const [next] = rest.splice(Math.max(0, place), 1);
    hidden.add(next ?? EVERYBODY);
    if (next === undefined) break;
  }
  return hidden;
}

function entriesOf<Key extends string, Value>(record: Readonly<Record<Key, Value>>): [Key, Value][] {
  return Object.entries(record) as [Key, Value][];
}
