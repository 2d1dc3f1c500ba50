import { describe, expect, test } from "@jest/globals";
import { createConcurrencyLimit } from "../../../platform/load/concurrency-limit.js";

const limitFrom = (first: number) => createConcurrencyLimit({ least: 3, first, most: 100, targetMs: 5 });

describe("how many operations may run at once", () => {
  test("grows while it is used up and nothing is late", () => {
    const limit = limitFrom(16);
    for (let times = 0; times < 10; times++) limit.adjust({ delayMs: 1, running: limit.value, wasFull: true });
    expect(limit.value).toBe(100);
  });

  test("stays as it is while it is not used up", () => {
    const limit = limitFrom(16);
    for (let times = 0; times < 10; times++) limit.adjust({ delayMs: 1, running: 2, wasFull: false });
    expect(limit.value).toBe(16);
  });

  test("shrinks while ready work is late, never below the least", () => {
    const limit = limitFrom(16);
    limit.adjust({ delayMs: 50, running: 16, wasFull: true });
    expect(limit.value).toBe(12);
    for (let times = 0; times < 50; times++) limit.adjust({ delayMs: 50, running: 1, wasFull: true });
    expect(limit.value).toBe(3);
  });

  test("does not shrink again before the last cut has its effect", () => {
    const limit = limitFrom(16);
    for (let times = 0; times < 10; times++) limit.adjust({ delayMs: 50, running: 16, wasFull: true });
    expect(limit.value).toBe(12);
  });

  test("grows slowly after it shrank, then faster", () => {
    const limit = limitFrom(100);
    limit.adjust({ delayMs: 50, running: 100, wasFull: true });
    const grown = Array.from({ length: 5 }, () => {
      const before = limit.value;
      limit.adjust({ delayMs: 1, running: limit.value, wasFull: true });
      return limit.value - before;
    });
    expect(grown[0]).toBeLessThanOrEqual(2);
    expect(grown.at(-1)).toBeGreaterThan(grown[0]!);
  });
});
