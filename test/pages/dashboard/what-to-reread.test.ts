import { describe, expect, it } from "@jest/globals";
import { addChange, type Change } from "../../../gateway/pages/dashboard/data/change.js";
import { createRereadQueue } from "../../../gateway/pages/dashboard/data/reread-queue.js";
import { whatToReread } from "../../../gateway/pages/dashboard/data/what-to-reread.js";

const change = (changes: Partial<Change>): Change => ({
  cursor: "c1",
  kind: "DOSSIER_CHANGED",
  agency: "VDAB",
  occurredAt: "2026-11-21T09:00:00Z",
  ...changes,
});
const participant = { id: "amina" };

describe("what a change makes out of date", () => {
  it("an assessment touches its person and nobody else", () => {
    expect(whatToReread(change({ kind: "ASSESSMENT_CHANGED", participant }))).toEqual(["person:amina"]);
  });

  it("an agreement touches its person, its partnership, and who is guided there", () => {
    expect(whatToReread(change({ kind: "AGREEMENT_CHANGED", participant, partnership: "SV-0001" }))).toEqual([
      "person:amina",
      "partnership:SV-0001",
      "people:SV-0001",
    ]);
  });

  it.each(["CONTINGENT_CHANGED", "STATEMENT_CHANGED", "FUNDING_CHANGED"] as const)("%s touches a partnership", (kind) =>
    expect(whatToReread(change({ kind, partnership: "SV-0001" }))).toEqual(["partnership:SV-0001"]),
  );

  it("how things stand touches nothing", () => {
    expect(whatToReread(change({ kind: "SNAPSHOT", participant }))).toEqual([]);
  });
});

describe("the changes seen", () => {
  it("are newest first, and no more than one wants", () => {
    let seen: readonly Change[] = [];
    for (const cursor of ["a", "b", "c"]) seen = addChange(seen, change({ cursor }), 2);
    expect(seen.map(({ cursor }) => cursor)).toEqual(["c", "b"]);
  });

  it("one told by both subscriptions stands there once, with what each told of it", () => {
    const first = addChange([], change({ cursor: "a", participant }), 9);
    expect(addChange(first, change({ cursor: "a", partnership: "SV-0001" }), 9)).toEqual([
      change({ cursor: "a", participant, partnership: "SV-0001" }),
    ]);
  });
});

describe("reading again", () => {
  function queueOf(atOnce = 9) {
    const ran: string[] = [];
    const ends: (() => void)[] = [];
    const planned: (() => void)[] = [];
    const queue = createRereadQueue<string>({
      run: (key) => {
        ran.push(key);
        return new Promise((resolve) => ends.push(resolve));
      },
      later: (callback) => planned.push(callback),
      atOnce,
    });
    const settle = async () => {
      for (const end of ends.splice(0)) end();
      await new Promise(setImmediate);
    };
    return { queue, ran, gathered: () => planned.splice(0).forEach((callback) => callback()), settle };
  }

  it("many changes of one moment are one reading of each thing", () => {
    const { queue, ran, gathered } = queueOf();
    queue.add(["a", "b"]);
    queue.add(["a"]);
    expect(ran).toEqual([]);
    gathered();
    expect(ran).toEqual(["a", "b"]);
  });

  it("what changes while it is read is read once more, after that", async () => {
    const { queue, ran, gathered, settle } = queueOf();
    queue.add(["a"]);
    gathered();
    queue.add(["a"]);
    queue.add(["a"]);
    gathered();
    expect(ran).toEqual(["a"]);
    await settle();
    expect(ran).toEqual(["a", "a"]);
  });

  it("no more is read at once than is allowed, and nothing is forgotten", async () => {
    const { queue, ran, gathered, settle } = queueOf(2);
    queue.add(["a", "b", "c", "d", "e"]);
    gathered();
    expect(ran).toEqual(["a", "b"]);
    await settle();
    expect(ran).toEqual(["a", "b", "c", "d"]);
    await settle();
    expect(ran).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("a reading that fails does not hold up the others", async () => {
    const ran: string[] = [];
    let start = () => undefined as void;
    const queue = createRereadQueue<string>({
      run: (key) => {
        ran.push(key);
        return key === "a" ? Promise.reject(new Error("no")) : Promise.resolve();
      },
      later: (callback) => (start = callback),
      atOnce: 1,
    });
    queue.add(["a", "b"]);
    start();
    await new Promise(setImmediate);
    expect(ran).toEqual(["a", "b"]);
  });
});
