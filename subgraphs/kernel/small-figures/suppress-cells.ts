import type { Cell, PublishedCell } from "./cell.js";
import { exposedCells } from "./exposed-cells.js";
import { tableSums, type Sum } from "./table-sums.js";

export interface TableOfPeople<Figures> {
  readonly dimensions: readonly string[];
  /** Inner cells and every total that is published beside them; no two with one key. Nought may be left out. */
  readonly cells: readonly Cell<Figures>[];
  /** A cell with fewer people is small; 1 suppresses nothing. */
  readonly limit: number;
}

/**
 * The table as it may be published, in the order of its cells. Cells with people, and fewer than the limit, are
 * suppressed, and as many others as it takes that no suppressed cell follows from the published ones: for each there are
 * tables with the same published cells in which its people differ by `limit - 1` or more. Nought is published.
 * Tables that are published apart protect each other only as one table with all their dimensions.
 */
export function suppressCells<Figures>({ dimensions, cells, limit }: TableOfPeople<Figures>): PublishedCell<Figures>[] {
  const people = cells.map((cell) => cell.people);
  const sums = tableSums(cells.map(({ key }) => key), dimensions); // prettier-ignore
  const totals = cells.map(({ key }) => dimensions.filter((dimension) => (key[dimension] ?? null) === null).length);
  const suppressed = new Set([...people.keys()].filter((place) => people[place]! > 0 && people[place]! < limit));
  for (;;) {
    const also = cover(exposedCells(people, sums, suppressed, limit - 1));
    if (also.length === 0) break;
    for (const place of also) suppressed.add(place);
  }
  return cells.map((cell, place) =>
    suppressed.has(place)
      ? { key: cell.key, people: null, figures: null, suppressed: true }
      : { ...cell, suppressed: false },
  );

  /** The published cells that hide the exposed ones best: beside each, the inner one with the fewest people. */
  function cover(exposed: readonly number[]): number[] {
    const chosen = new Set<number>();
    for (const place of exposed) {
      const beside = sums.filter((sum) => placesOf(sum).includes(place)).map(placesOf);
      if (beside.some((places) => places.some((other) => chosen.has(other)))) continue;
      // The sum that gives the cell away is one with the fewest suppressed cells.
      const [best] = beside
        .map((places) => ({
          hidden: places.filter((other) => suppressed.has(other)).length,
          open: places.filter((other) => !suppressed.has(other) && people[other]! > 0),
        }))
        .filter(({ open }) => open.length > 0)
        .sort((a, b) => a.hidden - b.hidden);
      const open = best?.open ?? [...people.keys()].filter((other) => !suppressed.has(other) && people[other]! > 0);
      const [next] = open.sort((a, b) => totals[a]! - totals[b]! || people[a]! - people[b]! || a - b);
      if (next !== undefined) chosen.add(next);
    }
    return [...chosen];
  }
}

function placesOf({ total, parts }: Sum): number[] {
  return [total, ...parts];
}
