import pg from "pg";
import type { LogDatabase, LogReader } from "./database.js";
import { grantRoles, migrate } from "./migrations.js";

const CONNECT_MS = 2_000;
const STATEMENT_MS = 5_000;
const READ_MS = 60_000;
const NO_SUCH_DATABASE = "3D000";
const TAKEN = new Set(["42P04", "23505"]);

/**
 * The access log in a PostgreSQL server, under the rights of this login.
 * @param patient for long reads by a command, as against answers that wait
 */
export function openPostgres(url: string, { patient = false } = {}): LogDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "ama-access-log",
    max: 4,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: patient ? READ_MS : STATEMENT_MS,
    query_timeout: patient ? READ_MS : STATEMENT_MS + 1_000,
    keepAlive: true,
  });
  // Whoever waits for a connection that breaks hears it; unheard on the connection itself it would end the process.
  pool.on("error", () => undefined).on("connect", (client) => client.on("error", () => undefined));
  return {
    query: (sql, parameters) => queryOn(pool, sql, parameters),
    prepared: async (name, text, values) =>
      (await pool.query<Record<string, unknown>>({ name, text, values: [...values] })).rows,
    script: (sql) => scriptOn(pool, sql),
    snapshot: (read) => snapshotOf(pool, read),
    stop: () => pool.end(),
  };
}

async function snapshotOf<T>(pool: pg.Pool, read: (moment: LogReader) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const seen = await read({ query: (sql, parameters) => queryOn(client, sql, parameters) });
    await client.query("commit");
    client.release();
    return seen;
  } catch (error) {
    // Its transaction may still be open: the connection goes with it.
    client.release(true);
    throw error;
  }
}

async function queryOn(client: pg.Pool | pg.ClientBase, sql: string, parameters: readonly unknown[] = []) {
  return (await client.query<Record<string, unknown>>(sql, [...parameters])).rows;
}

async function scriptOn(client: pg.Pool | pg.ClientBase, sql: string): Promise<void> {
  await client.query(sql);
}

/** Makes the log's tables and roles as their owner, or brings them up to date; the database too where it is missing. */
export async function migratePostgres(ownerUrl: string): Promise<void> {
  const client = await connect(ownerUrl).catch(async (error: unknown) => {
    if ((error as { code?: string }).code !== NO_SUCH_DATABASE) throw error;
    await createDatabase(ownerUrl);
    return connect(ownerUrl);
  });
  try {
    const database = {
      query: (sql: string, parameters?: readonly unknown[]) => queryOn(client, sql, parameters),
      script: (sql: string) => scriptOn(client, sql),
    };
    await migrate(database);
    await grantRoles(database);
  } finally {
    await client.end();
  }
}

async function createDatabase(url: string): Promise<void> {
  const address = new URL(url);
  const name = decodeURIComponent(address.pathname.slice(1));
  address.pathname = "/postgres";
  const client = await connect(address.href);
  try {
    await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    // Another process made it at the same moment.
    if (!TAKEN.has((error as { code?: string }).code ?? "")) throw error;
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
