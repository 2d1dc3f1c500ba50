import type { Day } from "../../../schema/scalars.js";
import { PermissionStatus, type PermissionFact, type AccessFacts } from "../../kernel/facts.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import { Actor } from "../entities/actor.js";
import { ConditionKind, type Condition } from "../entities/readiness.js";
import { lacking, met, unknown, type About } from "./condition.js";
import { addMonths, dayAfter, dayBefore } from "../../../schema/days.js";
import { holdsOn } from "./holds-on.js";
import { isGivenFor, type PermissionPolicy, type Place } from "./permission-policy.js";
import { whyWithheld } from "./why-withheld.js";

/**
 * Statutes that need a permission, and who gives it; the others need VDAB's decision alone (vlaanderen.be on AMA WSE,
 * domain.md 1 "four categories"), since 1 April 2021.
 */
export const PERMITTED_BY: Partial<Record<StatuteKind, Actor>> = {
  [StatuteKind.LIVING_WAGE]: Actor.PCSW,
  [StatuteKind.WORK_INCAPACITY]: Actor.ADVISORY_PHYSICIAN,
};

/** The statutes that need a permission on a day. */
export interface NeededPermissions {
  /** Of the statutes that are surely held. */
  statutes: StatuteKind[];
  /** Of those of which the record cannot be read; null is one that does not say which it is. */
  unclear: (StatuteKind | null)[];
}

export function permissionsNeeded(statutes: NonNullable<AccessFacts["statutes"]>, on: Day): NeededPermissions {
  const held = statutes.filter(
    (statute) => holdsOn(statute, on) && (statute.kind === null || PERMITTED_BY[statute.kind] !== undefined),
  );
  const sure = new Set(held.flatMap(({ kind, unreadable }) => (unreadable || kind === null ? [] : [kind])));
  const unclear = new Set(held.filter(({ unreadable }) => unreadable).map(({ kind }) => kind));
  return { statutes: [...sure], unclear: [...unclear].filter((kind) => kind === null || !sure.has(kind)) };
}

/**
 * One condition per held statute that needs a permission; a single one without statute when that cannot be told.
 * @param place of the agreement; null where the counter does not tell, undefined without an agreement
 */
export function permissionConditions(
  access: AccessFacts | null,
  permissions: readonly PermissionFact[] | null,
  place: Place | null | undefined,
  on: Day,
  policy: PermissionPolicy,
): Condition[] {
  const about = (statute: StatuteKind | null): About => ({ kind: ConditionKind.PERMISSION, statute });
  if (!access?.statutes)
    return [unknown(about(null), Actor.VDAB, `Statutes not known: ${whyWithheld(access, "STATUTES")}`)];
  const needed = permissionsNeeded(access.statutes, on);
  const unclear = needed.unclear.map((statute) =>
    unknown(about(statute), Actor.VDAB, "VDAB's record of a statute cannot be read; it may be held on this day."),
  );
  return [
    ...needed.statutes.map((statute) => permission(about(statute), statute, permissions, place, on, policy)),
    ...unclear,
  ];
}

function permission(
  about: About,
  statute: StatuteKind,
  permissions: readonly PermissionFact[] | null,
  place: Place | null | undefined,
  on: Day,
  policy: PermissionPolicy,
): Condition {
  const actor = PERMITTED_BY[statute]!;
  if (!permissions) return unknown(about, actor, "Who must permit did not answer.");
  const own = permissions.filter((fact) => !fact.unreadable && fact.statute === statute);
  const forPlace = (fact: PermissionFact) => place === undefined || isGivenFor(fact.workplace, place, policy);
  const current = own.filter((fact) => inForce(fact, on));
  const right = current.find((fact) => forPlace(fact) === true);
  if (right) return met(about, right.validFrom, lastDay(right), "The permission is in force.");
  const standing = own.find((fact) => forPlace(fact) === true && stands(fact, on, policy));
  if (standing)
    return met(
      about,
      standing.validFrom,
      dayBefore(addMonths(standing.validFrom!, policy.standsMonths)),
      "The permission's period ended; it still stands for the same activity.",
    );
  const open = current.find((fact) => forPlace(fact) === null);
  if (open)
    return unknown(
      about,
      actor,
      open.workplace === null
        ? "The permission in force does not say for which workplace it was given."
        : "The permission in force names a workplace; the counter does not say which workplace this is.",
    );
  if (permissions.some((fact) => mayBeInForce(fact, statute, on)))
    return unknown(about, actor, "The record of a permission cannot be read; it may be in force.");
  if (current[0]) return lacking(about, null, actor, forAnotherPlace(current[0], place));
  return notInForce(about, own, actor, on);
}

/** Why no permission is in force. */
function notInForce(about: About, own: readonly PermissionFact[], actor: Actor, on: Day): Condition {
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

function forAnotherPlace({ workplace }: PermissionFact, place: Place | null | undefined): string {
  if (!place?.isTold) return "The permission in force is for another workplace.";
  return `The permission in force is for another workplace: “${workplace}”, not “${place.workplace}”.`;
}

/** A revoked permission held until the day before it was revoked. */
export function inForce(fact: PermissionFact, on: Day): boolean {
  if (fact.status === PermissionStatus.NOT_NEEDED) return true;
  return wasGranted(fact) && holdsOn({ validFrom: fact.validFrom, validTo: lastDay(fact) }, on);
}

/** Whether a permission that cannot be read may be the one that is needed. */
export function mayBeInForce(fact: PermissionFact, statute: StatuteKind, on: Day): boolean {
  const isOfStatute = fact.statute === null || fact.statute === statute;
  const mayBeGranted = fact.status !== PermissionStatus.REQUESTED && fact.status !== PermissionStatus.REFUSED;
  return !!fact.unreadable && isOfStatute && mayBeGranted && holdsOn({ ...fact, validTo: lastDay(fact) }, on);
}

/** Whether a permission of which the period ended counts all the same, as it does not where it was revoked. */
function stands(fact: PermissionFact, on: Day, { standsMonths }: PermissionPolicy): boolean {
  const { status, validFrom, revokedOn } = fact;
  if (standsMonths === 0 || validFrom === null || revokedOn !== null || status !== PermissionStatus.GRANTED)
    return false;
  return validFrom <= on && on < addMonths(validFrom, standsMonths);
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
