import { describe, expect, it, jest } from "@jest/globals";
import { Fault } from "../../../schema/faults.js";
import { createGuard, type Guard } from "../../../subgraphs/kernel/guards/guard.js";
import { asking } from "../../support/asking.js";

const OPTIONS = { agency: "VDAB", clock: () => new Date("2026-01-01T00:00:00Z"), timeoutMs: 50 } as const;
const guard = () => createGuard(OPTIONS);
const never = () => new Promise<never>(() => undefined);

describe("guard", () => {
  it("asks again when the agency could not be reached", async () => {
    let calls = 0;
    const answer = guard().read(asking(), () => {
      calls += 1;
      return calls < 3 ? Promise.reject(new Error("ECONNREFUSED")) : Promise.resolve("here");
    });
    await expect(answer).resolves.toBe("here");
    expect(calls).toBe(3);
  });

  it("does not ask again after a time-out", async () => {
    let calls = 0;
    const answer = guard().read(asking(), () => ((calls += 1), never()));
    await expect(answer).rejects.toMatchObject({ code: "AGENCY_TIMEOUT", agency: "VDAB" });
    expect(calls).toBe(1);
  });

  it("does not ask again what the agency refused", async () => {
    let calls = 0;
    const answer = guard().read(asking(), () => ((calls += 1), Promise.reject(new Fault("DOSSIER_CLOSED", "VDAB"))));
    await expect(answer).rejects.toMatchObject({ code: "DOSSIER_CLOSED" });
    expect(calls).toBe(1);
  });

  it("leaves an agency alone that failed five times in a row, and calls it down", async () => {
    const one = guard();
    let calls = 0;
    for (let i = 0; i < 5; i += 1) await one.read(asking(), () => ((calls += 1), never())).catch(() => undefined);
    await expect(one.read(asking(), () => Promise.resolve((calls += 1)))).rejects.toMatchObject({
      code: "AGENCY_UNAVAILABLE",
    });
    expect(calls).toBe(5);
    expect(one.health()).toMatchObject({ state: "DOWN", errorRate: 1 });
  });

  it("another way into the agency that fails is not asked any more; the first still is, and its health says so", async () => {
    const one = guard();
    const other = one.apart();
    for (let i = 0; i < 5; i += 1) await other.read(asking(), never).catch(() => undefined);
    await expect(other.read(asking(), () => Promise.resolve())).rejects.toMatchObject({ code: "AGENCY_UNAVAILABLE" });
    expect(one.health().state).toBe("DOWN");
    await expect(one.read(asking(), () => Promise.resolve("here"))).resolves.toBe("here");
    expect(one.health().state).toBe("DEGRADED");
  });

  it("stops waiting when the caller is gone", async () => {
    const gone = new AbortController();
    const answer = guard().read(asking(gone.signal), never);
    gone.abort();
    await expect(answer).rejects.toMatchObject({ code: "AGENCY_TIMEOUT" });
  });

  it("callers that stop waiting say nothing of the agency: it is not down, and still asked", async () => {
    const one = guard();
    for (let i = 0; i < 6; i += 1) {
      const gone = new AbortController();
      const answer = one.read(asking(gone.signal), never);
      gone.abort();
      await expect(answer).rejects.toMatchObject({ code: "AGENCY_TIMEOUT" });
    }
    expect(one.health()).toMatchObject({ state: "UNKNOWN", errorRate: null, asOf: null });
    await expect(one.read(asking(), () => Promise.resolve("here"))).resolves.toBe("here");
    expect(one.health()).toMatchObject({ state: "UP", errorRate: 0 });
  });

  it("after a pause one call finds out whether the agency is back; the others are answered at once", async () => {
    const one = guard();
    for (let i = 0; i < 5; i += 1) await one.read(asking(), never).catch(() => undefined);
    jest.useFakeTimers({ now: Date.now() + 6_000, doNotFake: ["performance"] });
    try {
      let open!: (value: string) => void;
      const probe = one.read(asking(), () => new Promise<string>((resolve) => (open = resolve)));
      let calls = 0;
      await expect(one.read(asking(), () => Promise.resolve((calls += 1)))).rejects.toMatchObject({
        code: "AGENCY_UNAVAILABLE",
      });
      expect(calls).toBe(0);
      open("back");
      await expect(probe).resolves.toBe("back");
      await expect(one.read(asking(), () => Promise.resolve("here"))).resolves.toBe("here");
    } finally {
      jest.useRealTimers();
    }
  });

  it("an agency that refuses is up", async () => {
    const one = guard();
    await one.read(asking(), () => Promise.reject(new Fault("DOSSIER_CLOSED", "VDAB"))).catch(() => undefined);
    expect(one.health().state).toBe("UP");
  });

  const failed = () => Promise.reject(new Fault("AGENCY_FAILED", "VDAB", "status 500"));
  const unreadable = () => Promise.reject(new Fault("AGENCY_UNREADABLE", "VDAB", "reply: HTML"));
  let questions = 0;
  /** Asks so many different questions, and counts those that the agency got. */
  async function askMany(one: Guard, count: number, answer: (at: number) => Promise<unknown>): Promise<number> {
    let asked = 0;
    for (let at = 0; at < count; at += 1)
      await one.read(asking(), () => ((asked += 1), answer(at)), `question ${questions++}`).catch(() => undefined);
    return asked;
  }

  it.each([
    ["fails", failed],
    ["answers nothing that can be read", unreadable],
  ])("leaves an agency alone that %s, once more than half of twenty calls did", async (_what, ill) => {
    const often = guard();
    // Every second call, then more.
    expect(await askMany(often, 40, (at) => (at % 2 === 0 ? ill() : Promise.resolve()))).toBe(40);
    expect(await askMany(often, 40, ill)).toBeLessThan(5);
    await expect(often.read(asking(), () => Promise.resolve())).rejects.toMatchObject({ code: "AGENCY_UNAVAILABLE" });
    expect(await askMany(guard(), 40, ill)).toBe(20);
    const strict = createGuard({ ...OPTIONS, failures: { calls: 4, share: 0.5 } });
    expect(await askMany(strict, 40, ill)).toBe(4);
  });

  it("still asks an agency that holds one bad record, however often that is asked for", async () => {
    const one = guard();
    for (let times = 0; times < 40; times += 1) {
      if (times % 10 === 0) await one.read(asking(), () => Promise.resolve(), "a good one");
      await expect(one.read(asking(), failed, "the bad one")).rejects.toMatchObject({ code: "AGENCY_FAILED" });
    }
    await expect(one.read(asking(), () => Promise.resolve("here"), "another")).resolves.toBe("here");
  });

  it("leaves an agency alone of which one question alone is asked, and fails", async () => {
    const one = guard();
    let asked = 0;
    for (let times = 0; times < 40; times += 1)
      await one.read(asking(), () => ((asked += 1), failed()), "the only one").catch(() => undefined);
    expect(asked).toBe(20);
  });

  it("an agency that was ill is well once it answers a probe, and not when it fails in another way", async () => {
    const one = guard();
    await askMany(one, 20, failed);
    const late = () => Promise.reject(new Fault("AGENCY_TIMEOUT", "VDAB"));
    const well = () => Promise.resolve();
    jest.useFakeTimers({ now: Date.now() + 6_000, doNotFake: ["performance"] });
    try {
      expect(await askMany(one, 5, late)).toBe(1);
      jest.setSystemTime(Date.now() + 6_000);
      expect(await askMany(one, 5, well)).toBe(5);
      // What was before counts no more.
      expect(await askMany(one, 5, failed)).toBe(5);
    } finally {
      jest.useRealTimers();
    }
  });
});
