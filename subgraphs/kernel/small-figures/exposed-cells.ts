import { nullSpace } from "./null-space.js";
import type { Sum } from "./table-sums.js";

/** Whoever sees a suppressed cell knows that somebody is in it. */
const FEWEST = 1;

/**
 * The suppressed cells that the published ones give away: of which no other table, with the same published cells, shows
 * values that lie at least `width` apart. A cell that is not among them is safe; one that is may be.
 */
export function exposedCells(
  people: readonly number[],
  sums: readonly Sum[],
  suppressed: ReadonlySet<number>,
  width: number,
): number[] {
  // Large cells first: they make up for what a small one gains or loses, so that each small one has a way of its own.
  const unknowns = [...suppressed].sort((a, b) => people[b]! - people[a]!);
  const column = new Map(unknowns.map((place, index) => [place, index]));
  const equations = sums.flatMap(({ total, parts }) => {
    const row = new Array<number>(unknowns.length).fill(0);
    const hidden = [total, ...parts].filter((place) => suppressed.has(place));
    for (const place of hidden) row[column.get(place)!] = place === total ? -1 : 1;
    return hidden.length > 0 ? [row] : [];
  });
  const reach = new Array<number>(unknowns.length).fill(0);
  for (const way of nullSpace(equations, unknowns.length)) {
    // Whole people alone: a way in halves is walked in steps of two.
    const step = wholeStep(way);
    const steps =
      Math.floor(stepsUntilEmpty(way, unknowns, people) / step) +
      Math.floor(stepsUntilEmpty(way.map((change) => -change), unknowns, people) / step); // prettier-ignore
    for (const [index, change] of way.entries())
      if (change !== 0) reach[index] = Math.max(reach[index]!, Math.abs(change) * step * steps);
  }
  return unknowns.filter((_, index) => reach[index]! < width);
}

/** How far one can go this way before a cell has nobody left. */
function stepsUntilEmpty(way: readonly number[], unknowns: readonly number[], people: readonly number[]): number {
  return Math.min(
    ...way.map((change, index) =>
      change < 0 ? (people[unknowns[index]!]! - FEWEST) / -change : Number.MAX_SAFE_INTEGER,
    ),
  );
}

/** The smallest step in which every change is whole; as good as infinite where none up to twelve is. */
function wholeStep(way: readonly number[]): number {
  for (let step = 1; step <= 12; step++)
    if (way.every((change) => Math.abs(change * step - Math.round(change * step)) < 1e-6)) return step;
  return Number.MAX_SAFE_INTEGER;
}
