import { AGENCIES } from "../../schema/agencies.js";
import { signOfLifeMandate } from "../../schema/mandate.js";
import type { Clock } from "../../platform/clock.js";
import type { RequestContext } from "../request-context.js";
import type { SubgraphLink } from "../subgraph-links/subgraph-link.js";
import { AgencyState, type AgencyStatus } from "./entities/agency-status.js";

/**
 * The status of every agency that a linked subgraph fronts; one that does not say in time is UNKNOWN. Where nobody says
 * who asks, agencies are asked for a sign of life in nobody's name.
 */
export function observeAgencies(
  links: readonly SubgraphLink[],
  clock: Clock,
  context: RequestContext,
): Promise<AgencyStatus[]> {
  const observed = AGENCIES.flatMap(({ name: agency, subgraph }) => {
    const link = links.find(({ name }) => name === subgraph);
    return link ? [observe(agency, link)] : [];
  });
  return Promise.all(observed);

  async function observe(agency: AgencyStatus["agency"], link: SubgraphLink): Promise<AgencyStatus> {
    const mandate = context.mandate ?? signOfLifeMandate(context.requestId);
    const health = await link.observe({ ...context, mandate }).catch(() => undefined);
    const now = clock().toISOString();
    if (!health) return { agency, state: AgencyState.UNKNOWN, since: now, latencyMs: null, errorRate: null, asOf: now };
    return { ...health, agency, state: AgencyState[health.state], asOf: health.asOf ?? now };
  }
}
