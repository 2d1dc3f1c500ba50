import type { SubgraphContext } from "../kernel/subgraph.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { Told } from "./entities/participant.js";
import { findGuidance } from "./find-guidance.js";
import type { Loaders } from "./loaders.js";
import { nullWhenSilent } from "./null-when-silent.js";
import type { Lapse } from "./rules/obligations/lapse.js";
import { agreementLapses } from "./rules/obligations/obligations.js";

/** Every lapse of an agreement in sight. What an agency does not answer makes its obligations unknown. */
export async function findLapses(
  agreement: GuidanceAgreement,
  told: Told,
  context: SubgraphContext<Loaders>,
): Promise<Lapse[]> {
  const { load, today } = context;
  const { policy, permissionPolicy } = load;
  const [guidance, partnership, file] = await Promise.all([
    findGuidance([agreement], { areNeeded: permissionPolicy.workplace !== "ANY", areTold: true }, context),
    nullWhenSilent(load.partnership.load(agreement.partnershipId)),
    // The hours are judged over all of them, also where the asker sees but this one.
    policy.hoursOver === "PERSON" ? nullWhenSilent(load.person.load(agreement.participant.id)) : null,
  ]);
  const facts = {
    agreement,
    ofPerson: file?.agreements ?? null,
    insurances: guidance.insurancesOf(agreement),
    place: guidance.placeOf(agreement),
    lead: partnership?.lead.enterpriseNumber ?? null,
    access: told.accessFacts ?? null,
    permissions: told.permissionFacts ?? null,
  };
  return agreementLapses(facts, { ...policy, permission: permissionPolicy }, today);
}
