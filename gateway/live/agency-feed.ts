import { deadlineAfter } from "../../platform/deadline.js";
import { unlessAborted } from "../../platform/unless-aborted.js";
import type { RequestContext } from "../request-context.js";
import type { AgencyStatus } from "./entities/agency-status.js";

/** The status of every agency, observed at most once in a while however many ask. */
export type AgencyFeed = (context: RequestContext) => Promise<readonly AgencyStatus[]>;

export interface AgencyFeedOptions {
  /** How old a status may be. */
  readonly freshMs: number;
  /** How long all agencies together may take to show a sign of life. */
  readonly waitMs: number;
}

export function createAgencyFeed(
  observe: (context: RequestContext) => Promise<readonly AgencyStatus[]>,
  { freshMs, waitMs }: AgencyFeedOptions,
): AgencyFeed {
  let observed: { at: number; statuses: Promise<readonly AgencyStatus[]> } | undefined;
  return (context) => {
    const now = performance.now();
    if (!observed || now - observed.at >= freshMs) {
      // All who ask meanwhile share it: it does not end with the one who asked first.
      const { deadline, end } = deadlineAfter(waitMs);
      observed = { at: now, statuses: observe({ ...context, deadline }).finally(end) };
    }
    return unlessAborted(observed.statuses, context.deadline.signal);
  };
}

/** Those that differ from what was told before; `told` remembers them. */
export function newsOf(statuses: readonly AgencyStatus[], told: Map<string, string>): readonly AgencyStatus[] {
  return statuses.filter((status) => {
    const now = `${status.state} ${status.asOf}`;
    if (told.get(status.agency) === now) return false;
    told.set(status.agency, now);
    return true;
  });
}
