import type { Day } from "../../../schema/scalars.js";
import { PermissionStatus, type AccessFacts, type PermissionFact } from "../../kernel/facts.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import { Actor } from "../entities/actor.js";
import { ConditionKind, type Condition } from "../entities/readiness.js";
import { lacking, met, unknown, type About } from "./condition.js";
import { dayAfter, dayBefore, holdsOn } from "./days.js";

/**
 * Statutes that need a permission, and who gives it; the others need VDAB's decision alone (vlaanderen.be on AMA WSE,
 * domain.md 1 "four categories"), since 1 April 2021.
 */
export const PERMITTED_BY: Partial<Record<StatuteKind, Actor>> = {
  [StatuteKind.LIVING_WAGE]: Actor.PCSW,
  [StatuteKind.WORK_INCAPACITY]: Actor.ADVISORY_PHYSICIAN,
};

/** The statutes held on a day that need a permission. */
export function statutesNeedingPermission(access: AccessFacts, on: Day): StatuteKind[] {
  const held = access.statutes.filter((statute) => holdsOn(statute, on)).map(({ kind }) => kind);
  return [...new Set(held)].filter((kind) => PERMITTED_BY[kind] !== undefined);
}

/** One condition per held statute that needs a permission; a single one without statute when that cannot be told. */
export function permissionConditions(
  access: AccessFacts | null,
  permissions: readonly PermissionFact[] | null,
  on: Day,
): Condition[] {
  if (!access)
    return [
      unknown({ kind: ConditionKind.PERMISSION, statute: null }, Actor.VDAB, "VDAB did not tell the statutes held."),
    ];
  return statutesNeedingPermission(access, on).map((statute) => permission(statute, permissions, on));
}

function permission(statute: StatuteKind, permissions: readonly PermissionFact[] | null, on: Day): Condition {
  const about: About = { kind: ConditionKind.PERMISSION, statute };
  const actor = PERMITTED_BY[statute]!;
  if (!permissions) return unknown(about, actor, "Who must permit did not answer.");
  const own = permissions.filter((fact) => fact.statute === statute);
  const current = own.find((fact) => inForce(fact, on));
  if (current) return met(about, current.validFrom, lastDay(current), "The permission is in force.");
  if (own.some(({ status }) => status === PermissionStatus.REQUESTED))
    return lacking(about, null, actor, "The permission is requested and not decided yet.");
  const ended = own
    .flatMap((fact) => (wasGranted(fact) ? (lastDay(fact) ?? []) : []))
    .filter((day) => day < on)
    .sort()
    .at(-1);
  if (ended !== undefined) {
    const revoked = own.some((fact) => fact.revokedOn !== null && dayBefore(fact.revokedOn) === ended);
    return lacking(about, dayAfter(ended), actor, revoked ? "The permission was revoked." : "The permission expired.");
  }
  if (own.some(({ status }) => status === PermissionStatus.REFUSED))
    return lacking(about, null, actor, "The permission was refused.");
  return lacking(about, null, actor, "No permission is known for that day.");
}

/** A revoked permission held until the day before it was revoked. */
export function inForce(fact: PermissionFact, on: Day): boolean {
  if (fact.status === PermissionStatus.NOT_NEEDED) return true;
  return wasGranted(fact) && holdsOn({ validFrom: fact.validFrom, validTo: lastDay(fact) }, on);
}

function wasGranted({ status, revokedOn }: PermissionFact): boolean {
  // Revoked without a day: nobody can say on which days it held.
  if (status === PermissionStatus.REVOKED) return revokedOn !== null;
  return status === PermissionStatus.GRANTED || status === PermissionStatus.EXPIRED;
}

function lastDay({ validTo, revokedOn }: PermissionFact): Day | null {
  const beforeRevoked = revokedOn === null ? null : dayBefore(revokedOn);
  if (validTo === null || beforeRevoked === null) return validTo ?? beforeRevoked;
  return validTo < beforeRevoked ? validTo : beforeRevoked;
}
