import type { SubgraphContext } from "../kernel/subgraph.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { GuidanceFinding } from "./entities/guidance-finding.js";
import type { Told } from "./entities/participant.js";
import { findLapses } from "./find-lapses.js";
import type { Loaders } from "./loaders.js";
import { nullWhenSilent } from "./null-when-silent.js";

/** What did not hold for one agreement, and what is not known to have held, in the order of the obligations. */
export async function listFindings(
  agreement: GuidanceAgreement,
  told: Told,
  context: SubgraphContext<Loaders>,
): Promise<GuidanceFinding[]> {
  const [lapses, partnership] = await Promise.all([
    findLapses(agreement, told, context),
    nullWhenSilent(context.load.partnership.load(agreement.partnershipId)),
  ]);
  return lapses.map((lapse) => ({
    ...lapse,
    subject: agreement.organisation,
    answerable: partnership?.lead ?? null,
    agreement,
    participant: agreement.participant,
  }));
}
