import { Fault } from "../../schema/faults.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { Participant } from "./entities/participant.js";
import { findFileBehindReadiness } from "./find-in-sight.js";
import type { Loaders } from "./loaders.js";
import { nullWhenSilent } from "./null-when-silent.js";
import type { GuidanceFacts } from "./rules/guidance-conditions.js";
import type { CounterFile } from "./source/agreement-reads.js";

/** The agreements in a file whose record is right; none when there is no file. */
export function readableAgreements(file: CounterFile | null): GuidanceAgreement[] {
  return (file?.agreements ?? []).filter((agreement): agreement is GuidanceAgreement => !(agreement instanceof Fault));
}

/** A person's agreements with the insurances of their partnerships: one call each for everybody who is asked at once. */
export async function findGuidance(
  participant: Participant,
  context: SubgraphContext<Loaders>,
): Promise<GuidanceFacts> {
  const { load } = context;
  const file = await findFileBehindReadiness(participant, context);
  const agreements = readableAgreements(file);
  const ids = [...new Set(agreements.map(({ partnershipId }) => partnershipId))];
  const partnerships = new Map(
    await Promise.all(ids.map(async (key) => [key, await nullWhenSilent(load.partnership.load(key))] as const)),
  );
  return {
    agreements,
    unreadable: (file?.agreements.length ?? 0) - agreements.length,
    insurancesOf: ({ partnershipId }) => partnerships.get(partnershipId)?.insurances ?? null,
  };
}
