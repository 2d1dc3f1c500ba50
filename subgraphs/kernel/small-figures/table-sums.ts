import type { CellKey } from "./cell.js";

/** A total and the cells that add up to it, by their place in the list of cells. */
export interface Sum {
  readonly total: number;
  readonly parts: readonly number[];
}

/**
 * Every sum that holds between the cells of a table: over each dimension apart, the cells with a value add up to the cell
 * with null. A total that nobody published sums up nothing.
 */
export function tableSums(keys: readonly CellKey[], dimensions: readonly string[]): Sum[] {
  const sums: Sum[] = [];
  for (const over of dimensions) {
    const groups = new Map<string, { total?: number; parts: number[] }>();
    for (const [place, key] of keys.entries()) {
      const others = JSON.stringify(dimensions.map((dimension) => (dimension === over ? 0 : (key[dimension] ?? null))));
      const group = groups.get(others) ?? { parts: [] };
      groups.set(others, group);
      if ((key[over] ?? null) === null) group.total = place;
      else group.parts.push(place);
    }
    for (const { total, parts } of groups.values())
      if (total !== undefined && parts.length > 0) sums.push({ total, parts });
  }
  return sums;
}
