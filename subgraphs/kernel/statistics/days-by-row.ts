import { EVERYBODY } from "./people-table.js";
import { quartilesOf, type Quartiles } from "./quartiles.js";

/** Numbers of days by row, and of everybody. */
export class DaysByRow {
  readonly #days = new Map<string | null, number[]>();

  add(rows: readonly string[], days: number): void {
    for (const row of [EVERYBODY, ...rows]) {
      const list = this.#days.get(row);
      if (list) list.push(days);
      else this.#days.set(row, [days]);
    }
  }

  /** Of several rows together. */
  quartiles(rows: readonly (string | null)[], limit: number): Quartiles | null {
    return quartilesOf(
      rows.flatMap((row) => this.#days.get(row) ?? []),
      limit,
    );
  }
}

/** Days from one day to a later one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
