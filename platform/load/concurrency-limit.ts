/** How many operations may run at once, as measured: the delay of ready work says whether it is too many. */
export interface ConcurrencyLimit {
  readonly value: number;
  adjust(measured: Measured): void;
}

export interface Measured {
  /** How long work that was ready waited for its turn, on average. */
  readonly delayMs: number;
  /** How many operations run. */
  readonly running: number;
  /** Whether as many ran as were allowed since the last measurement. */
  readonly wasFull: boolean;
}

export interface LimitBounds {
  readonly least: number;
  readonly first: number;
  readonly most: number;
  /** The delay that is aimed at. */
  readonly targetMs: number;
}

/** What one measurement takes away at most, and at least. */
const STEEPEST_CUT = 0.8;
const SLIGHTEST_CUT = 0.95;
const SLOWEST_GROWTH = 0.02;
const FASTEST_GROWTH = 0.5;

/**
 * A gradient: above the target the limit shrinks by the ratio of target and delay; below it grows while it is used up, slowly
 * right after it shrank, and faster with each measurement.
 */
export function createConcurrencyLimit({ least, first, most, targetMs }: LimitBounds): ConcurrencyLimit {
  let limit = Math.min(most, Math.max(least, first));
  let growth = FASTEST_GROWTH;
  return {
    get value() {
      return Math.floor(limit);
    },
    adjust({ delayMs, running, wasFull }) {
      if (delayMs > targetMs) {
        growth = SLOWEST_GROWTH;
        // The last cut has its effect once those have left who are too many.
        if (running > limit) return;
        limit = Math.max(least, limit * Math.min(SLIGHTEST_CUT, Math.max(STEEPEST_CUT, targetMs / delayMs)));
      } else if (wasFull) {
        limit = Math.min(most, Math.max(limit + Math.min(1, growth * 4), limit * (1 + growth)));
        growth = Math.min(FASTEST_GROWTH, growth * 1.5);
      }
    },
  };
}
