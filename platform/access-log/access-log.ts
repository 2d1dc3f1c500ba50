import type { ParticipantId } from "../../schema/identifiers.js";
import { Fault } from "../../schema/faults.js";
import { createClock } from "../clock.js";
import type { Log } from "../log.js";
import { createChainWriter } from "./chain-writer.js";
import type { LogDatabase, Row } from "./database.js";
import { createGroupCommit } from "./group-commit.js";
import type { LogKeys } from "./log-keys.js";
import { LOOK_COLUMNS, readLook, type Look, type LoggedLook } from "./look.js";

/** Where looks at people are written before anybody is told, and read by whom they concern. */
export interface AccessLog {
  /** Resolves once the looks are kept. @throws Fault ACCESS_LOG_UNAVAILABLE: then nobody may be told */
  append(looks: readonly Look[]): Promise<void>;
  /** Looks at one participant, newest first. @throws Fault ACCESS_LOG_UNAVAILABLE */
  list(participant: ParticipantId, page: LookPage): Promise<LoggedLook[]>;
  /** @throws Fault ACCESS_LOG_UNAVAILABLE */
  count(participant: ParticipantId): Promise<number>;
  /** Finds out whether looks can be kept now, without keeping one. @throws Fault ACCESS_LOG_UNAVAILABLE */
  probe(): Promise<void>;
  stop(): Promise<void>;
}

/** Which looks of a participant: so many, after the one in this place. */
export interface LookPage {
  readonly first: number;
  readonly after?: Pick<LoggedLook, "at" | "chain" | "seq">;
}

export interface AccessLogParts {
  readonly database: LogDatabase;
  readonly keys: LogKeys;
  readonly log: Log;
  readonly writer: string;
}

/** How long a look waits for others at most, in a busy process. */
const GATHER_MS = 40;
/** For how long after a failure nothing is tried: who asks meanwhile hears so at once. */
const REST_MS = 500;

export function createAccessLog({ database, keys, log, writer }: AccessLogParts): AccessLog {
  const chain = createChainWriter({ database, keys, clock: createClock(), writer });
  const batches = createGroupCommit<Look>((looks) => chain.write(looks), GATHER_MS);
  let restUntil = Number.NEGATIVE_INFINITY;
  let away = false;

  async function write(looks: readonly Look[]): Promise<void> {
    if (performance.now() < restUntil) throw new Fault("ACCESS_LOG_UNAVAILABLE");
    try {
      await batches.add(looks);
      if (away) log.info("the access log can be written again");
      away = false;
    } catch (cause) {
      restUntil = performance.now() + REST_MS;
      if (!away) log.error({ code: codeOf(cause) }, "the access log fails: no personal field is given out");
      away = true;
      throw new Fault("ACCESS_LOG_UNAVAILABLE");
    }
  }

  async function read(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    try {
      return await database.query(sql, parameters);
    } catch (cause) {
      log.error({ code: codeOf(cause) }, "the access log cannot be read");
      throw new Fault("ACCESS_LOG_UNAVAILABLE");
    }
  }

  return {
    async append(looks) {
      if (looks.length > 0) await write(looks);
    },
    async list(participant, { first, after }) {
      const place = after ? "and (at, chain, seq) < ($3::timestamptz, $4::integer, $5::integer)" : "";
      const sql = `select ${LOOK_COLUMNS} from access_log.look where participants && $1::text[] ${place}
        order by look.at desc, chain desc, seq desc limit $2`;
      const parameters = [keys.subjectsOf(participant), first, ...(after ? [after.at, after.chain, after.seq] : [])];
      return (await read(sql, parameters)).map(readLook);
    },
    async count(participant) {
      const sql = "select count(*)::integer as looks from access_log.look where participants && $1::text[]";
      const [row] = await read(sql, [keys.subjectsOf(participant)]);
      return row!["looks"] as number;
    },
    probe: () => write([]),
    async stop() {
      await batches.stop();
      await database.stop();
    },
  };
}

/** PostgreSQL quotes rows in what it complains of; its code says enough. */
function codeOf(error: unknown): string | undefined {
  const { code, name } = error as { code?: string; name?: string };
  return code ?? name;
}
