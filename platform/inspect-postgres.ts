import pg from "pg";

/** What a PostgreSQL server, and what stands before it, say of themselves. */
export interface PostgresState {
  /** `150004` of 15.4. */
  readonly version: number;
  /** Its own clock, ISO 8601. */
  readonly now: string;
  /** Whether it takes no changes, as a replica. */
  readonly isReadOnly: boolean;
  /**
   * What stands between: `transaction` where a session's statements go to one server now and to another then, as PgBouncer's
   * transaction mode has it.
   */
  readonly pooler: "none" | "session" | "transaction";
}

const WAIT_MS = 5_000;
/** Pairs of statements in which a pooler in transaction mode gives two sessions one server between them. */
const TRIES = 5;

const STATE = `select current_setting('server_version_num')::integer as version, clock_timestamp() as now,
  current_setting('transaction_read_only') as read_only, pg_backend_pid() as pid`;

/** @throws Error of PostgreSQL or of the connection, which may quote the address */
export async function inspectPostgres(url: string): Promise<PostgresState> {
  const [one, other] = [open(url), open(url)];
  try {
    await one.connect();
    const { rows } = await one.query<{ version: number; now: Date; read_only: string; pid: number }>(STATE);
    const { version, now, read_only: readOnly, pid } = rows[0]!;
    // A pooler makes up the number of the server process that it tells a client.
    const isDirect = (one as unknown as { processID: number }).processID === pid;
    const pooler = isDirect ? "none" : (await shareServers(one, other)) ? "transaction" : "session";
    return { version, now: now.toISOString(), isReadOnly: readOnly === "on", pooler };
  } finally {
    await Promise.allSettled([one.end(), other.end()]);
  }
}

function open(url: string): pg.Client {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: WAIT_MS, query_timeout: WAIT_MS });
  client.on("error", () => undefined);
  return client;
}

/** Whether two sessions that are both open were served by the same server process. */
async function shareServers(one: pg.Client, other: pg.Client): Promise<boolean> {
  try {
    await other.connect();
    const [ones, others] = [new Set<number>(), new Set<number>()];
    for (let tries = 0; tries < TRIES; tries += 1) {
      ones.add(await serverOf(one));
      others.add(await serverOf(other));
      if ([...ones].some((pid) => others.has(pid))) return true;
    }
    return false;
  } catch {
    // It has no server left for a second session: each keeps its own.
    return false;
  }
}

async function serverOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return rows[0]!.pid;
}
