import { Refusal } from "../../schema/faults.js";
import type { Log } from "../../platform/log.js";
import type { Bus, Cursor, Following, StreamedEvent } from "../../platform/bus/bus.js";

/** An event as this process heard of it. */
export interface HeardEvent extends StreamedEvent {
  /** `performance.now()` of that. */
  readonly heardAt: number;
}

/** The stream of events, followed once for all subscribers of this process. */
export interface Stream {
  /** Where the stream ends, as far as was heard; undefined before it was reached. */
  end(): Cursor | undefined;
  /** Reads from after a place on, or from now on. */
  read(after: Cursor | undefined): StreamReader;
  /** How long ago everything there was had been heard; 0 while it has been. */
  lagMs(): number;
  stop(): void;
}

/** One subscriber's place on the stream. It holds no events: whoever reads slowly finds them where they are. */
export interface StreamReader {
  /** The place of what was read last; undefined before anything is known. */
  place(): Cursor | undefined;
  /**
   * The next events, at most `count`; waits so long for the first one, and gives none where it or the signal is over.
   * @throws Refusal CURSOR_INVALID, CURSOR_EXPIRED; Fault BUS_UNAVAILABLE
   */
  next(count: number, waitMs: number, signal: AbortSignal): Promise<readonly HeardEvent[]>;
  /** Whether one can go on from here. @throws Refusal CURSOR_INVALID, CURSOR_EXPIRED; Fault BUS_UNAVAILABLE */
  check(): Promise<void>;
}

const REMEMBERED = 10_000;
const AGAIN_MS = 1_000;

/** Follows a bus from its present end. While it is away, those who wait go on waiting. */
export function createStream(bus: Bus, log: Log): Stream {
  /** The newest events, and the number of the first; numbers count what was heard since the start. */
  let heard: HeardEvent[] = [];
  let first = 0;
  /** The place before the first; undefined where it is not known. */
  let before: Cursor | undefined;
  const numbers = new Map<Cursor, number>();
  /** Counts how often the stream was lost: what was read of a former one says nothing of this one. */
  let life = 0;
  const waiting = new Set<() => void>();
  let stopped = false;
  let following: Following | undefined;
  let retry: NodeJS.Timeout | undefined;
  void begin();

  async function begin(): Promise<void> {
    try {
      before = await bus.end();
    } catch (error) {
      log.warn({ reason: (error as Error).message }, "the stream of events does not answer yet");
      if (!stopped) retry = setTimeout(() => void begin(), AGAIN_MS);
      return;
    }
    if (stopped) return;
    following = bus.follow(before, hear, lose);
    wake();
  }

  function hear(events: readonly StreamedEvent[]): void {
    const heardAt = performance.now();
    for (const streamed of events) {
      numbers.set(streamed.cursor, first + heard.length);
      heard.push({ ...streamed, heardAt });
    }
    // A slice now and then, not a shift each time.
    if (heard.length > 2 * REMEMBERED) forget(heard.length - REMEMBERED);
    wake();
  }

  function forget(count: number): void {
    for (const { cursor } of heard.slice(0, count)) numbers.delete(cursor);
    before = heard[count - 1]?.cursor ?? before;
    heard = heard.slice(count);
    first += count;
  }

  function lose(goesOnAfter: Cursor): void {
    life += 1;
    forget(heard.length);
    before = goesOnAfter;
    log.warn("the stream of events is a new one: subscribers are asked to read afresh");
    wake();
  }

  function wake(): void {
    for (const resolve of [...waiting]) resolve();
  }

  function sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done, { once: true });
      waiting.add(done);
    });
  }

  return {
    end: () => heard.at(-1)?.cursor ?? before,
    read(after) {
      const born = life;
      let place = after ?? heard.at(-1)?.cursor ?? before;
      /** The number of the next event; undefined as long as the place is not among those remembered. */
      let next = after === undefined ? first + heard.length : undefined;
      return {
        place: () => place ?? before,
        async check() {
          if (place !== undefined && numberAfter(place) === undefined) await bus.read(place, 1);
        },
        async next(count, waitMs, signal) {
          const until = performance.now() + waitMs;
          while (!signal.aborted) {
            if (life !== born) throw new Refusal("CURSOR_EXPIRED");
            // What it had to read next is not remembered any more: from its place on, on the bus.
            if (next !== undefined && next < first) next = undefined;
            if (next === undefined && place !== undefined) next = numberAfter(place);
            if (next === undefined && place === undefined) throw new Refusal("CURSOR_EXPIRED");
            const found =
              next === undefined ? await readBus(place!, count) : heard.slice(next - first, next - first + count);
            if (found.length > 0) {
              place = found.at(-1)!.cursor;
              if (next !== undefined) next += found.length;
              return found;
            }
            const leftMs = until - performance.now();
            if (leftMs <= 0) return [];
            await sleep(leftMs, signal);
          }
          return [];
        },
      };
    },
    lagMs: () => following?.lagMs() ?? 0,
    stop() {
      stopped = true;
      clearTimeout(retry);
      following?.stop();
    },
  };

  function numberAfter(place: Cursor): number | undefined {
    const number = numbers.get(place);
    return number === undefined ? (place === before ? first : undefined) : number + 1;
  }

  async function readBus(after: Cursor, count: number): Promise<HeardEvent[]> {
    const heardAt = performance.now();
    return (await bus.read(after, count)).map((event) => ({ ...event, heardAt }));
  }
}
