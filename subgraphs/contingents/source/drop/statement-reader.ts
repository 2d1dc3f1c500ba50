import { LRUCache } from "lru-cache";
import { Fault } from "../../../../schema/faults.js";
import type { QuarterName } from "../../../../schema/scalars.js";
import type { Settings } from "../../../../platform/settings.js";
import { startThread } from "../../../../platform/threads/start-thread.js";
import { createThreadPool, ThreadFault } from "../../../../platform/threads/thread-pool.js";
import type { StatementContents } from "../../rules/statement-problems.js";
import { DEFAULT_LIMITS } from "../spreadsheet/spreadsheet-limits.js";
import type { StatementFile } from "./open-statement.js";
import { unpackContents } from "./pack-contents.js";
import type { StatementJob, StatementOutcome } from "./read-statement.js";
import { shareWork } from "./share-work.js";
import type { StatementThreadData } from "./statement-thread.js";
import { StatementUnreadable } from "./statement-unreadable.js";

/** Reads statements off the thread that answers everybody, each once until its file changes. */
export interface StatementReader {
  /**
   * Takes over the file, and closes it.
   * @param onRow is told now and then how many rows were read, where it is this call that reads them
   * @throws Fault STATEMENT_UNREADABLE for what is wrong with the file, STATEMENTS_BUSY
   */
  read(file: StatementFile, quarter: QuarterName, signal: AbortSignal, onRow?: OnRow): Promise<StatementContents>;
  stop(): Promise<void>;
}

type OnRow = (row: number) => void;

/** Statements that are kept, and the lines and days in all of them together. */
const MOST_KEPT = 2_000;
const MOST_PARTS_KEPT = 3_000_000;
const MOST_WAITING = 256;
/** A file that took too long may have done so because the machine was busy. */
const SLOW_KEPT_MS = 5 * 60_000;
/** Of an empty row and of one that holds something, in any program's way of writing. */
const ELEMENTS_A_ROW = 100;
/** More than the working days of a quarter. */
const DAYS_A_ROW = 70;

function sizeOf(known: StatementContents | Fault): number {
  return known instanceof Fault ? 1 : known.lines.reduce((sum, { days }) => sum + 10 + days.length, 1);
}

export function createStatementReader(settings: Settings): StatementReader {
  const { LOKET_STATEMENT_ROWS: rows } = settings;
  const limits = {
    ...DEFAULT_LIMITS,
    rows,
    elements: rows * ELEMENTS_A_ROW,
    unpackedBytes: settings.LOKET_STATEMENT_UNPACKED_BYTES,
  };
  const { LOKET_STATEMENT_MEMORY_MB: memoryMb, LOKET_STATEMENT_TIMEOUT_MS: timeoutMs } = settings;
  const data: StatementThreadData = {
    participantKey: settings.AMA_PARTICIPANT_KEY,
    limits,
    mostDays: rows * DAYS_A_ROW,
  };
  const entry = new URL("./statement-thread.js", import.meta.url);
  const threads = createThreadPool<StatementJob, StatementOutcome>({
    start: () => startThread(entry, { name: "statements", data, memoryMb }),
    threads: settings.LOKET_STATEMENT_THREADS,
    mostWaiting: MOST_WAITING,
    waitMs: timeoutMs,
    timeoutMs,
  });
  const kept = new LRUCache<string, StatementContents | Fault>({
    max: MOST_KEPT,
    maxSize: MOST_PARTS_KEPT,
    // One that is larger than all that is kept is kept all the same: it would be read again and again.
    sizeCalculation: (known) => Math.min(sizeOf(known), MOST_PARTS_KEPT),
  });
  const underWay = shareWork<StatementContents | Fault>();

  async function unpack(
    file: StatementFile,
    quarter: QuarterName,
    signal: AbortSignal,
    begin: () => void,
    onRow?: OnRow,
  ) {
    const prepare = async () => {
      const bytes = await file.read().catch((error: unknown) => {
        throw new StatementUnreadable(file.title, "cannot be read to its end", undefined, error);
      });
      begin();
      return { job: { bytes, extension: file.extension, quarter }, transfer: [bytes.buffer] };
    };
    try {
      const outcome = await threads.run(file.partnership, prepare, signal, onRow);
      return "fault" in outcome
        ? new StatementUnreadable(file.title, outcome.fault, outcome.remedy)
        : await unpackContents(outcome.packed);
    } catch (error) {
      if (!(error instanceof ThreadFault)) throw error;
      switch (error.reason) {
        case "TIMEOUT":
          return new StatementUnreadable(
            file.title,
            `takes more than ${timeoutMs / 1_000} seconds to read`,
            undefined,
            error,
          );
        case "MEMORY":
          return new StatementUnreadable(
            file.title,
            `takes more than ${memoryMb} MB of memory to read`,
            undefined,
            error,
          );
        case "FAILED":
          return new StatementUnreadable(file.title, "cannot be read", undefined, error);
        case "BUSY":
        case "ENDED":
          throw new Fault("STATEMENTS_BUSY", "LOKET", error.message, { cause: error });
      }
    }
  }

  async function readOnce(
    file: StatementFile,
    quarter: QuarterName,
    signal: AbortSignal,
    begin: () => void,
    onRow?: OnRow,
  ) {
    try {
      const known = await unpack(file, quarter, signal, begin, onRow);
      const isSlow = known instanceof Fault && known.cause instanceof ThreadFault && known.cause.reason === "TIMEOUT";
      kept.set(file.version, known, isSlow ? { ttl: SLOW_KEPT_MS } : {});
      return known;
    } finally {
      await file.close();
    }
  }

  return {
    async read(file, quarter, signal, onRow) {
      let isOurs = false;
      const known = kept.get(file.version);
      const reading = known
        ? Promise.resolve(known)
        : underWay.join(file.version, signal, (all, begin) => {
            isOurs = true;
            return readOnce(file, quarter, all, begin, onRow);
          });
      const [contents] = await Promise.all([
        reading.catch((error: unknown) => {
          if (error instanceof Fault) throw error;
          // Whoever asked has gone, or waited as long as it may.
          throw new Fault("STATEMENTS_BUSY", "LOKET", `${file.title} was not read in time`, { cause: error });
        }),
        isOurs || file.close(),
      ]);
      if (contents instanceof Fault) throw contents;
      return contents;
    },
    stop: () => threads.stop(),
  };
}
