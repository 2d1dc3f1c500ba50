import { join } from "node:path";
import type { Log } from "../log.js";
import type { Settings } from "../settings.js";
import { StartRefused } from "../start-refused.js";
import { createAccessLog, type AccessLog } from "./access-log.js";
import type { LogDatabase } from "./database.js";
import { FolderTaken } from "./embedded/folder-lock.js";
import { openEmbedded } from "./embedded/open-embedded.js";
import { createLogKeys } from "./log-keys.js";
import { openPostgres } from "./postgres-database.js";

export interface OpenAccessLogParts {
  readonly settings: Settings;
  readonly log: Log;
  /** Which program writes: `start`, `referrals`, `gateway`. */
  readonly writer: string;
  /** Whether other processes write too: an embedded database is of one process alone, so each then has its own. */
  readonly shared: boolean;
}

/** @throws StartRefused when looks cannot be kept: nobody may be told anything then */
export async function openAccessLog({ settings, log, writer, shared }: OpenAccessLogParts): Promise<AccessLog> {
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
  const database = await openLogDatabase(settings, { folder: alone ? `access-log-${writer}` : "access-log" });
  return createAccessLog({ database, keys: createLogKeys(settings.AMA_PARTICIPANT_KEY), log, writer });
}

/**
 * The database that the settings name.
 * @throws StartRefused that says what is wrong, without the address, for that may hold a password
 */
export async function openLogDatabase(
  settings: Settings,
  { patient = false, folder: name = "access-log" } = {},
): Promise<LogDatabase> {
  const { ACCESS_LOG_URL: url, AMA_DATA_DIR } = settings;
  const folder = join(AMA_DATA_DIR, name);
  try {
    return await (url === undefined ? openEmbedded(folder) : openPostgres(url, { patient }));
  } catch (error) {
    if (error instanceof FolderTaken)
      throw new StartRefused([
        `the access log in ${folder} is open in process ${error.processId}: stop that one, choose another AMA_DATA_DIR, or have both use one PostgreSQL with ACCESS_LOG_URL`,
      ]);
    const { code, name, message } = error as { code?: string; name: string; message: string };
    throw new StartRefused([
      url === undefined
        ? `the access log in ${folder} cannot be opened: ${message}`
        : `the access log cannot be opened (${code ?? name}): look at ACCESS_LOG_URL, and whether its login may use it`,
    ]);
  }
}
