import { AGENCIES, type AgencyName } from "../../../../schema/agencies.js";
import type { GraphError } from "../../shell/session/ask-graph.js";

/** The agencies of which an answer holds what they said before, since they are away, with the oldest moment of it. */
export function staleAgencies(errors: readonly GraphError[]): ReadonlyMap<AgencyName, string> {
  const oldest = new Map<AgencyName, string>();
  for (const { extensions: { code, agency, asOf } = {} } of errors) {
    const name = AGENCIES.find((known) => known.name === agency)?.name;
    if (code !== "AGENCY_STALE" || asOf === undefined || name === undefined) continue;
    const known = oldest.get(name);
    if (known === undefined || asOf < known) oldest.set(name, asOf);
  }
  return oldest;
}
