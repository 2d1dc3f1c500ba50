import { setTimeout as sleep } from "node:timers/promises";

/** Waits, or until the signal comes. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal }).catch(() => undefined);
}
