import { join } from "node:path";
import type { Log } from "../log.js";
import type { Settings } from "../settings.js";
import { StartRefused } from "../start-refused.js";
import { createAccessLog, type AccessLog } from "./access-log.js";
import type { LogDatabase } from "./database.js";
import { FolderTaken } from "./embedded/folder-lock.js";
import { openEmbedded } from "./embedded/open-embedded.js";
import { logKeysOf } from "./log-keys.js";
import { checkLoginRights, type LogUse } from "./login-rights.js";
import { findMissingMigrations } from "./migrations.js";
import { openPostgres } from "./postgres-database.js";

export interface OpenAccessLogParts {
  readonly settings: Settings;
  readonly log: Log;
  /** Which program writes: `start`, `referrals`, `gateway`. */
  readonly writer: string;
  /** Whether other processes write too: an embedded database is of one process alone, so each then has its own. */
  readonly shared: boolean;
  /** What the program does with it. */
  readonly uses: readonly LogUse[];
}

/** @throws StartRefused when looks cannot be kept: nobody may be told anything then */
export async function openAccessLog({ settings, log, writer, shared, uses }: OpenAccessLogParts): Promise<AccessLog> {
  const alone = shared && settings.ACCESS_LOG_URL === undefined;
  if (alone && settings.NODE_ENV === "production")
    throw new StartRefused([
      "ACCESS_LOG_URL is not set: who looks at whom is written to one PostgreSQL by all programs together; an embedded one is for development",
    ]);
  if (alone)
    log.warn(
      { writer },
      "ACCESS_LOG_URL is not set: this program keeps an access log of its own, which no other reads",
    );
  const database = await openLogDatabase(settings, { uses, folder: alone ? `access-log-${writer}` : "access-log" });
  return createAccessLog({ database, keys: logKeysOf(settings), log, writer });
}

export interface OpenLogDatabase {
  readonly uses: readonly LogUse[];
  /** For long reads by a command. */
  readonly patient?: boolean;
  /** Of the embedded one, under AMA_DATA_DIR. */
  readonly folder?: string;
}

/**
 * The database that the settings name, once it is known to have all tables and to let its login do what it is used for.
 * @throws StartRefused that says what is wrong, without the address, for that may hold a password
 */
export async function openLogDatabase(settings: Settings, opening: OpenLogDatabase): Promise<LogDatabase> {
  const { folder = "access-log", ...rest } = opening;
  return settings.ACCESS_LOG_URL === undefined
    ? openFolder(join(settings.AMA_DATA_DIR, folder))
    : openServer(settings.ACCESS_LOG_URL, rest);
}

async function openFolder(folder: string): Promise<LogDatabase> {
  try {
    return await openEmbedded(folder);
  } catch (error) {
    throw new StartRefused([
      error instanceof FolderTaken
        ? `the access log in ${folder} is open in process ${error.processId}: stop that one, choose another AMA_DATA_DIR, or have both use one PostgreSQL with ACCESS_LOG_URL`
        : `the access log in ${folder} cannot be opened: ${(error as Error).message}`,
    ]);
  }
}

async function openServer(url: string, { uses, patient = false }: OpenLogDatabase): Promise<LogDatabase> {
  const database = openPostgres(url, { patient });
  const faults = await findFaults(database, uses).catch((error: unknown) => [adviceOn(error)]);
  if (faults.length === 0) return database;
  await database.stop();
  throw new StartRefused(faults);
}

async function findFaults(database: LogDatabase, uses: readonly LogUse[]): Promise<string[]> {
  const missing = await findMissingMigrations(database);
  return missing.length > 0
    ? [`the access log of ACCESS_LOG_URL lacks its migrations ${missing.join(", ")}: ${MIGRATE}`]
    : checkLoginRights(database, uses);
}

const MIGRATE = "run `ama audit migrate` first, with ACCESS_LOG_OWNER_URL";

const ADVICE: Readonly<Record<string, string>> = {
  "3D000": `its database does not exist: ${MIGRATE}`,
  "42501": "its login may not use it: grant it the roles ama_access_writer and ama_access_reader",
  "28P01": "PostgreSQL refuses its login: check the user and password in ACCESS_LOG_URL",
  "28000": "PostgreSQL refuses its login: check the user and password in ACCESS_LOG_URL",
};

/** PostgreSQL and its client quote what they were given; a code says enough. */
function adviceOn(error: unknown): string {
  const { code, name } = error as { code?: string; name: string };
  return `the access log of ACCESS_LOG_URL cannot be opened (${code ?? name}): ${ADVICE[code ?? ""] ?? "look whether PostgreSQL runs there, and at ACCESS_LOG_URL"}`;
}
