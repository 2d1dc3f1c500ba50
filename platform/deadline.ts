import { setMaxListeners } from "node:events";
import type { ServerResponse } from "node:http";

/** Until when an answer is of use to somebody. */
export interface Deadline {
  /** Aborted when the time is up or the asker has gone. */
  readonly signal: AbortSignal;
  /** Whole milliseconds left, at least 0. */
  remainingMs(): number;
}

/** The deadline of one HTTP request: `waitMs` from now, or sooner when the client hangs up before it has its answer. */
export function deadlineOf(response: ServerResponse, waitMs: number): Deadline {
  const { deadline, controller, end } = deadlineAfter(waitMs);
  response.once("close", () => {
    end();
    if (!response.writableFinished) controller.abort(new Error("the client has gone"));
  });
  return deadline;
}

/** A deadline `waitMs` from now, for what no HTTP request waits for; whoever is done before calls `end`. */
export function deadlineAfter(waitMs: number) {
  const at = performance.now() + waitMs;
  const controller = new AbortController();
  // Every call under way for this request listens to it: more than the ten that Node takes for a leak.
  setMaxListeners(0, controller.signal);
  const timer = setTimeout(() => controller.abort(new Error("the deadline has passed")), waitMs);
  const deadline: Deadline = {
    signal: controller.signal,
    remainingMs: () => Math.max(0, Math.floor(at - performance.now())),
  };
  return { deadline, controller, end: () => clearTimeout(timer) };
}
