import type { PGlite } from "@electric-sql/pglite";
import type { Client } from "pg";

export type Row = Record<string, unknown>;

/** What migrating and seeding need of a database; PostgreSQL and PGlite both give it. */
export interface Database {
  query(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs several statements at once, without parameters. */
  script(sql: string): Promise<void>;
}

export function postgresDatabase(client: Client): Database {
  return {
    query: async (sql, parameters = []) => (await client.query<Row>(sql, [...parameters])).rows,
    script: async (sql) => void (await client.query(sql)),
  };
}

export function embeddedDatabase(db: PGlite): Database {
  return {
    query: async (sql, parameters = []) => (await db.query<Row>(sql, [...parameters])).rows,
    script: async (sql) => void (await db.exec(sql)),
  };
}

/** Runs `work` whole or not at all. */
export async function inTransaction(database: Database, work: () => Promise<void>): Promise<void> {
  await database.script("begin");
  try {
    await work();
    await database.script("commit");
  } catch (error) {
    await database.script("rollback");
    throw error;
  }
}
