import { Refusal } from "../../schema/faults.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { AcceptedFacts } from "./entities/accepted-facts.js";
import type { QuarterlyStatement } from "./entities/quarterly-statement.js";
import type { StatementComparison } from "./entities/statement-comparison.js";
import { findHeldLines, findInForce } from "./find-statement.js";
import { isGuidedInSight, isPartnershipInSight } from "./find-in-sight.js";
import { newestOf } from "./hold-statement.js";
import type { Loaders } from "./loaders.js";
import { compareStatement } from "./rules/compare-statement.js";
import { isPremature } from "./rules/hold-against-counter.js";

/**
 * A statement beside what the department accepted of it, as far as its people are in sight.
 * @throws Refusal OUT_OF_SIGHT to mediators, for whom the counter cannot tell whose dossier they may read
 */
export async function compareWithLedger(
  { partnershipId, quarter, deliveredOn }: QuarterlyStatement,
  facts: AcceptedFacts | null,
  context: SubgraphContext<Loaders>,
): Promise<StatementComparison> {
  const { load, asking } = context;
  if (asking.mandate.capacity === "VDAB_MEDIATOR") throw new Refusal("OUT_OF_SIGHT");
  const whole = await isPartnershipInSight(partnershipId, context);
  const inForce = deliveredOn === null ? null : await findInForce({ partnershipId, quarter }, context);
  const held = inForce && (await findHeldLines(inForce, context));
  const told = facts !== null && facts.withheldFor === null ? facts : null;
  const listed = new Set(held?.map(({ participantId }) => participantId));
  const others = told?.people.map(({ participant }) => participant.id).filter((id) => !listed.has(id)) ?? [];
  const newest = await newestOf(others, load);
  const days = new Map<string, number>();
  for (const { participant, days: more } of told?.people ?? []) {
    const id = newest.get(participant.id) ?? participant.id;
    days.set(id, (days.get(id) ?? 0) + more);
  }
  const compared = compareStatement(
    held,
    inForce?.deliveredOn ?? null,
    inForce !== null && isPremature(inForce),
    told && { deliveredOn: told.deliveredOn, days },
  );
  const seen = await Promise.all(
    compared.people.map(async (person) => whole || (await isGuidedInSight(person.participantId, context))),
  );
  const withheldFor = facts === null ? "AGENCY_UNAVAILABLE" : facts.withheldFor;
  return {
    whole,
    withheldFor,
    totals: { listed: inForce?.contents.days ?? null, counted: compared.counted, accepted: compared.accepted },
    reasons: compared.reasons,
    participants: compared.people
      .filter((_, i) => seen[i])
      .map(({ participantId, accepted, ...person }) => ({
        ...person,
        participant: { id: participantId },
        acceptedDays: accepted,
        withheldFor,
      })),
  };
}
