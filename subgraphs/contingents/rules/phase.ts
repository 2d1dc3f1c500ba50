import type { Day } from "../../../schema/scalars.js";
import { AdviceStatus, PermissionStatus, type AccessFacts, type PermissionFact } from "../../kernel/facts.js";
import { AgreementStatus, type GuidanceAgreement } from "../entities/guidance-agreement.js";
import { Phase } from "../entities/phase.js";
import { agreementStatus } from "./agreement-status.js";
import { holdsOn } from "./days.js";
import { inForce, statutesNeedingPermission } from "./permission-conditions.js";

/**
 * Where a person stands on a day in the life cycle of domain.md 3. Null when the agency that decides it did not answer.
 * @param agreements those of the counter; an empty list when it has no file
 */
export function phase(
  access: AccessFacts | null,
  permissions: readonly PermissionFact[] | null,
  agreements: readonly GuidanceAgreement[],
  on: Day,
): Phase | null {
  const statuses = agreements.map((agreement) => agreementStatus(agreement, on));
  if (statuses.includes(AgreementStatus.RUNNING)) return Phase.ACTIVE;
  if (statuses.includes(AgreementStatus.PLANNED)) return Phase.AGREED;
  if (!access) return null;
  if (access.outflowOn !== null && access.outflowOn <= on) return Phase.OUTFLOW;
  if (statuses.length > 0) return Phase.ENDED;
  return beforeAgreement(access, permissions, on);
}

function beforeAgreement(access: AccessFacts, permissions: readonly PermissionFact[] | null, on: Day): Phase | null {
  const advice = access.advice.filter((fact) => holdsOn(fact, on)).map(({ status }) => status);
  if (!advice.includes(AdviceStatus.GRANTED)) {
    const decided = access.advice.map(({ status }) => status);
    if (decided.includes(AdviceStatus.PENDING)) return Phase.SCREENED;
    return decided.includes(AdviceStatus.REFUSED) ? Phase.REFUSED : Phase.REGISTERED;
  }
  if (access.referredOn === null || access.referredOn > on) return Phase.ADVISED;
  const needed = statutesNeedingPermission(access, on);
  if (needed.length === 0) return Phase.REFERRED;
  if (!permissions) return null;
  const open = needed.filter((statute) => !permissions.some((fact) => fact.statute === statute && inForce(fact, on)));
  if (open.length === 0) return Phase.PERMITTED;
  const refused = open.some((statute) => {
    const own = permissions.filter((fact) => fact.statute === statute);
    return own.length > 0 && own.every(({ status }) => status === PermissionStatus.REFUSED);
  });
  return refused ? Phase.REFUSED : Phase.PERMISSION_PENDING;
}
