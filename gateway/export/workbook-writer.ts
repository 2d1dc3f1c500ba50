import { ThreadFault, createThreadPool } from "../../platform/threads/thread-pool.js";
import { startThread } from "../../platform/threads/start-thread.js";
import { Refusal } from "../../schema/faults.js";
import type { Cell } from "./read-rows.js";

const MEMORY_MB = 512;
const MOST_WAITING = 4;
const WAIT_MS = 30_000;
const TIMEOUT_MS = 60_000;

/** Makes workbooks in a thread of its own: zipping one takes seconds in which no other request would be answered. */
export function createWorkbookWriter() {
  const pool = createThreadPool<readonly (readonly Cell[])[], Uint8Array>({
    start: () =>
      startThread(new URL("./workbook-thread.js", import.meta.url), {
        name: "workbooks",
        data: {},
        memoryMb: MEMORY_MB,
      }),
    threads: 1,
    mostWaiting: MOST_WAITING,
    waitMs: WAIT_MS,
    timeoutMs: TIMEOUT_MS,
  });
  return {
    /** @throws Refusal where it would take too long or too much memory */
    async write(rows: readonly (readonly Cell[])[], signal: AbortSignal): Promise<Buffer> {
      try {
        return Buffer.from(await pool.run("exports", () => Promise.resolve({ job: rows, transfer: [] }), signal));
      } catch (error) {
        if (!(error instanceof ThreadFault)) throw error;
        if (error.reason === "BUSY")
          throw new Refusal("EXPORT_REFUSED", "Too many workbooks are being made: ask again, or for text/csv.");
        throw new Refusal("EXPORT_REFUSED", "The workbook is too large to make: ask for text/csv, or for less.");
      }
    },
    stop: () => pool.stop(),
  };
}

export type WorkbookWriter = ReturnType<typeof createWorkbookWriter>;
