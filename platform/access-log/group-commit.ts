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

/**
 * One batch at a time, and none begins sooner than `everyMs` after the one before began: who comes alone is written at once,
 * who comes in a crowd shares.
 */
export function createGroupCommit<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  everyMs: number,
): GroupCommit<Item> {
  let waiting: Waiting<Item>[] = [];
  let running: Promise<void> | undefined;
  let nextAt = Number.NEGATIVE_INFINITY;
  let stopped = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const pauseMs = nextAt - performance.now();
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      else await new Promise((resolve) => setImmediate(resolve));
      const batch = waiting;
      waiting = [];
      nextAt = performance.now() + everyMs;
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
