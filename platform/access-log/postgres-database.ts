import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { askInTime, ASKS_IN_TIME, begin } from "../postgres/ask-in-time.js";
import { connectToOne, openPool } from "../postgres/connect.js";
import { readPostgresHosts } from "../postgres/hosts.js";
import type { LogDatabase, LogReader, Row } from "./database.js";
import { grantRoles, migrate } from "./migrations.js";

const CONNECT_MS = 2_000;
const STATEMENT_MS = 5_000;
const READ_MS = 60_000;
/** How long a migration waits for a lock, and lets others pass before it tries again. */
const LOCK_MS = 1_000;
const LOCK_ATTEMPTS = 300;
const LOCK_NOT_AVAILABLE = "55P03";
/** Two that give the same rights at once end in "tuple concurrently updated". */
const ONE_AT_A_TIME = "select pg_advisory_xact_lock(7402)";
const NO_SUCH_DATABASE = "3D000";
const TAKEN = new Set(["42P04", "23505"]);

/**
 * The access log in a PostgreSQL server, under the rights of this login; also through a pooler in transaction mode: nothing
 * is asked of a connection beyond one transaction.
 * @param patient for long reads by a command, as against answers that wait
 */
export function openPostgres(url: string, { patient = false } = {}): LogDatabase {
  const mostMs = patient ? READ_MS : STATEMENT_MS;
  const pool = openPool(url, {
    application_name: "ama-access-log",
    max: 4,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: mostMs + 1_000,
    keepAlive: true,
    ...ASKS_IN_TIME,
  });
  // Whoever waits for a connection that breaks hears it; unheard on the connection itself it would end the process.
  pool.on("error", () => undefined).on("connect", (client) => client.on("error", () => undefined));
  const query = (sql: string, parameters: readonly unknown[] = []) =>
    onConnection(pool, (client) => askInTime(client, mostMs, sql, parameters));
  return {
    query,
    // Without a name: a pooler has another connection for the next one, which does not know it.
    repeated: query,
    script: (sql) => scriptOn(pool, sql),
    snapshot: (read) => onConnection(pool, (client) => snapshotOn(client, mostMs, read)),
    stop: () => pool.end(),
  };
}

async function onConnection<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const done = await work(client);
    client.release();
    return done;
  } catch (error) {
    // Its transaction may still be open: the connection goes with it.
    client.release(true);
    throw error;
  }
}

async function snapshotOn<T>(
  client: pg.PoolClient,
  mostMs: number,
  read: (moment: LogReader) => Promise<T>,
): Promise<T> {
  await client.query(begin(mostMs, "isolation level repeatable read read only"));
  const seen = await read({ query: (sql, parameters) => queryOn(client, sql, parameters) });
  await client.query("commit");
  return seen;
}

async function queryOn(client: pg.ClientBase, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  return (await client.query<Row>(sql, [...parameters])).rows;
}

async function scriptOn(client: pg.Pool | pg.ClientBase, sql: string): Promise<void> {
  await client.query(sql);
}

/**
 * Makes the log's tables and roles as their owner, or brings them up to date; the database too where it is missing. Programs
 * of the version before go on meanwhile.
 * @param migrations their folder; that of this version when left out
 */
export async function migratePostgres(ownerUrl: string, migrations?: string): Promise<void> {
  const client = await connect(ownerUrl).catch(async (error: unknown) => {
    if ((error as { code?: string }).code !== NO_SUCH_DATABASE) throw error;
    await createDatabase(ownerUrl);
    return connect(ownerUrl);
  });
  try {
    const database = {
      query: (sql: string, parameters?: readonly unknown[]) => queryOn(client, sql, parameters),
      script: (sql: string) => scriptAside(client, sql),
    };
    await migrate(database, migrations);
    await grantRoles(database);
  } finally {
    await client.end();
  }
}

/**
 * A script that lets writers pass: who waits for a table that somebody reads holds up all who come after. It gives up after
 * a moment, and tries again.
 */
async function scriptAside(client: pg.Client, sql: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await scriptOn(client, `begin; set local lock_timeout = ${LOCK_MS}; ${ONE_AT_A_TIME}; ${sql}; commit`);
    } catch (error) {
      await client.query("rollback");
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE || attempt === LOCK_ATTEMPTS) throw error;
      await sleep(LOCK_MS);
    }
}

async function createDatabase(url: string): Promise<void> {
  const name = decodeURIComponent(new URL(readPostgresHosts(url).urls[0]!).pathname.slice(1));
  const client = await connect(url.replace(/\/[^/@?#]+(?=\?|$)/, "/postgres"));
  try {
    await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    // Another process made it at the same moment.
    if (!TAKEN.has((error as { code?: string }).code ?? "")) throw error;
  } finally {
    await client.end();
  }
}

function connect(url: string): Promise<pg.Client> {
  return connectToOne(url, { connectionTimeoutMillis: CONNECT_MS });
}
