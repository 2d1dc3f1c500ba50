import { randomBytes } from "node:crypto";
import { Refusal } from "../../schema/faults.js";
import type { AgencyEvent } from "../../schema/events.js";
import { createClock, type Clock } from "../clock.js";
import type { Log } from "../log.js";
import type { Bus, Cursor, Window } from "./bus.js";
import { readCursor, writeCursor } from "./cursor.js";
import { followStream } from "./follow-stream.js";

export interface MemoryBusOptions {
  readonly window: Window;
  readonly log: Log;
  /** The machine's own clock when left out. */
  readonly clock?: Clock;
}

interface Entry {
  readonly event: AgencyEvent;
  readonly at: number;
}

/** The stream of one process alone: it ends with the process, and the next one's is another stream. */
export function createMemoryBus({ window, log, clock = createClock() }: MemoryBusOptions): Bus {
  const epoch = randomBytes(9).toString("base64url");
  const positions = new Map<string, string>();
  const following = new Set<{ stop(): void }>();
  let entries: Entry[] = [];
  /** The number of the entry before the first that is kept. */
  let trimmed = 0;
  let waiting: (() => void)[] = [];

  const cursorOf = (number: number): Cursor => writeCursor({ epoch, entry: String(number) });

  function trim(): void {
    const oldest = clock().getTime() - window.ageMs;
    // The newest stays, so that whoever has everything keeps its place.
    let gone = Math.max(0, entries.length - window.events);
    while (gone < entries.length - 1 && entries[gone]!.at < oldest) gone += 1;
    if (gone === 0) return;
    trimmed += gone;
    entries = entries.slice(gone);
  }

  const stream: Pick<Bus, "read" | "end"> = {
    end: () => Promise.resolve(cursorOf(trimmed + entries.length)),
    // eslint-disable-next-line @typescript-eslint/require-await -- so that what it refuses is a rejection, as in Redis
    async read(after, count) {
      const place = readCursor(after);
      const from = Number(place.entry) - trimmed;
      if (place.epoch !== epoch || from < 0 || from > entries.length) throw new Refusal("CURSOR_EXPIRED");
      return entries.slice(from, from + count).map(({ event, at }, i) => ({
        cursor: cursorOf(trimmed + from + i + 1),
        event,
        streamedAt: at,
      }));
    },
  };

  return {
    ...stream,
    position: (source) => Promise.resolve(positions.get(source)),
    append({ source, from, to, events }) {
      if (positions.get(source) !== from) return Promise.resolve(false);
      positions.set(source, to);
      if (events.length > 0) {
        const at = clock().getTime();
        for (const event of events) entries.push({ event, at });
        trim();
        for (const wake of waiting.splice(0)) wake();
      }
      return Promise.resolve(true);
    },
    follow(after, listener, onLost) {
      readCursor(after);
      const one = followStream({ stream, untilMore, log, after, listener, onLost });
      following.add(one);
      return {
        ...one,
        stop() {
          one.stop();
          following.delete(one);
        },
      };
    },
    stop() {
      for (const one of following) one.stop();
      following.clear();
      waiting = [];
      return Promise.resolve();
    },
  };

  function untilMore(after: Cursor, signal: AbortSignal): Promise<void> {
    if (after !== cursorOf(trimmed + entries.length)) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener("abort", done);
        waiting = waiting.filter((one) => one !== done);
        resolve();
      };
      waiting.push(done);
      signal.addEventListener("abort", done, { once: true });
    });
  }
}
