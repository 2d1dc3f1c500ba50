import { randomBytes } from "node:crypto";
import type { AgencyEvent } from "../../schema/events.js";
import { Fault, Refusal } from "../../schema/faults.js";
import type { Log } from "../log.js";
import { connectRedis, type Redis } from "../redis.js";
import { createRefusalLog } from "../redis-refusals.js";
import type { Bus, Cursor, Following, Window } from "./bus.js";
import { readCursor, writeCursor } from "./cursor.js";
import { followStream } from "./follow-stream.js";
import { APPEND, END, READ } from "./redis-scripts.js";

export interface RedisBusOptions {
  readonly url: string;
  readonly window: Window;
  readonly log: Log;
  /** What its keys begin with; `ama:bus` when left out. */
  readonly prefix?: string;
}

/** As Redis gives an entry: its id, then names and values in turn. */
type RawEntry = readonly [id: string, fields: readonly string[]];

/** One that follows notices within this time that the stream is another one. */
const BLOCK_MS = 1_000;

/** The stream of all processes that share a Redis: what is on it stays while Redis keeps its data. */
export function createRedisBus({ url, window, log, prefix = "ama:bus" }: RedisBusOptions): Bus {
  const client = connectRedis(url, log);
  // In braces, so that a cluster keeps both in one place, as a script needs them.
  const keys = [`{${prefix}}:stream`, `{${prefix}}:state`];
  const following = new Map<Following, Redis>();
  const logRefusal = createRefusalLog(log);
  const newEpoch = () => randomBytes(9).toString("base64url");

  /** @throws Fault BUS_UNAVAILABLE */
  async function ask<Answer>(redis: Redis, command: () => Promise<Answer>): Promise<Answer> {
    try {
      await isConnected(redis);
      return await command();
    } catch (error) {
      logRefusal(error);
      throw new Fault("BUS_UNAVAILABLE", undefined, (error as Error).message, { cause: error });
    }
  }

  const run = (script: string, ...given: string[]): Promise<unknown> =>
    ask(client, () => client.eval(script, { keys, arguments: given }));

  const stream: Pick<Bus, "read" | "end"> = {
    async end() {
      const [epoch, entry] = (await run(END, newEpoch())) as [string, string];
      return writeCursor({ epoch, entry });
    },
    async read(after, count) {
      const { epoch, entry } = readCursor(after);
      const found = (await run(READ, epoch, entry, String(count))) as readonly RawEntry[] | null;
      if (!found) throw new Refusal("CURSOR_EXPIRED");
      return found.slice(1).map(([id, [, text = ""]]) => ({
        cursor: writeCursor({ epoch, entry: id }),
        event: JSON.parse(text) as AgencyEvent,
        streamedAt: Number.parseInt(id, 10),
      }));
    },
  };

  return {
    ...stream,
    async position(source) {
      return (await ask(client, () => client.hGet(keys[1]!, `position:${source}`))) ?? undefined;
    },
    async append({ source, from, to, events }) {
      const expected = from === undefined ? ["0", ""] : ["1", from];
      const kept = [String(window.ageMs), String(window.events)];
      const texts = events.map((event) => JSON.stringify(event));
      return (await run(APPEND, newEpoch(), source, ...expected, to, ...kept, ...texts)) === 1;
    },
    follow(after, listener, onLost) {
      readCursor(after);
      // Of its own: a connection that waits for what comes next can be asked nothing else.
      const waiter = connectRedis(url, log);
      const untilMore = async (place: Cursor) => {
        const { entry } = readCursor(place);
        await ask(waiter, () => waiter.xRead({ key: keys[0]!, id: entry }, { BLOCK: BLOCK_MS, COUNT: 1 }));
      };
      const one = followStream({ stream, untilMore, log, after, listener, onLost });
      following.set(one, waiter);
      return {
        ...one,
        stop() {
          one.stop();
          waiter.destroy();
          following.delete(one);
        },
      };
    },
    stop() {
      for (const [one, waiter] of following) {
        one.stop();
        waiter.destroy();
      }
      following.clear();
      client.destroy();
      return Promise.resolve();
    },
  };
}

const FIRST_CONNECTION_MS = 2_000;

/** Waits for a connection that is being made, though not long; one that is away is refused by the client itself. */
async function isConnected(client: Redis): Promise<void> {
  if (client.isReady || !client.isOpen) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      client.off("ready", done).off("error", done);
      resolve();
    };
    const timer = setTimeout(done, FIRST_CONNECTION_MS);
    client.on("ready", done).on("error", done);
  });
}
