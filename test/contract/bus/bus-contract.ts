import { afterEach, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import type { Bus, Cursor, Window } from "../../../platform/bus/bus.js";
import type { AgencyEvent } from "../../../schema/events.js";
import { until } from "../../support/until.js";

/** The numbers of the events, in the order in which they came. */
export const idsOf = (events: readonly { event: AgencyEvent }[]) => events.map(({ event }) => event.id);
export const event = (number: number): AgencyEvent => ({
  id: String(number),
  kind: "CONTINGENT_CHANGED",
  partnership: "SV-0001",
  occurredAt: "2026-11-21T09:00:00Z",
});
export const wide: Window = { ageMs: 3_600_000, events: 1_000 };

/** Appends one event a step, from one number up to and with another. */
export async function appendEach(bus: Bus, first: number, last: number, source = "referrals"): Promise<void> {
  for (let number = first; number <= last; number += 1) {
    const from = number === 1 ? undefined : String(number - 1);
    expect(await bus.append({ source, from, to: String(number), events: [event(number)] })).toBe(true);
  }
}

/** What everybody who appends to the stream or reads from it can count on, whatever carries it. */
export function busContract(name: string, open: (window: Window) => Promise<Bus>): void {
  describe(name, () => {
    let bus: Bus;
    afterEach(() => bus.stop());

    it("gives what was appended in one order, and after each cursor just what follows", async () => {
      bus = await open(wide);
      const begin = await bus.end();
      await appendEach(bus, 1, 5);
      const all = await bus.read(begin, 100);
      expect(idsOf(all)).toEqual(["1", "2", "3", "4", "5"]);
      expect(all[0]!.event).toEqual(event(1));
      expect(idsOf(await bus.read(begin, 2))).toEqual(["1", "2"]);
      expect(idsOf(await bus.read(all[1]!.cursor, 100))).toEqual(["3", "4", "5"]);
      expect(await bus.read(all[4]!.cursor, 100)).toEqual([]);
      expect(await bus.end()).toBe(all[4]!.cursor);
    });

    it("a source's position moves with its events, and only from where it is", async () => {
      bus = await open(wide);
      const begin = await bus.end();
      expect(await bus.position("referrals")).toBeUndefined();
      const step = { source: "referrals", from: undefined, to: "7", events: [event(1), event(2)] };
      expect(await bus.append(step)).toBe(true);
      expect(await bus.append(step)).toBe(false);
      expect(await bus.append({ ...step, from: "6", to: "8" })).toBe(false);
      expect(await bus.append({ ...step, from: "7", to: "9", events: [] })).toBe(true);
      expect([await bus.position("referrals"), await bus.position("ledger")]).toEqual(["9", undefined]);
      expect(idsOf(await bus.read(begin, 100))).toEqual(["1", "2"]);
    });

    it("of several who append the same step, one does", async () => {
      bus = await open(wide);
      const begin = await bus.end();
      const step = { source: "ledger", from: undefined, to: "1", events: [event(1)] };
      const done = await Promise.all(Array.from({ length: 20 }, () => bus.append(step)));
      expect(done.filter(Boolean)).toHaveLength(1);
      expect(idsOf(await bus.read(begin, 100))).toEqual(["1"]);
    });

    it("gives a follower each event once, in order, those before it came and those after", async () => {
      bus = await open(wide);
      const begin = await bus.end();
      await appendEach(bus, 1, 700);
      const seen: string[] = [];
      const following = bus.follow(begin, (events) => seen.push(...idsOf(events)), fail);
      await appendEach(bus, 701, 710);
      await until(() => seen.length >= 710);
      expect(seen).toEqual(Array.from({ length: 710 }, (_, i) => String(i + 1)));
      await until(() => following.lagMs() === 0);
      following.stop();
      await appendEach(bus, 711, 711);
      await sleep(100);
      expect(seen).toHaveLength(710);
    });

    it("a listener that fails ends nothing", async () => {
      bus = await open(wide);
      const seen: string[] = [];
      const listener = (events: readonly { event: AgencyEvent }[]) => {
        seen.push(...idsOf(events));
        throw new Error("a mistake of the listener");
      };
      bus.follow(await bus.end(), listener, fail);
      await appendEach(bus, 1, 1);
      await until(() => seen.length === 1);
      await appendEach(bus, 2, 2);
      await until(() => seen.length === 2);
    });

    it("what never was a cursor is refused", async () => {
      bus = await open(wide);
      for (const cursor of ["", "nonsense", "'; flushall", "x".repeat(10_000)]) {
        await expect(bus.read(cursor, 10)).rejects.toMatchObject({ code: "CURSOR_INVALID" });
        expect(() => bus.follow(cursor, fail, fail)).toThrow(expect.objectContaining({ code: "CURSOR_INVALID" }));
      }
    });

    it("a cursor of another stream has expired, and its follower is told where it goes on", async () => {
      const before = await open(wide);
      await appendEach(before, 1, 3);
      const old = await before.end();
      await before.stop();
      bus = await open(wide);
      await expect(bus.read(old, 10)).rejects.toMatchObject({ code: "CURSOR_EXPIRED" });
      await tellsTheLost(bus, old, 1);
    });

    it("keeps no more events than the window holds; a cursor before them has expired", async () => {
      bus = await open({ ...wide, events: 10 });
      const begin = await bus.end();
      await appendEach(bus, 1, 50);
      await expect(bus.read(begin, 100)).rejects.toMatchObject({ code: "CURSOR_EXPIRED" });
      const end = await bus.end();
      await appendEach(bus, 51, 55);
      expect(idsOf(await bus.read(end, 100))).toEqual(["51", "52", "53", "54", "55"]);
      await tellsTheLost(bus, begin, 56);
    });

    it("keeps no event longer than the window, and whoever has the newest keeps its place", async () => {
      bus = await open({ ...wide, ageMs: 1_000 });
      const begin = await bus.end();
      await appendEach(bus, 1, 2);
      const end = await bus.end();
      await sleep(1_100);
      expect(await bus.read(end, 10)).toEqual([]);
      await appendEach(bus, 3, 3);
      await expect(bus.read(begin, 10)).rejects.toMatchObject({ code: "CURSOR_EXPIRED" });
    });
  });
}

/** Follows from a place that is gone: told so once, and given what comes next. */
async function tellsTheLost(bus: Bus, gone: Cursor, next: number): Promise<void> {
  const seen: string[] = [];
  const lost: Cursor[] = [];
  bus.follow(
    gone,
    (events) => seen.push(...idsOf(events)),
    (goesOnAfter) => lost.push(goesOnAfter),
  );
  await until(() => lost.length > 0);
  await appendEach(bus, next, next + 1);
  await until(() => seen.length === 2);
  expect(seen).toEqual([String(next), String(next + 1)]);
  expect(lost).toHaveLength(1);
  expect(idsOf(await bus.read(lost[0]!, 10))).toEqual(seen);
}

function fail(): never {
  throw new Error("not expected here");
}
