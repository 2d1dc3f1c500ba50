import { TICK_MS } from "../../platform/load/delay-meter.js";
import { createLoadControl, type LoadSettings } from "../../platform/load/load-control.js";
import type { Priority } from "../../platform/load/waiting-room.js";

/** What became of one operation, in simulated time. */
export interface Told {
  readonly priority: Priority;
  readonly askedAtMs: number;
  readonly tookMs: number;
  readonly isShed: boolean;
}

export interface Work {
  /** How often an operation comes to its turn, and what each turn takes of the processor. */
  readonly steps: number;
  readonly stepMs: number;
  /** How long it waits for others between two turns. */
  readonly waitMs: () => number;
}

/** What a shed request costs of the processor. */
const SHED_MS = 0.05;

/**
 * A program with one processor and one event loop in simulated time: ready steps run one after another, as Node runs them, and
 * the load control that is under test lets operations in. Nothing here depends on how busy the machine is.
 */
export function createSimulatedProgram(settings: LoadSettings) {
  let nowMs = 0;
  let freeAtMs = 0;
  let busyMs = 0;
  let lookedAtMs = 0;
  let serial = 0;
  let seed = 1;
  /** Pending moments, the earliest first; of the same moment in the order in which they came. */
  const moments: { atMs: number; order: number; run: () => void }[] = [];
  const told: Told[] = [];
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const control = createLoadControl({ settings, nowMs: () => nowMs, busyShare, random, onShed: () => undefined });

  function busyShare(): number {
    const share = busyMs / Math.max(1, nowMs - lookedAtMs);
    busyMs = 0;
    lookedAtMs = nowMs;
    return share;
  }

  function at(atMs: number, run: () => void): void {
    const moment = { atMs, order: serial++, run };
    let from = 0;
    let to = moments.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (moments[middle]!.atMs <= atMs) from = middle + 1;
      else to = middle;
    }
    moments.splice(from, 0, moment);
  }

  /** Has the processor do something as soon as it is free. */
  function work(ms: number, then: () => void): void {
    freeAtMs = Math.max(freeAtMs, nowMs) + ms;
    at(freeAtMs, () => {
      busyMs += ms;
      then();
    });
  }

  const beat = () =>
    work(0, () => {
      control.tick();
      at(nowMs + TICK_MS, beat);
    });
  at(TICK_MS, beat);

  return {
    control,
    told,
    random,
    nowMs: () => nowMs,
    at,
    ask(priority: Priority, { steps, stepMs, waitMs }: Work, then: (one: Told) => void = () => undefined): void {
      const askedAtMs = nowMs;
      const end = (isShed: boolean) => {
        const one = { priority, askedAtMs, tookMs: nowMs - askedAtMs, isShed };
        told.push(one);
        then(one);
      };
      // That it came is noticed once the processor is free.
      work(0, () => {
        if (control.refuses(priority)) return work(SHED_MS, () => end(true));
        void control.enter(priority).then((leave) => {
          if (!leave) return work(SHED_MS, () => end(true));
          const step = (left: number) =>
            work(stepMs, () => {
              if (left > 1) return at(nowMs + waitMs(), () => step(left - 1));
              leave();
              end(false);
            });
          step(steps);
        });
      });
    },
    /** Lets time pass until then. */
    async run(untilMs: number): Promise<void> {
      while (moments.length > 0 && moments[0]!.atMs <= untilMs) {
        const { atMs, run } = moments.shift()!;
        nowMs = Math.max(nowMs, atMs);
        run();
        // What was let in goes on in a microtask.
        await Promise.resolve();
        await Promise.resolve();
        await Promise.resolve();
        await Promise.resolve();
      }
      nowMs = untilMs;
    },
  };
}
