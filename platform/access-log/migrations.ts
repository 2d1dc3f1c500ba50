import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LogDatabase, LogReader } from "./database.js";

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly digest: string;
}

/**
 * Brings the log's tables up to the newest migration, as their owner. Several processes may do so at once.
 * @throws Error when a migration that ran before was changed since, or may not be run by this role
 */
export async function migrate(database: Pick<LogDatabase, "query" | "script">, folder?: string): Promise<void> {
  let done = await readDone(database);
  for (const migration of readMigrations(folder)) {
    if (!done.has(migration.number)) {
      try {
        await database.script(scriptOf(migration));
      } catch (error) {
        // Another process may have run it at the same moment; whose it was does not matter.
        if (!(await readDone(database)).has(migration.number)) throw error;
      }
      done = await readDone(database);
    }
    checkUnchanged(migration, done);
  }
}

/** Gives the roles of programs their rights, and no others. Run by the owner, after the migrations. */
export async function grantRoles(database: Pick<LogDatabase, "script">): Promise<void> {
  await database.script(readFileSync(join(sqlFolder(), "roles.sql"), "utf8"));
}

/**
 * The migrations that have yet to run, by name.
 * @throws Error when one that ran was changed since, or this login may not read which did
 */
export async function findMissingMigrations(database: LogReader): Promise<string[]> {
  const done = await readDone(database);
  const [ran, missing] = [true, false].map((wanted) =>
    readMigrations().filter(({ number }) => done.has(number) === wanted),
  );
  for (const migration of ran!) checkUnchanged(migration, done);
  return missing!.map(({ number, name }) => `${number} (${name})`);
}

function checkUnchanged({ number, name, digest }: Migration, done: ReadonlyMap<number, string>): void {
  if (done.get(number) !== digest)
    throw new Error(`Migration ${number} (${name}) of the access log was changed after it ran`);
}

function scriptOf({ number, name, digest, sql }: Migration): string {
  return `create schema if not exists access_log;
    create table if not exists access_log.migration (
      number integer primary key, name text not null, digest text not null, run_at timestamptz not null default now());
    insert into access_log.migration (number, name, digest) values (${number}, '${name}', '${digest}');
    ${sql}`;
}

async function readDone(database: LogReader): Promise<Map<number, string>> {
  const [found] = await database.query("select to_regclass('access_log.migration') is not null as there");
  if (!found?.["there"]) return new Map();
  const rows = await database.query("select number, digest from access_log.migration");
  return new Map(rows.map(({ number, digest }) => [number as number, digest as string]));
}

function readMigrations(folder = join(sqlFolder(), "migrations")): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}_\w+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), "utf8");
      const digest = createHash("sha256").update(sql).digest("hex");
      return { number: Number(file.slice(0, 4)), name: file.slice(5, -4), sql, digest };
    });
}

/** Beside this file; the compiler copies no SQL, so built code finds it in the checkout that it was built in. */
function sqlFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  if (existsSync(join(here, "roles.sql"))) return here;
  let root = here;
  while (!existsSync(join(root, "package.json"))) {
    if (root === dirname(root)) throw new Error(`No SQL of the access log beside ${here} or above it`);
    root = dirname(root);
  }
  return join(root, "platform", "access-log");
}
