import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../../schema/faults.js";
import type { Log } from "../log.js";
import type { Bus, Cursor, Following, StreamedEvent } from "./bus.js";

const MOST_AT_ONCE = 500;
const AWAY_MS = [50, 100, 250, 500, 1_000];

export interface FollowParts {
  readonly stream: Pick<Bus, "read" | "end">;
  /** Resolves when there may be more after the place, and at the latest after some seconds. May reject when it is away. */
  readonly untilMore: (after: Cursor, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
  readonly after: Cursor;
  readonly listener: (events: readonly StreamedEvent[]) => void;
  readonly onLost: (goesOnAfter: Cursor) => void;
}

/** Reads a stream on and on: each look starts from the last entry that was given, so that nothing is skipped or doubled. */
export function followStream({ stream, untilMore, log, after, listener, onLost }: FollowParts): Following {
  const stopping = new AbortController();
  const { signal } = stopping;
  let place = after;
  let hadAllAt = performance.now();
  let hasAll = true;
  let failures = 0;

  void (async () => {
    while (!signal.aborted) {
      try {
        const events = await stream.read(place, MOST_AT_ONCE);
        if (signal.aborted) return;
        failures = 0;
        if (events.length > 0) {
          hasAll = false;
          place = events.at(-1)!.cursor;
          tell(() => listener(events));
          continue;
        }
        [hasAll, hadAllAt] = [true, performance.now()];
        await untilMore(place, signal);
      } catch (error) {
        if (signal.aborted) return;
        hasAll = false;
        if (error instanceof Refusal) await goOnAtEnd();
        else await pause();
      }
    }
  })();

  return {
    stop: () => stopping.abort(),
    lagMs: () => (hasAll ? 0 : Math.round(performance.now() - hadAllAt)),
  };

  async function goOnAtEnd(): Promise<void> {
    try {
      const end = await stream.end();
      if (signal.aborted) return;
      place = end;
      log.warn("the stream of events cannot be followed from where it was: what happened since is not told one by one");
      tell(() => onLost(end));
    } catch {
      await pause();
    }
  }

  async function pause(): Promise<void> {
    const waitMs = AWAY_MS[Math.min(failures, AWAY_MS.length - 1)];
    failures += 1;
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }

  /** Whoever listens does not end the following by a mistake of its own. */
  function tell(what: () => void): void {
    try {
      what();
    } catch (error) {
      log.error({ err: error }, "a listener to the stream of events failed");
    }
  }
}
