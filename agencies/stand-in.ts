import type { Happening } from "./life/happening.js";
import type { System } from "./population/world.js";

/**
 * How a stand-in behaves, so that a test or an operator can see what the graph makes of it.
 * `down` refuses, `hanging` accepts and never answers, `slow` answers after two seconds, `lying` answers nonsense.
 */
export type Mood = "well" | "down" | "hanging" | "slow" | "lying";

/** A running stand-in for one existing system. */
export interface StandIn {
  readonly system: System;
  /** Where it listens: an http or postgres address on this machine. */
  readonly address: string;
  readonly calls: CallLog;
  setMood(mood: Mood): void;
  /**
   * Takes what just happened in the world into this system's own books, as far as it concerns them, and tells it in this
   * system's own way. Resolves when a question afterwards answers the new state.
   * @param at when, ISO 8601
   */
  take(happening: Happening, at: string): Promise<void>;
  /** Where this system posts that something changed: to nobody until told. Not every system posts. */
  postNoticesTo?(url: string): void;
  stop(): Promise<void>;
}

/** Counts what a stand-in was asked, by operation, so that a test can assert how often. */
export class CallLog {
  readonly #counts = new Map<string, number>();

  record(operation: string): void {
    this.#counts.set(operation, this.count(operation) + 1);
  }
  count(operation: string): number {
    return this.#counts.get(operation) ?? 0;
  }
  total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }
  all(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
  clear(): void {
    this.#counts.clear();
  }
}
