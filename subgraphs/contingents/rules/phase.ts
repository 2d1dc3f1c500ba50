import { Fault, FAULTS, type FaultCode } from "../../../schema/faults.js";
import type { Day } from "../../../schema/scalars.js";
import type { WidestPeriod } from "../../kernel/widest-period.js";
import {
  AdviceStatus,
  PermissionStatus,
  type AccessFacts,
  type AccessPart,
  type PermissionFact,
} from "../../kernel/facts.js";
import type { StatuteKind } from "../../kernel/statute-kind.js";
import { AgreementStatus, type GuidanceAgreement } from "../entities/guidance-agreement.js";
import { Phase } from "../entities/phase.js";
import { agreementStatus } from "./agreement-status.js";
import { inForce, mayBeInForce, permissionsNeeded } from "./permission-conditions.js";
import { adviceInForce, adviceMayBeInForce } from "./person-conditions.js";
import { codeFor } from "./why-withheld.js";

/**
 * Where a person stands on a day in the life cycle of domain.md 3, by the same facts as readiness. Null when the agency that
 * decides it told nothing; the fault where what decides it was withheld or cannot be read.
 * @param agreements those of the counter; an empty list when it has no file
 * @param unreadable when those may run of which the record cannot be read
 */
export function phase(
  access: AccessFacts | null,
  permissions: readonly PermissionFact[] | null,
  agreements: readonly GuidanceAgreement[],
  unreadable: readonly WidestPeriod[],
  on: Day,
): Phase | null | Fault {
  const statuses = agreements.map((agreement) => agreementStatus(agreement, on));
  if (statuses.includes(AgreementStatus.RUNNING)) return Phase.ACTIVE;
  // It may run, or start later.
  if (unreadable.some(({ validTo }) => validTo === null || on <= validTo)) return invalid("LOKET");
  if (statuses.includes(AgreementStatus.PLANNED)) return Phase.AGREED;
  if (!access) return null;
  const outflow = told(access, "OUTFLOW", access.outflowOn);
  if (outflow instanceof Fault) return outflow;
  if (outflow !== null && outflow <= on) return Phase.OUTFLOW;
  if (statuses.length > 0 || unreadable.length > 0) return Phase.ENDED;
  return beforeAgreement(access, permissions, on);
}

function beforeAgreement(
  access: AccessFacts,
  permissions: readonly PermissionFact[] | null,
  on: Day,
): Phase | null | Fault {
  const advice = told(access, "ADVICE", access.advice);
  if (advice === null || advice instanceof Fault) return advice;
  if (!adviceInForce(advice, on)) {
    if (adviceMayBeInForce(advice, on)) return invalid("VDAB");
    const decided = advice.map(({ status }) => status);
    if (decided.includes(AdviceStatus.PENDING)) return Phase.SCREENED;
    return decided.includes(AdviceStatus.REFUSED) ? Phase.REFUSED : Phase.REGISTERED;
  }
  const referredOn = told(access, "REFERRALS", access.referredOn);
  if (referredOn instanceof Fault) return referredOn;
  if (referredOn === null || referredOn > on) return Phase.ADVISED;
  const statutes = told(access, "STATUTES", access.statutes);
  if (statutes === null || statutes instanceof Fault) return statutes;
  const { statutes: needed, unclear } = permissionsNeeded(statutes, on);
  if (needed.length === 0) return unclear.length > 0 ? invalid("VDAB") : Phase.REFERRED;
  if (!permissions) return null;
  const open = needed.filter((statute) => !permissions.some((fact) => isOf(statute, fact) && inForce(fact, on)));
  if (open.length === 0) return unclear.length > 0 ? invalid("VDAB") : Phase.PERMITTED;
  if (open.every((statute) => permissions.some((fact) => mayBeInForce(fact, statute, on)))) return invalid("MAGDA");
  const refused = open.some((statute) => {
    const own = permissions.filter((fact) => isOf(statute, fact));
    return own.length > 0 && own.every(({ status }) => status === PermissionStatus.REFUSED);
  });
  return refused ? Phase.REFUSED : Phase.PERMISSION_PENDING;
}

function isOf(statute: StatuteKind, fact: PermissionFact): boolean {
  return fact.statute === statute && !fact.unreadable;
}

/** A part of what VDAB files, or why it is not told. */
function told<T>(access: AccessFacts, part: AccessPart, value: T): T | Fault {
  const code = codeFor(access, part);
  return code === undefined ? value : new Fault(code in FAULTS ? (code as FaultCode) : "AGENCY_FAILED", "VDAB");
}

function invalid(agency: "VDAB" | "MAGDA" | "LOKET"): Fault {
  return new Fault("AGENCY_RECORD_INVALID", agency, "a record that decides on the phase");
}
