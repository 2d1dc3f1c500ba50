import type { Day } from "../../../schema/scalars.js";
import type { AccessFacts, PermissionFact } from "../../kernel/facts.js";
import type { GuidanceAgreement } from "../entities/guidance-agreement.js";
import { ConditionState, type AgreementReadiness, type Condition, type Readiness } from "../entities/readiness.js";
import { runsOn } from "./agreement-status.js";
import { conditionsOf, withoutAgreement, type GuidanceFacts } from "./guidance-conditions.js";
import { permissionConditions } from "./permission-conditions.js";
import type { PermissionPolicy } from "./permission-policy.js";
import { personConditions } from "./person-conditions.js";

/** What decides whether somebody may be active; null where an agency did not answer, which is never read as "none". */
export interface ReadinessFacts {
  access: AccessFacts | null;
  permissions: readonly PermissionFact[] | null;
  guidance: GuidanceFacts | null;
}

/**
 * Whether a person may be active on a day: the conditions of the person, and those of each agreement that runs then. One
 * agreement that is not in order is enough for the answer not to be a plain yes; `agreements` tells where it is one.
 */
export function readiness(facts: ReadinessFacts, on: Day, policy: PermissionPolicy): Readiness {
  const { access, permissions, guidance } = facts;
  const person = personConditions(access, on);
  const running = guidance?.agreements.filter((agreement) => runsOn(agreement, on)) ?? [];
  const own = running.map((agreement) => agreementConditions(facts, agreement, on, policy));
  const besides = withoutAgreement(guidance, running.length > 0, on);
  const conditions = [
    ...person,
    ...(running.length === 0 ? permissionConditions(access, permissions, undefined, on, policy) : []),
    ...own.flat(),
    ...besides,
  ];
  return {
    on,
    mayBeActive: mayBeActive(conditions),
    conditions,
    agreements: running.map((agreement, i) => {
      const all = [...person, ...own[i]!];
      return { on, agreement, mayBeActive: mayBeActive(all), conditions: all };
    }),
  };
}

/** Whether the person may be active on a day under one agreement. */
export function agreementReadiness(
  facts: ReadinessFacts,
  agreement: GuidanceAgreement,
  on: Day,
  policy: PermissionPolicy,
): AgreementReadiness {
  const own = agreementConditions(facts, agreement, on, policy);
  const conditions = [...personConditions(facts.access, on), ...own];
  return { on, agreement, mayBeActive: mayBeActive(conditions), conditions };
}

function agreementConditions(
  { access, permissions, guidance }: ReadinessFacts,
  agreement: GuidanceAgreement,
  on: Day,
  policy: PermissionPolicy,
): Condition[] {
  const place = guidance?.placeOf(agreement) ?? null;
  return [
    ...permissionConditions(access, permissions, place, on, policy),
    ...conditionsOf(agreement, guidance?.insurancesOf(agreement) ?? null, on),
  ].map((condition) => ({ ...condition, agreement }));
}

function mayBeActive(conditions: readonly Condition[]): boolean | null {
  const states = conditions.map(({ state }) => state);
  if (states.includes(ConditionState.LACKING)) return false;
  return states.includes(ConditionState.UNKNOWN) ? null : true;
}
