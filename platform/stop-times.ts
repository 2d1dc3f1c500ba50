import type { Settings } from "./settings.js";

/** How a program leaves that is told to stop. */
export interface StopTimes {
  /** How long it still takes new requests while it says that it is not ready: balancers send it none after that. */
  readonly leaveMs: number;
  /** How long what is under way may still take after that, before it is cut. */
  readonly drainMs: number;
}

/** Longer than balancers take to see that a program is not ready. */
const PRODUCTION_LEAVE_MS = 10_000;
/** Beyond the time that the last request has, to send its answer. */
const SEND_MS = 5_000;

/** As the settings say. Outside production nobody waits for a balancer. */
export function stopTimesOf(settings: Settings): StopTimes {
  const { NODE_ENV, AMA_LEAVE_MS, AMA_DRAIN_MS, AMA_REQUEST_TIMEOUT_MS, AMA_DISMISS_MS } = settings;
  return {
    leaveMs: AMA_LEAVE_MS ?? (NODE_ENV === "production" ? PRODUCTION_LEAVE_MS : 0),
    drainMs: AMA_DRAIN_MS ?? Math.max(AMA_REQUEST_TIMEOUT_MS, AMA_DISMISS_MS) + SEND_MS,
  };
}
