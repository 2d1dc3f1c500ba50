import type { RequestContext } from "../request-context.js";
import type { AgencyStatus } from "./entities/agency-status.js";

/** The status of every agency, observed at most once in a while however many ask. */
export type AgencyFeed = (context: RequestContext) => Promise<readonly AgencyStatus[]>;

export function createAgencyFeed(
  observe: (context: RequestContext) => Promise<readonly AgencyStatus[]>,
  freshMs: number,
): AgencyFeed {
  let observed: { at: number; statuses: Promise<readonly AgencyStatus[]> } | undefined;
  return (context) => {
    const now = performance.now();
    if (!observed || now - observed.at >= freshMs) observed = { at: now, statuses: observe(context) };
    return observed.statuses;
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
