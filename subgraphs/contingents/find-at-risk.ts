import type { QuarterName } from "../../schema/scalars.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { AtRisk } from "./entities/at-risk.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { Told } from "./entities/participant.js";
import { findAttendedDays } from "./find-attended-days.js";
import type { Guided } from "./find-guided.js";
import { findLapses } from "./find-lapses.js";
import type { Loaders } from "./loaders.js";
import { daysAtRisk } from "./rules/obligations/days-at-risk.js";

/** The reported days under these agreements that are at risk. @param told what other agencies say of whose agreement it is */
export async function findAtRisk(
  { agreements, unreadable }: Guided,
  quarters: readonly QuarterName[],
  told: (agreement: GuidanceAgreement) => Told,
  context: SubgraphContext<Loaders>,
): Promise<AtRisk> {
  const { byAgreement, missing } = await findAttendedDays(agreements, quarters, context);
  const attended = await Promise.all(
    agreements
      .filter(({ id }) => byAgreement.has(id))
      .map(async (agreement) => ({
        participant: agreement.participant.id,
        days: byAgreement.get(agreement.id)!,
        lapses: await findLapses(agreement, told(agreement), context),
      })),
  );
  return { ...daysAtRisk(attended, context.load.policy), missing, unreadable };
}
