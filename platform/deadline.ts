import { setMaxListeners } from "node:events";
import type { ServerResponse } from "node:http";

/** Until when an answer is of use to somebody. */
export interface Deadline {
  /** Aborted when the time is up or the asker has gone. */
  readonly signal: AbortSignal;
  /** Whole milliseconds left for those who are asked on its behalf, at least 0. */
  remainingMs(): number;
  /** Aborted when their time is up: a little sooner, so that what they say of what they waited for still arrives. */
  signalBelow(): AbortSignal;
}

/** How much sooner, but never more than a tenth of the whole. */
const MARGIN_MS = 200;

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
  const margin = Math.min(MARGIN_MS, waitMs / 10);
  const at = performance.now() + waitMs - margin;
  const controller = new AbortController();
  // Every call under way for this request listens to it: more than the ten that Node takes for a leak.
  setMaxListeners(0, controller.signal);
  const timer = setTimeout(() => controller.abort(new Error("the deadline has passed")), waitMs);
  let below: AbortController | undefined;
  let belowTimer: NodeJS.Timeout | undefined;
  const remainingMs = () => Math.max(0, Math.floor(at - performance.now()));
  const deadline: Deadline = {
    signal: controller.signal,
    remainingMs,
    signalBelow() {
      if (below) return below.signal;
      const { signal } = (below = new AbortController());
      setMaxListeners(0, signal);
      const abort = () => below?.abort(controller.signal.reason ?? new Error("the deadline has passed"));
      if (controller.signal.aborted) abort();
      else controller.signal.addEventListener("abort", abort, { once: true });
      belowTimer = setTimeout(abort, remainingMs());
      return signal;
    },
  };
  const end = () => {
    clearTimeout(timer);
    clearTimeout(belowTimer);
  };
  return { deadline, controller, end };
}
