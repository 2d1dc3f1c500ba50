import type { SubgraphContext } from "../kernel/subgraph.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { Told } from "./entities/participant.js";
import { readableAgreements } from "./find-guidance.js";
import type { Loaders } from "./loaders.js";
import { nullWhenSilent } from "./null-when-silent.js";
import type { Lapse } from "./rules/obligations/lapse.js";
import { agreementLapses } from "./rules/obligations/obligations.js";

/** Every lapse of an agreement in sight. What an agency does not answer makes its obligations unknown. */
export async function findLapses(
  agreement: GuidanceAgreement,
  told: Told | null | undefined,
  { load, today }: SubgraphContext<Loaders>,
): Promise<Lapse[]> {
  const { policy } = load;
  const [partnership, file] = await Promise.all([
    nullWhenSilent(load.partnership.load(agreement.partnershipId)),
    // The hours are judged over all of them, also where the asker sees but this one.
    policy.hoursOver === "PERSON" ? nullWhenSilent(load.person.load(agreement.participant.id)) : null,
  ]);
  const facts = {
    agreement,
    ofPerson: file && readableAgreements(file),
    insurances: partnership?.insurances ?? null,
    lead: partnership?.lead.enterpriseNumber ?? null,
    access: told?.accessFacts ?? null,
    permissions: told?.permissionFacts ?? null,
  };
  return agreementLapses(facts, policy, today);
}
