import { performance } from "node:perf_hooks";
/** Writes what many wait for together: everybody waits for the batch that holds theirs. */
export interface GroupCommit<Item> {
  /** Resolves when the items are written. @throws what writing their batch threw */
  add(items: readonly Item[]): Promise<void>;
  /** Writes what still waits; nothing may be added afterwards. */
  stop(): Promise<void>;
}

interface Waiting<Item> {
  readonly items: readonly Item[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** How long a look at whether the process has anything else to do takes. */
const TICK_MS = 1;

/**
 * One batch at a time. It is written as soon as the process has nothing else to do, and after `mostMs` at the latest: who comes
 * alone is written at once; in a crowd, where each would wait for the processor anyway, many share.
 */
export function createGroupCommit<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  mostMs: number,
): GroupCommit<Item> {
  let waiting: Waiting<Item>[] = [];
  let running: Promise<void> | undefined;
  let stopped = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await untilIdle(mostMs);
      const batch = waiting;
      waiting = [];
      try {
        await write(batch.flatMap(({ items }) => items));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = undefined;
  }

  return {
    add(items) {
      if (stopped) return Promise.reject(new Error("no more is written: this is being stopped"));
      return new Promise((resolve, reject) => {
        waiting.push({ items, resolve, reject });
        running ??= run();
      });
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}

async function untilIdle(mostMs: number): Promise<void> {
  const end = performance.now() + mostMs;
  let before = performance.eventLoopUtilization();
  while (performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    const since = performance.eventLoopUtilization(before);
    if (since.utilization < 0.5) return;
    before = performance.eventLoopUtilization();
  }
}
