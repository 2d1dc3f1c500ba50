import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import type { Bus, Cursor } from "../../../platform/bus/bus.js";
import { createMemoryBus } from "../../../platform/bus/memory-bus.js";
import { createLog } from "../../../platform/log.js";
import { readSettings } from "../../../platform/settings.js";
import { Fault } from "../../../schema/faults.js";
import { createPublisher, type Publisher } from "../../../subgraphs/kernel/publish/publisher.js";
import type { NoticePage, Notices } from "../../../subgraphs/kernel/publish/notices.js";
import { NoticeDesk } from "../../support/notice-desk.js";
import { until } from "../../support/until.js";

const log = createLog("silent");
const window = { ageMs: 3_600_000, events: 100_000 };
const often = readSettings({ AMA_NOTICES_POLL_MS: "20" });
const seldom = readSettings({ AMA_NOTICES_POLL_MS: "600000" });

let bus: Bus;
let begin: Cursor;
let desk: NoticeDesk;
const running: Publisher[] = [];

beforeEach(async () => {
  bus = createMemoryBus({ window, log });
  begin = await bus.end();
  desk = new NoticeDesk();
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  await bus.stop();
});

function publish(settings = often, stream: Bus = bus, more: Partial<Parameters<typeof createPublisher>[0]> = {}) {
  const publisher = createPublisher<unknown>({
    name: "contingents",
    notices: desk.notices,
    source: desk,
    bus: stream,
    settings,
    log,
    ...more,
  });
  running.push(publisher);
  return publisher;
}
const told = async () => (await bus.read(begin, 100_000)).map(({ event }) => Number(event.id));
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
const isAt = (number: number) => until(async () => (await bus.position("contingents")) === String(number));

