import pg from "pg";

export type Row = Record<string, unknown>;

/** What a pool must be told for `askInTime`. */
export const ASKS_IN_TIME = { pipeline: true } as const;

/**
 * One statement, in a transaction of its own that the server bounds. The bound comes with the transaction and not with the
 * connection: a pooler in transaction mode refuses it there, and may run the next transaction on another connection. The
 * three messages are sent together and cost one round trip.
 */
export async function askInTime(
  client: pg.PoolClient,
  mostMs: number,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const sent = [client.query(begin(mostMs)), client.query<Row>(text, [...values]), client.query("commit")] as const;
  const [, asked] = await Promise.allSettled(sent);
  // Why the statement failed says more than why the transaction did.
  if (asked.status === "rejected") throw asked.reason;
  const [, { rows }] = await Promise.all(sent);
  return rows;
}

/** What opens a transaction each of whose statements the server ends after so long. */
export function begin(mostMs: number, mode = ""): string {
  return `begin ${mode}; set local statement_timeout = ${mostMs}`;
}
