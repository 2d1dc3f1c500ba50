import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { LogDatabase } from "../database.js";
import { grantRoles, migrate } from "../migrations.js";
import { takeFolder } from "./folder-lock.js";
import { makeCluster } from "./make-cluster.js";
import { pgliteOptions } from "./pglite-options.js";

/** Who writes and reads there: one program does both. */
export const EMBEDDED_ROLE = "ama_access_embedded";
const ENSURE_ROLE = `do $$ begin
  if not exists (select from pg_roles where rolname = '${EMBEDDED_ROLE}') then
    create role ${EMBEDDED_ROLE} nologin in role ama_access_writer, ama_access_reader;
  end if;
end $$;`;

/**
 * The embedded PostgreSQL in this folder, made where it is not there. What it has answered survives the end of the process,
 * however it ends; the machine's own end may take the last seconds, for PGlite does not wait for the disk.
 * @throws FolderTaken while another process has it open
 */
export async function openEmbedded(folder: string): Promise<LogDatabase> {
  const place = resolve(folder);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const letGo = takeFolder(join(place, "lock"));
  try {
    const cluster = join(place, "cluster");
    await makeCluster(cluster);
    const db = await PGlite.create(pgliteOptions(cluster));
    const prepared = new Map<string, string>();
    const database: LogDatabase = {
      query: async (sql, parameters = []) => (await db.query<Record<string, unknown>>(sql, [...parameters])).rows,
      // Prepared, and by the simple protocol: PGlite takes a fifth of the time for it.
      async repeated(sql, parameters) {
        const name = prepared.get(sql) ?? `repeated_${prepared.size + 1}`;
        if (!prepared.has(sql)) await db.exec(`prepare ${name} as ${sql}`);
        prepared.set(sql, name);
        const [result] = await db.exec(`execute ${name}(${parameters.map(literalOf).join(", ")})`);
        return result?.rows ?? [];
      },
      script: (sql) => db.transaction((whole) => whole.exec(sql)).then(() => undefined),
      snapshot: (read) =>
        db.transaction(async (moment) => {
          await moment.exec("set transaction isolation level repeatable read, read only");
          return read({
            query: async (sql, parameters = []) =>
              (await moment.query<Record<string, unknown>>(sql, [...parameters])).rows,
          });
        }),
      async stop() {
        await db.close();
        letGo();
      },
    };
    await migrate(database);
    await grantRoles(database);
    await db.exec(`${ENSURE_ROLE} set role ${EMBEDDED_ROLE}`);
    return database;
  } catch (error) {
    letGo();
    throw error;
  }
}

function literalOf(value: string | number): string {
  return typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
