import { Refusal } from "../../schema/faults.js";
import type { Day } from "../../schema/scalars.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { Participant } from "./entities/participant.js";
import type { AgreementReadiness, Readiness } from "./entities/readiness.js";
import { findGuidance } from "./find-guidance.js";
import { findFileBehindReadiness, isInSight } from "./find-in-sight.js";
import type { Loaders } from "./loaders.js";
import { nullWhenSilent } from "./null-when-silent.js";
import { decidesOn } from "./rules/may-see.js";
import { permissionsNeeded } from "./rules/permission-conditions.js";
import { agreementReadiness, readiness } from "./rules/readiness.js";

type Context = SubgraphContext<Loaders>;

/** Whether a person may be active, and at which workplace. @throws Refusal OUT_OF_SIGHT */
export async function findReadiness(participant: Participant, on: Day, context: Context): Promise<Readiness> {
  const { accessFacts, permissionFacts } = participant;
  const isDecider = decidesOn(context.asking.mandate, permissionFacts);
  if (!isDecider && !(await isInSight(participant, context))) throw new Refusal("OUT_OF_SIGHT");
  const file = findFileBehindReadiness(participant, context);
  const guidance = await nullWhenSilent(
    file.then((known) => {
      const places = { areNeeded: needsPermission(accessFacts, on), areTold: !isDecider };
      return findGuidance(known?.agreements ?? [], places, context);
    }),
  );
  const facts = { access: accessFacts ?? null, permissions: permissionFacts ?? null, guidance };
  const answer = readiness(facts, on, context.load.permissionPolicy);
  return isDecider ? withoutGuidance(answer) : answer;
}

/** Whether the person of an agreement in sight may be active under it. */
export async function findAgreementReadiness(
  agreement: GuidanceAgreement,
  on: Day,
  context: Context,
): Promise<AgreementReadiness> {
  const { accessFacts, permissionFacts } = agreement.participant;
  const places = { areNeeded: needsPermission(accessFacts, on), areTold: true };
  const guidance = await findGuidance([agreement], places, context);
  const facts = { access: accessFacts ?? null, permissions: permissionFacts ?? null, guidance };
  return agreementReadiness(facts, agreement, on, context.load.permissionPolicy);
}

function needsPermission(access: Participant["accessFacts"], on: Day): boolean {
  return !!access?.statutes && permissionsNeeded(access.statutes, on).statutes.length > 0;
}

/** Whoever decides on a permission is told what follows from the guidance, not of it. */
function withoutGuidance({ conditions, agreements, ...answer }: Readiness): Readiness {
  const of = <T extends { agreement: GuidanceAgreement | null }>(told: readonly T[]) =>
    told.map((one) => ({ ...one, agreement: refused(one.agreement) }));
  return {
    ...answer,
    conditions: of(conditions),
    agreements: of(agreements).map((one) => ({ ...one, conditions: of(one.conditions) })),
  };
}

/** In the place of an agreement; the refusal is told where the agreement is asked for. */
function refused(agreement: GuidanceAgreement | null): GuidanceAgreement | null {
  return agreement && (new Refusal("OUT_OF_SIGHT") as unknown as GuidanceAgreement);
}
