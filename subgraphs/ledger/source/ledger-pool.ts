import pg from "pg";
import type { Log } from "../../../platform/log.js";
import { openPool } from "../../../platform/postgres/connect.js";
import { askInTime, ASKS_IN_TIME, type Row as AnyRow } from "../../../platform/postgres/ask-in-time.js";
import { Fault } from "../../../schema/faults.js";
import type { Asking } from "../../kernel/asking.js";
import type { Guard } from "../../kernel/guards/guard.js";
import { faultOfSql } from "./fault-of-sql.js";

export type Row = Readonly<AnyRow>;

export interface LedgerPoolOptions {
  url: string;
  guard: Guard;
  log: Log;
  /** How long the database may work on one statement. */
  timeoutMs: number;
}

/** Reads from the department's PostgreSQL, through the guard. */
export interface LedgerPool {
  /**
   * One statement. Its label and the request's id open the text, so that the department's administrators see what the
   * gateway asks, and for which request.
   * @throws Fault AGENCY_UNAVAILABLE, AGENCY_TIMEOUT, AGENCY_BUSY, AGENCY_REFUSED_US, AGENCY_UNREADABLE, AGENCY_FAILED
   */
  ask(asking: Asking, label: string, sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/** Days stay days: the driver would make local midnights of them. Counts come as bigint and are small enough. */
const PARSERS: Record<number, (text: string) => unknown> = {
  [INT8]: Number,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: (text) => text,
};

export function createLedgerPool({ url, guard, log, timeoutMs }: LedgerPoolOptions): LedgerPool {
  const pool = openPool(url, {
    application_name: "ama-ledger",
    max: 10,
    // Only sweeps up: by then the guard has long told who waited that time is over, which is not tried again.
    connectionTimeoutMillis: 2 * timeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    ...ASKS_IN_TIME,
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        PARSERS[oid] ?? (pg.types.getTypeParser as (oid: number, format?: string) => unknown)(oid, format),
    },
  });
  const noted = (error: Error) => log.debug({ code: (error as { code?: string }).code }, "a ledger connection broke");
  // A connection that breaks tells it on itself as well as to who waits for it; unheard, that would end the process.
  pool.on("error", noted).on("connect", (client) => client.on("error", noted));

  async function once(sql: string, parameters: readonly unknown[], signal: AbortSignal): Promise<Row[]> {
    const connecting = pool.connect();
    const client = await orAborted(connecting, signal).catch((error: unknown) => {
      connecting.then((late) => late.release(true), noted);
      throw error;
    });
    try {
      const rows = await orAborted(askInTime(client, timeoutMs, sql, parameters), signal);
      client.release();
      return rows;
    } catch (error) {
      // After an abort the statement may still be at work on this connection: nobody else may get it.
      client.release(signal.aborted || !(error instanceof pg.DatabaseError));
      throw error;
    }
  }

  return {
    ask: (asking, label, sql, parameters = []) =>
      guard.read(
        asking,
        (signal, { "x-request-id": requestId }) =>
          once(
            `/* ama:${label} */ ${requestId === undefined ? "" : `/* ${requestId} */ `}${sql}`,
            parameters,
            signal,
          ).catch((error: unknown) => {
            throw signal.aborted ? new Fault("AGENCY_TIMEOUT", "DWSE") : faultOfSql(error);
          }),
        label,
      ),
    stop: () => pool.end(),
  };
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(new Error("aborted"));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
