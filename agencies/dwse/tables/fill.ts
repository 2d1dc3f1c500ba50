import type { Database } from "../database.js";

type Value = string | number | boolean | null | undefined;

const ROWS_AT_ONCE = 10_000;

/** Inserts rows many at a time, as one array a column. `columns`: name → type; a row's values in the same order. */
export async function fill(
  database: Database,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: Iterable<readonly Value[]>,
): Promise<void> {
  const names = Object.keys(columns);
  const casts = Object.entries(columns).map(([name, type]) => `${name}::${type}`);
  const arrays = names.map((_, i) => `$${i + 1}::text[]`);
  const sql = `insert into dwse.${table} (${names.join(", ")})
    select ${casts.join(", ")} from unnest(${arrays.join(", ")}) as rij(${names.join(", ")})`;
  let waiting: (string | null)[][] = names.map(() => []);
  const write = async () => {
    await database.query(sql, waiting);
    waiting = names.map(() => []);
  };
  for (const row of rows) {
    row.forEach((value, i) => waiting[i]!.push(value === null || value === undefined ? null : String(value)));
    if (waiting[0]!.length === ROWS_AT_ONCE) await write();
  }
  if (waiting[0]!.length > 0) await write();
}
