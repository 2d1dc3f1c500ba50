/**
 * What an operation is, from the most urgent to the least: `live`, work that was let in before, as the completion of an event for
 * subscribers; `subscribe`, the beginning of a subscription; `query`, everything else.
 */
export const PRIORITIES = ["live", "subscribe", "query"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Why an operation was shed: refused at once, or after it had waited in vain. */
export type ShedReason = "full" | "late";

export interface WaitingRoomOptions {
  /** How many operations may run at once, at this moment. */
  readonly limit: () => number;
  /** How many operations of one priority may wait; what is `live` always may. */
  readonly length: number;
  /** How long each may wait; what is `live`, as long as it takes. */
  readonly patienceMs: number;
  readonly nowMs: () => number;
  readonly onShed: (priority: Priority, reason: ShedReason) => void;
}

/** Lets operations in while there is room, keeps some waiting, and refuses the others. */
export interface WaitingRoom {
  /**
   * Resolves once the operation may run, with what it calls when it has ended; undefined when it is shed.
   * One that is aborted no longer waits: it is shed too, and not counted.
   */
  enter(priority: Priority, signal?: AbortSignal): Promise<Leave | undefined>;
  /** Whether an operation would be refused at once; counts it as shed where it would. */
  refuses(priority: Priority): boolean;
  /** Refuses those that have waited too long. Has to be called every few milliseconds. */
  tick(): void;
  running(): number;
  waiting(priority: Priority): number;
  /** Whether as many ran as were allowed since this was last asked. */
  wasFull(): boolean;
}

/** May be called more than once. */
export type Leave = () => void;

interface Waiting {
  readonly sinceMs: number;
  settle(leave: Leave | undefined): void;
}

/** What is left of the patience while more comes than can be done. */
const SHORT_SHARE = 0.05;
/** More comes than can be done, it is taken, for so long after the last that was shed. */
const OVERLOAD_MS = 1_000;
/** So often the least urgent come first, lest they never come. */
const TURNS = 4;

/**
 * A burst may wait as long as `patienceMs`, the oldest first. Once one was shed, more comes than can be done, and a queue would
 * only make all of it late: for a while it is short, the newest comes first, and the rest are refused while their clients still wait.
 */
export function createWaitingRoom({ limit, length, patienceMs, nowMs, onShed }: WaitingRoomOptions): WaitingRoom {
  const queues: Record<Priority, Waiting[]> = { live: [], subscribe: [], query: [] };
  let running = 0;
  let turn = 0;
  let wasFull = false;
  let shedAtMs = -Infinity;

  function isOverloaded(): boolean {
    return nowMs() - shedAtMs < OVERLOAD_MS;
  }

  function isFull(priority: Priority): boolean {
    if (priority === "live" || running < limit()) return false;
    return queues[priority].length >= (isOverloaded() ? Math.min(length, limit()) : length);
  }

  function shed(priority: Priority, reason: ShedReason): void {
    shedAtMs = nowMs();
    onShed(priority, reason);
  }

  function start(): Leave {
    running += 1;
    if (running >= limit()) wasFull = true;
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      running -= 1;
      fill();
    };
  }

  function fill(): void {
    while (running < limit()) {
      const priority = nextPriority();
      if (!priority) return;
      const isNewestFirst = priority !== "live" && isOverloaded();
      (isNewestFirst ? queues[priority].pop() : queues[priority].shift())?.settle(start());
    }
  }

  function nextPriority(): Priority | undefined {
    const waiting = PRIORITIES.filter((priority) => queues[priority].length > 0);
    if (waiting.length > 1) turn = (turn + 1) % TURNS;
    return waiting.length > 1 && turn === 0 ? waiting.at(-1) : waiting[0];
  }

  function shedLate(priority: Priority): void {
    const queue = queues[priority];
    const since = nowMs() - (isOverloaded() ? patienceMs * SHORT_SHARE : patienceMs);
    while (queue[0] && queue[0].sinceMs < since) {
      shed(priority, "late");
      queue.shift()!.settle(undefined);
    }
  }

  return {
    enter(priority, signal) {
      if (signal?.aborted) return Promise.resolve(undefined);
      if (running < limit() && queues[priority].length === 0) return Promise.resolve(start());
      if (isFull(priority)) {
        shed(priority, "full");
        return Promise.resolve(undefined);
      }
      const queue = queues[priority];
      return new Promise((resolve) => {
        const onAbort = () => {
          queue.splice(queue.indexOf(waiting), 1);
          resolve(undefined);
        };
        const waiting: Waiting = {
          sinceMs: nowMs(),
          settle(leave) {
            signal?.removeEventListener("abort", onAbort);
            resolve(leave);
          },
        };
        queue.push(waiting);
        signal?.addEventListener("abort", onAbort, { once: true });
        fill();
      });
    },
    refuses(priority) {
      if (!isFull(priority)) return false;
      wasFull = true;
      shed(priority, "full");
      return true;
    },
    tick() {
      for (const priority of PRIORITIES) if (priority !== "live") shedLate(priority);
      fill();
    },
    running: () => running,
    waiting: (priority) => queues[priority].length,
    wasFull() {
      const was = wasFull;
      wasFull = running >= limit();
      return was || wasFull;
    },
  };
}
