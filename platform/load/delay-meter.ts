/** How often the event loop is looked at. */
export const TICK_MS = 20;
/** Over how long a delay is the average of. */
const WINDOW_MS = 100;
/** While the event loop is idle for longer than the rest, what is late is late for reasons of the machine. */
const BUSY = 0.9;

export interface DelayMeter {
  /** To be called each `TICK_MS`; gives the average delay once in about a tenth of a second, else undefined. */
  tick(): number | undefined;
  /** Begins afresh after a time without ticks. */
  restart(): void;
}

/**
 * Measures how late a busy event loop comes to what is ready: work waits so long at each step, whatever it waits for besides.
 * @param busyShare how much of the time since it was last asked the event loop was at work, 0–1
 */
export function createDelayMeter(nowMs: () => number, busyShare: () => number): DelayMeter {
  let windowAt: number;
  let dueAt: number;
  let sum: number;
  let count: number;

  function begin(): void {
    windowAt = nowMs();
    dueAt = windowAt + TICK_MS;
    sum = count = 0;
  }
  begin();

  return {
    restart() {
      busyShare();
      begin();
    },
    tick() {
      const now = nowMs();
      sum += Math.max(0, now - dueAt);
      count += 1;
      dueAt = now + TICK_MS;
      if (now - windowAt < WINDOW_MS) return undefined;
      const average = busyShare() < BUSY ? 0 : sum / count;
      begin();
      return average;
    },
  };
}
