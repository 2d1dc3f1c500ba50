import type { SubgraphContext } from "../kernel/subgraph.js";
import type { LegacyParticipationFact } from "../kernel/facts.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { Participant } from "./entities/participant.js";
import type { ParticipationPeriod } from "./entities/regime.js";
import { readableAgreements } from "./find-guidance.js";
import { findFile } from "./find-in-sight.js";
import type { Loaders } from "./loaders.js";
import { participationHistory } from "./rules/participation-history.js";

type Context = SubgraphContext<Loaders>;

/** What a person took part in, as far as the asker sees it: a lead and a guide what was with their own. */
export async function findHistory(participant: Participant, context: Context): Promise<ParticipationPeriod[]> {
  const agreements = readableAgreements(await findFile(participant, context));
  const before = await cutToOwn(participant.legacyParticipations ?? [], agreements, context);
  return participationHistory(before, agreements, context.today);
}

async function cutToOwn(
  before: readonly LegacyParticipationFact[],
  agreements: readonly GuidanceAgreement[],
  { asking: { mandate }, load }: Context,
): Promise<readonly LegacyParticipationFact[]> {
  if (mandate.capacity === "PARTNER_GUIDE")
    return before.filter(({ organisation }) => organisation === mandate.organisation);
  if (mandate.capacity !== "LEAD") return before;
  const partnerships = await Promise.all(agreements.map(({ partnershipId }) => load.partnership.load(partnershipId)));
  const members = partnerships.flatMap((partnership) => partnership?.members ?? []);
  const own = new Set([mandate.organisation, ...members.map(({ organisation }) => organisation.enterpriseNumber)]);
  return before.filter(({ organisation }) => own.has(organisation));
}