describe("the publisher of an agency's notices", () => {
  it("begins, the first time ever, where the agency is now; from then on it misses nothing", async () => {
    desk.happen(50);
    const first = publish();
    await isAt(50);
    desk.happen(3);
    await isAt(53);
    await first.stop();
    desk.happen(30);
    publish();
    await isAt(83);
    expect(await told()).toEqual(upTo(83, 51));
  });

  it("goes on when the agency is back, with all that happened meanwhile", async () => {
    const publisher = publish();
    await isAt(0);
    await until(() => publisher.behindMs() === 0);
    desk.isDown = true;
    desk.happen(9);
    await until(() => publisher.behindMs() > 0);
    desk.isDown = false;
    await isAt(9);
    expect(await told()).toEqual(upTo(9));
  });

  it("two of the same subgraph tell each change once, in order", async () => {
    publish();
    publish();
    publish();
    await isAt(0);
    for (let n = 0; n < 40; n += 1) {
      desk.happen(1 + (n % 4));
      await sleep(3);
    }
    await isAt(desk.newest);
    expect(await told()).toEqual(upTo(desk.newest));
  });

  it("a crash between reading and appending, or before the answer came, loses and doubles nothing", async () => {
    let n = 0;
    const broken: Bus = {
      ...bus,
      async append(step) {
        n += 1;
        // Never reached it; then reached it, but nobody hears so.
        if (n % 3 === 1) throw new Fault("BUS_UNAVAILABLE");
        const done = await bus.append(step);
        if (n % 3 === 2) throw new Fault("BUS_UNAVAILABLE");
        return done;
      },
    };
    publish(often, broken);
    await isAt(0);
    desk.happen(10);
    await isAt(10);
    expect(await told()).toEqual(upTo(10));
  });

  it("takes what is posted without asking the agency, as long as it follows", async () => {
    const publisher = publish(seldom);
    await isAt(0);
    await until(() => publisher.behindMs() === 0);
    const { reads } = desk;
    for (let n = 0; n < 5; n += 1) {
      publisher.push(desk.happen());
      await isAt(n + 1);
    }
    expect(desk.reads).toBe(reads);
    expect(await told()).toEqual(upTo(5));
  });

  it("posted out of order, twice, or with some missing: each is told once, in order", async () => {
    const publisher = publish(seldom);
    await isAt(0);
    const posts = Array.from({ length: 12 }, () => desk.happen());
    for (const n of [1, 0, 0, 4, 3, 11, 7, 1]) {
      publisher.push(posts[n]!);
      await sleep(5);
    }
    await isAt(12);
    publisher.push(posts[11]!);
    publisher.push(desk.happen(2));
    await isAt(14);
    expect(await told()).toEqual(upTo(14));
  });

  it("holds no more than some posts while the stream is away, and reads the rest from the agency", async () => {
    let isAway = false;
    const away: Bus = {
      ...bus,
      position: (source) => (isAway ? Promise.reject(new Fault("BUS_UNAVAILABLE")) : bus.position(source)),
    };
    const publisher = publish(seldom, away);
    await isAt(0);
    isAway = true;
    for (let n = 0; n < 5_000; n += 1) publisher.push(desk.happen());
    await sleep(100);
    isAway = false;
    await isAt(5_000);
    expect(await told()).toEqual(upTo(5_000));
  });

  it("where the stream lost everything it goes on from what it told last, not from where the agency is by then", async () => {
    let stream = bus;
    const lossy: Bus = {
      ...bus,
      position: (source) => stream.position(source),
      append: (step) => stream.append(step),
    };
    publish(often, lossy);
    await isAt(0);
    desk.happen(4);
    await isAt(4);
    const next = createMemoryBus({ window, log });
    const start = await next.end();
    desk.happen(6);
    stream = next;
    await until(async () => (await next.position("contingents")) === "10");
    const after = (await next.read(start, 100)).map(({ event }) => Number(event.id));
    expect(after).toEqual(upTo(10, 11 - after.length));
    expect((await told()).concat(after)).toEqual(upTo(10));
    await next.stop();
  });

  /** A log that answers each position as it likes, and what was logged of it. */
  function publishFrom(answer: (position: string) => NoticePage) {
    const lines: string[] = [];
    const positions: string[] = [];
    const notices: Notices<unknown> = {
      end: () => Promise.resolve("0"),
      async readAfter(position) {
        await new Promise(setImmediate);
        positions.push(position);
        return answer(position);
      },
    };
    const heard = createLog("warn", { write: (line: string) => void lines.push(line) });
    const publisher = publish(often, bus, { notices, log: heard });
    return { publisher, lines, positions };
  }

  it("a log whose pages go round in a circle is left alone after the first round", async () => {
    const { publisher, lines, positions } = publishFrom((position) => ({
      events: [],
      to: String((Number(position) + 1) % 3),
      hasMore: true,
    }));
    await until(() => lines.some((line) => line.includes("changes: its pages go round in a circle")));
    expect(await bus.position("contingents")).toBe("2");
    expect(positions.slice(0, 3)).toEqual(["0", "1", "2"]);
    expect(publisher.behindMs()).toBeGreaterThan(0);
  });

  it("a log that goes on without end and tells of nothing is read ever more seldom", async () => {
    const { lines, positions } = publishFrom((position) => ({
      events: [],
      to: String(Number(position) + 1),
      hasMore: true,
    }));
    await until(() => lines.some((line) => line.includes("changes: page after page without anything new")));
    await sleep(200);
    // Then one at a time, each after a longer wait: at most those of the first waits.
    expect(positions.length).toBeLessThan(110);
  });

  it("a change that the log tells again, at another place, makes no second event", async () => {
    const event = (id: number) => ({
      id: String(id),
      kind: "CONTINGENT_CHANGED" as const,
      partnership: "SV-0001",
      occurredAt: "2026-11-21T09:00:00Z",
    });
    publishFrom((position) => {
      const at = Number(position);
      return at < 5
        ? { events: [event(at), event(at + 1)], to: String(at + 1), hasMore: true }
        : { events: [], to: position, hasMore: false };
    });
    await isAt(5);
    expect(await told()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
