import type { LogDatabase } from "./database.js";

/** What a program does with the access log. */
export type LogUse = "write" | "read";

/** The role that lets a login do so. */
const ROLES: Readonly<Record<LogUse, string>> = { write: "ama_access_writer", read: "ama_access_reader" };

const RIGHTS = `select
  has_table_privilege('access_log.look', 'insert') and has_column_privilege('access_log.head', 'seal', 'update') as write,
  has_table_privilege('access_log.look', 'select') and has_table_privilege('access_log.head', 'select') as read,
  (select bool_or(pg_has_role(relowner, 'member')
      or has_table_privilege(oid, 'delete, truncate, trigger')
      or (relname <> 'head' and has_any_column_privilege(oid, 'update')))
    from pg_class where relnamespace = 'access_log'::regnamespace and relkind = 'r') as change`;

/** What is wrong with the login for these uses, one line each with what to do. Whoever writes may change nothing. */
export async function checkLoginRights(database: LogDatabase, uses: readonly LogUse[]): Promise<string[]> {
  const [rights] = await database.query(RIGHTS);
  const faults = uses
    .filter((use) => !rights?.[use])
    .map((use) => `the login of ACCESS_LOG_URL may not ${use} the access log: grant it the role ${ROLES[use]}`);
  if (uses.includes("write") && rights?.["change"])
    faults.push(
      "the login of ACCESS_LOG_URL may change what is written, as the owner of the tables may: give programs a login that has the roles ama_access_writer and ama_access_reader alone",
    );
  return faults;
}
