/** How often the event loop is looked at. */
export const TICK_MS = 20;
/** Over how long a delay is the average of. */
const WINDOW_MS = 100;
/** While the event loop is idle for longer than the rest, what is late is late for reasons of the machine. */
const BUSY = 0.9;

/**
 * Measures how late a busy event loop comes to what is ready: work waits so long at each step, whatever it waits for besides.
 * To be called by a timer each `TICK_MS`; gives the average delay once in about a tenth of a second, else undefined.
 * @param busyShare how much of the time since it was last asked the event loop was at work, 0–1
 */
export function createDelayMeter(nowMs: () => number, busyShare: () => number): () => number | undefined {
  let windowAt = nowMs();
  let dueAt = windowAt + TICK_MS;
  let sum = 0;
  let count = 0;
  return () => {
    const now = nowMs();
    sum += Math.max(0, now - dueAt);
    count += 1;
    dueAt = now + TICK_MS;
    if (now - windowAt < WINDOW_MS) return undefined;
    const average = busyShare() < BUSY ? 0 : sum / count;
    windowAt = now;
    sum = count = 0;
    return average;
  };
}
