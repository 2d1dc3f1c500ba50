import { describe, expect, test } from "@jest/globals";
import { readSettings } from "../../../platform/settings.js";
import type { Priority } from "../../../platform/load/waiting-room.js";
import { createSimulatedProgram, type Told, type Work } from "../../support/simulated-program.js";

const settings = readSettings({});

/** Six turns of two milliseconds, with an agency of ten between them: at its best 83 a second. */
const ASK = { steps: 6, stepMs: 2, waitMs: 10 };
const CAPACITY = 1_000 / (ASK.steps * ASK.stepMs);

type Program = ReturnType<typeof createSimulatedProgram>;

/** So many a second, each at a moment of its own. */
function flood(
  program: Program,
  perSecond: number,
  until: number,
  of: Partial<typeof ASK> = {},
  priority: Priority = "query",
) {
  const { waitMs, ...rest } = { ...ASK, ...of };
  const work: Work = { ...rest, waitMs: () => waitMs * (0.5 + program.random()) };
  const next = () => {
    if (program.nowMs() >= until) return;
    program.ask(priority, work);
    program.at(program.nowMs() - (Math.log(1 - program.random()) * 1_000) / perSecond, next);
  };
  program.at(program.nowMs(), next);
}

const answered = (told: readonly Told[], from: number, to: number) =>
  told.filter(({ isShed, askedAtMs }) => !isShed && askedAtMs >= from && askedAtMs < to).map(({ tookMs }) => tookMs);
const p99 = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)]!;

describe("a program that is asked more than it can do", () => {
  test("answers nearly as many as at its best, hardly later, and as before within a second", async () => {
    const program = createSimulatedProgram(settings);
    flood(program, CAPACITY / 20, 10_000);
    await program.run(10_000);
    const idle = p99(answered(program.told, 0, 10_000));

    flood(program, 10 * CAPACITY, 15_000);
    await program.run(16_000);
    // The first second finds out.
    const overloaded = answered(program.told, 11_000, 15_000);
    expect(overloaded.length / 4).toBeGreaterThan(0.8 * CAPACITY);
    expect(p99(overloaded)).toBeLessThan(4 * idle);
    const shed = program.told.filter(({ isShed, askedAtMs }) => isShed && askedAtMs >= 11_000);
    // Those who are refused hear of it while they still wait.
    expect(Math.max(...shed.map(({ tookMs }) => tookMs))).toBeLessThan(1_000);

    flood(program, CAPACITY / 20, 20_000);
    await program.run(21_000);
    expect(p99(answered(program.told, 16_000, 20_000))).toBeLessThan(2 * idle);
    expect(program.told.filter(({ isShed, askedAtMs }) => isShed && askedAtMs >= 16_000)).toEqual([]);
  });

  test("keeps live work going beside ten times as many queries", async () => {
    const program = createSimulatedProgram(settings);
    flood(program, 10 * CAPACITY, 4_000);
    flood(program, CAPACITY / 5, 4_000, {}, "live");
    await program.run(5_000);
    const live = program.told.filter(({ priority }) => priority === "live");
    expect(live.every(({ isShed }) => !isShed)).toBe(true);
    expect(p99(live.map(({ tookMs }) => tookMs))).toBeLessThan(300);
    expect(answered(program.told, 1_000, 4_000).length / 3).toBeGreaterThan(0.7 * CAPACITY);
  });

  test("says to come back later, the more is refused", async () => {
    const program = createSimulatedProgram(settings);
    expect(program.control.retryAfterSeconds()).toBe(1);
    flood(program, 10 * CAPACITY, 3_000);
    await program.run(3_000);
    const said = Array.from({ length: 100 }, () => program.control.retryAfterSeconds());
    expect(new Set(said).size).toBeGreaterThan(5);
    expect(Math.max(...said)).toBeLessThanOrEqual(10);
  });
});

describe("a program whose agencies are slow", () => {
  test("refuses nobody: it has little to do itself", async () => {
    const program = createSimulatedProgram(settings);
    flood(program, CAPACITY / 3, 3_000);
    await program.run(3_000);
    flood(program, CAPACITY / 3, 8_000, { waitMs: 700 });
    await program.run(15_000);
    expect(program.told.filter(({ isShed }) => isShed)).toEqual([]);
    expect(program.control.limit()).toBeGreaterThan(100);
  });

  test("lets less in while one that works for it says that it comes late to its work", async () => {
    const program = createSimulatedProgram(settings);
    flood(program, CAPACITY / 3, 2_000, { waitMs: 200 });
    await program.run(1_900);
    const before = program.control.limit();
    for (let atMs = 1_900; atMs <= 2_900; atMs += 100) program.at(atMs, () => program.control.hear("permissions", 40));
    await program.run(2_900);
    expect(program.control.limit()).toBeLessThan(before / 2);
    expect(program.control.worstDelayMs()).toBe(40);
    // What it said is forgotten once it says no more.
    await program.run(3_500);
    expect(program.control.worstDelayMs()).toBeLessThan(5);
  });
});
