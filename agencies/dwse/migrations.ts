import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inTransaction, type Database } from "./database.js";

export interface Migration {
  number: number;
  name: string;
  sql: string;
  digest: string;
}

/** The numbered migrations, in order. */
export function readMigrations(folder = migrationsFolder()): Migration[] {
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
function migrationsFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const beside = join(here, "migrations");
  if (existsSync(beside)) return beside;
  let root = here;
  while (!existsSync(join(root, "package.json"))) {
    if (root === dirname(root)) throw new Error(`No migrations of the dwse stand-in beside ${here} or above it`);
    root = dirname(root);
  }
  return join(root, "agencies", "dwse", "migrations");
}

/**
 * Brings a database up to the newest migration, each in its own transaction. Several processes may do so at once.
 * @throws Error when a migration that ran before was changed since
 */
export async function migrate(database: Database, migrations = readMigrations()): Promise<void> {
  await inTransaction(database, async () => {
    await holdLock(database);
    await database.script(`
      create schema if not exists dwse;
      create table if not exists dwse.migratie (
        nummer integer primary key, naam text not null, vingerafdruk text not null,
        uitgevoerd_op timestamptz not null default now());`);
  });
  for (const migration of migrations)
    await inTransaction(database, async () => {
      await holdLock(database);
      const [done] = await database.query("select vingerafdruk from dwse.migratie where nummer = $1", [
        migration.number,
      ]);
      if (done) {
        if (done["vingerafdruk"] === migration.digest) return;
        throw new Error(`Migration ${migration.number} (${migration.name}) was changed after it ran on this database`);
      }
      await database.script(migration.sql);
      await database.query("insert into dwse.migratie (nummer, naam, vingerafdruk) values ($1, $2, $3)", [
        migration.number,
        migration.name,
        migration.digest,
      ]);
    });
}

/** Until the transaction ends, nobody else migrates or seeds this database. */
export async function holdLock(database: Database): Promise<void> {
  await database.query("select pg_advisory_xact_lock(4104)");
}
