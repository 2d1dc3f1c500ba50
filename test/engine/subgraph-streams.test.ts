import { describe, expect, test } from "@jest/globals";
import { createEventReader } from "../../gateway/engine/subscription/read-events.js";
import { reconnecting } from "../../gateway/engine/subscription/reconnecting-streams.js";
import { createReplyQueue } from "../../gateway/engine/subscription/reply-queue.js";
import {
  StreamBroken,
  StreamOverrun,
  type StreamedReply,
  type SubgraphStreams,
} from "../../gateway/engine/subscription/subgraph-stream.js";

const QUESTION = { body: "{}", headers: () => ({}) };
const here = () => new AbortController().signal;

async function all<T>(items: AsyncIterable<T>): Promise<(T | string)[]> {
  const read: (T | string)[] = [];
  try {
    for await (const item of items) read.push(item);
  } catch (error) {
    read.push((error as Error).name);
  }
  return read;
}

describe("a stream that breaks", () => {
  /** Each attempt: what it answers, and how it breaks; without a break it completes. */
  type Attempt = { replies: number[]; breaks?: ConstructorParameters<typeof StreamBroken>[1] };

  async function follow(attempts: number, ...plan: Attempt[]) {
    const breaks: boolean[] = [];
    let opened = 0;
    const streams: SubgraphStreams = {
      async *open(): AsyncGenerator<StreamedReply, void> {
        const attempt = plan[opened++]!;
        for (const number of attempt.replies) yield { reply: String(number) };
        if (attempt.breaks) throw new StreamBroken("It broke", attempt.breaks);
        await Promise.resolve();
      },
      stop: () => Promise.resolve(),
    };
    const options = { attempts, onBreak: (_: unknown, goesOn: boolean) => void breaks.push(goesOn), waitMs: () => 0 };
    const told = await all(reconnecting(streams, options).open(QUESTION, here()));
    const words = told.map((one) =>
      typeof one === "string" ? one : `${one.reply as string}${one.interrupted ? "!" : ""}`,
    );
    return { told: words.join(" "), opened, breaks };
  }
  const breaks = { wasOpen: true };

  test("is opened again, and its first answer after that says so", async () => {
    const { told, opened } = await follow(2, { replies: [1, 2], breaks }, { replies: [3, 4] });
    expect([told, opened]).toEqual(["1 2 3! 4", 2]);
  });

  test("is given up after so many attempts without an answer between", async () => {
    const followed = await follow(2, { replies: [1], breaks }, { replies: [], breaks }, { replies: [], breaks });
    expect(followed).toEqual({ told: "1 StreamBroken", opened: 3, breaks: [true, true, false] });
  });

  test("is told of once where several shared it", async () => {
    const broken = new StreamBroken("It broke", { wasOpen: true, isFinal: true });
    const told: unknown[] = [];
    const streams: SubgraphStreams = {
      async *open(): AsyncGenerator<StreamedReply, void> {
        await Promise.resolve();
        throw broken;
      },
      stop: () => Promise.resolve(),
    };
    const shared = reconnecting(streams, { attempts: 1, onBreak: (reason) => void told.push(reason) });
    await Promise.all([1, 2, 3].map(() => all(shared.open(QUESTION, here()))));
    expect(told).toEqual([broken]);
  });

  test("has all its attempts again once it answered", async () => {
    const one = { replies: [1], breaks };
    expect(await follow(1, one, one, one, { replies: [] })).toMatchObject({ told: "1 1! 1!", opened: 4 });
  });

  test("is not tried again where it never was open, or where the subgraph lets nobody in", async () => {
    expect(await follow(5, { replies: [], breaks: {} })).toMatchObject({ told: "StreamBroken", opened: 1 });
    const final = { wasOpen: true, isFinal: true };
    expect(await follow(5, { replies: [1], breaks: final })).toMatchObject({ told: "1 StreamBroken", opened: 1 });
  });
});

describe("answers that wait", () => {
  test("come in order, and after them the end", async () => {
    const queue = createReplyQueue<number>(3);
    for (const number of [1, 2, 3]) queue.push(number, 10);
    queue.end(new StreamBroken("It broke"));
    expect(await all(queue.read(here()))).toEqual([1, 2, 3, "StreamBroken"]);
  });

  test("are no more than so many, and no more than so many bytes", async () => {
    const many = createReplyQueue<number>(2);
    for (const number of [1, 2, 3]) many.push(number, 1);
    expect(await all(many.read(here()))).toEqual([new StreamOverrun().name]);
    const large = createReplyQueue<number>(1_000);
    large.push(1, 20_000_000);
    large.push(2, 1);
    expect(await all(large.read(here()))).toEqual([new StreamOverrun().name]);
  });

  test("are not waited for once nobody listens", async () => {
    const queue = createReplyQueue<number>(1);
    const gone = new AbortController();
    const reading = all(queue.read(gone.signal));
    gone.abort();
    expect(await reading).toEqual([]);
  });
});

describe("server-sent events", () => {
  const next = { event: "next", data: '{"data":\n{}}' };

  test.each(["\n", "\r\n", "\r"])("are read wherever the text is cut, with lines that end in %j", (end) => {
    const lines = [":\n", "event: next", "id: 7", 'data: {"data":', "data:{}}", "", "event: complete", "", ""];
    const text = lines.join(end);
    for (let at = 0; at <= text.length; at += 1) {
      const read = createEventReader();
      const events = [...read(text.slice(0, at)).events, ...read(text.slice(at)).events, ...read("\n").events];
      expect(events.slice(0, 2)).toEqual([next, { event: "complete", data: "" }]);
    }
  });

  test("of one long line are read once, in however many chunks they come", () => {
    const read = createEventReader();
    // Searched from its beginning with each chunk, it would take minutes.
    for (let count = 0; count < 200_000; count += 1) read("data".padEnd(80, count === 0 ? ":" : "x"));
    expect(read("\n\n").events[0]?.data).toHaveLength(200_000 * 80 - 5);
  });

  test("tell how much waits for the end of an event", () => {
    const read = createEventReader();
    expect(read(`data: ${"a".repeat(100)}\ndata: ${"b".repeat(50)}`).pending).toBeGreaterThanOrEqual(150);
    expect(read("\n\n").pending).toBe(0);
  });
});
