import { beforeEach, describe, expect, test } from "@jest/globals";
import { createWaitingRoom, type Leave, type Priority, type WaitingRoom } from "../../../platform/load/waiting-room.js";

let nowMs: number;
let limit: number;
let room: WaitingRoom;
let shed: string[];
/** Who was let in or sent away, in this order. */
let seen: string[];
let leaves: Map<string, Leave>;

beforeEach(() => {
  nowMs = 0;
  limit = 1;
  shed = [];
  seen = [];
  leaves = new Map();
  room = createWaitingRoom({
    limit: () => limit,
    length: 3,
    patienceMs: 1_000,
    nowMs: () => nowMs,
    onShed: (priority, reason) => shed.push(`${priority} ${reason}`),
  });
});

function come(name: string, priority: Priority = "query", signal?: AbortSignal): void {
  void room.enter(priority, signal).then((leave) => {
    seen.push(leave ? name : `not ${name}`);
    if (leave) leaves.set(name, leave);
  });
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function leave(name: string): Promise<void> {
  await settled();
  leaves.get(name)!();
  await settled();
}

describe("a room for operations", () => {
  test("lets in as many as may run, and the next once one has left", async () => {
    come("first");
    come("second");
    await settled();
    expect(seen).toEqual(["first"]);
    await leave("first");
    expect(seen).toEqual(["first", "second"]);
    expect([room.running(), room.waiting("query")]).toEqual([1, 0]);
  });

  test("counts one that leaves twice once", async () => {
    come("first");
    await leave("first");
    leaves.get("first")!();
    expect(room.running()).toBe(0);
  });

  test("lets waiting ones in once more may run", async () => {
    come("first");
    come("second");
    limit = 2;
    room.tick();
    await settled();
    expect(seen).toEqual(["first", "second"]);
  });

  test("refuses at once what finds the queue full, and says so beforehand", async () => {
    for (const name of ["runs", "a", "b", "c"]) come(name);
    expect(room.refuses("query")).toBe(true);
    come("d");
    await settled();
    expect(seen).toEqual(["runs", "not d"]);
    expect(shed).toEqual(["query full", "query full"]);
    expect(room.refuses("live")).toBe(false);
  });

  test("refuses what has waited too long", async () => {
    come("runs");
    come("waits");
    nowMs = 1_000;
    room.tick();
    await settled();
    expect(seen).toEqual(["runs"]);
    nowMs = 1_001;
    room.tick();
    await settled();
    expect(seen).toEqual(["runs", "not waits"]);
    expect(shed).toEqual(["query late"]);
  });

  test("keeps the queue as short as what may run while more comes than can be done, the newest first", async () => {
    limit = 2;
    for (const name of ["runs", "too", "a", "b", "c", "d"]) come(name);
    await settled();
    expect(seen).toEqual(["runs", "too", "not d"]);
    expect(room.refuses("query")).toBe(true);
    await leave("runs");
    expect(seen.at(-1)).toBe("c");
    nowMs = 51;
    room.tick();
    await settled();
    expect(seen.slice(-2)).toEqual(["not a", "not b"]);
  });

  test("has its patience back a second after the last was refused", async () => {
    for (const name of ["runs", "a", "b", "c", "d"]) come(name);
    nowMs = 51;
    room.tick();
    nowMs = 1_200;
    come("e");
    come("f");
    nowMs = 2_000;
    room.tick();
    await leave("runs");
    expect(seen).toEqual(["runs", "not d", "not a", "not b", "not c", "e"]);
  });

  test("lets in what is more urgent first, and now and then what is less", async () => {
    come("runs");
    for (const name of ["q1", "q2"]) come(name, "query");
    for (const name of ["s1", "s2"]) come(name, "subscribe");
    for (const name of ["l1", "l2", "l3"]) come(name, "live");
    for (const name of ["runs", "l1", "l2", "l3", "q1"]) await leave(name);
    expect(seen).toEqual(["runs", "l1", "l2", "l3", "q1", "s1"]);
  });

  test("keeps what was let in before waiting as long as it takes", async () => {
    come("runs");
    for (let index = 0; index < 10; index++) come(`live ${index}`, "live");
    nowMs = 60_000;
    room.tick();
    await settled();
    expect([seen, room.waiting("live"), shed]).toEqual([["runs"], 10, []]);
  });

  test("no longer keeps a place for who has gone", async () => {
    const gone = new AbortController();
    come("runs");
    come("gone", "query", gone.signal);
    come("stays");
    gone.abort();
    await leave("runs");
    expect(seen).toEqual(["runs", "not gone", "stays"]);
    expect(shed).toEqual([]);
  });
});
