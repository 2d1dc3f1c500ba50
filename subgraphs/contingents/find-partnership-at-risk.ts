import { Refusal } from "../../schema/faults.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { AtRisk } from "./entities/at-risk.js";
import type { Participant } from "./entities/participant.js";
import { findAtRisk } from "./find-at-risk.js";
import { findGuided } from "./find-guided.js";
import { isPartnershipInSight } from "./find-in-sight.js";
import type { Loaders } from "./loaders.js";
import { mayReadStatements } from "./rules/may-see.js";
import { quartersOf } from "./rules/quarter.js";

/**
 * The reported days of a partnership in a year that are at risk.
 * @param told its people with what other agencies say of them
 * @throws Refusal UNAUTHORIZED_FIELD_OR_TYPE to those who see no statement; OUT_OF_SIGHT to those who do not see its people
 */
export async function findPartnershipAtRisk(
  id: string,
  year: number,
  told: readonly Participant[] | null | undefined,
  context: SubgraphContext<Loaders>,
): Promise<AtRisk> {
  if (!mayReadStatements(context.asking.mandate)) throw new Refusal("UNAUTHORIZED_FIELD_OR_TYPE");
  if (!(await isPartnershipInSight(id, context))) throw new Refusal("OUT_OF_SIGHT");
  const known = new Map((told ?? []).map((participant) => [participant.factsAbout, participant]));
  const guided = await findGuided(id, context);
  return findAtRisk(guided, quartersOf(year), ({ participant }) => known.get(participant.id) ?? {}, context);
}
