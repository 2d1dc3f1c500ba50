import type { Day } from "../../../schema/scalars.js";
import { AdviceStatus, AssessmentOutcome, type AccessFacts, type PermissionFact } from "../../kernel/facts.js";
import { Actor } from "../entities/actor.js";
import { ConditionKind, ConditionState, type Condition, type Readiness } from "../entities/readiness.js";
import { lacking, met, unknown } from "./condition.js";
import { addMonths, dayAfter, holdsOn } from "./days.js";
import { guidanceConditions, type GuidanceFacts } from "./guidance-conditions.js";
import { permissionConditions } from "./permission-conditions.js";

/** VDAB assesses at least yearly (VDAB extranet, vlaanderen.be on AMA WSE; domain.md 1), since 1 April 2021. */
export const MONTHS_AN_ASSESSMENT_HOLDS = 12;
/** At least so many hours a week must be within reach (vlaanderen.be on AMA WSE; domain.md 1), since 1 April 2021. */
export const LEAST_HOURS_PER_WEEK = 12;

/** What decides whether somebody may be active; null where an agency did not answer, which is never read as "none". */
export interface ReadinessFacts {
  access: AccessFacts | null;
  permissions: readonly PermissionFact[] | null;
  guidance: GuidanceFacts | null;
}

/** Whether a person may be active on a day, which conditions lack, and who must act. */
export function readiness(facts: ReadinessFacts, on: Day): Readiness {
  const conditions = [
    advice(facts.access, on),
    assessment(facts.access, on),
    hoursAble(facts.access, on),
    ...permissionConditions(facts.access, facts.permissions, on),
    ...guidanceConditions(facts.guidance, on),
  ];
  const states = conditions.map(({ state }) => state);
  const mayBeActive = states.includes(ConditionState.LACKING)
    ? false
    : states.includes(ConditionState.UNKNOWN)
      ? null
      : true;
  return { on, mayBeActive, conditions };
}

function advice(access: AccessFacts | null, on: Day): Condition {
  const about = { kind: ConditionKind.ADVICE, statute: null };
  if (!access) return unknown(about, Actor.VDAB, "VDAB did not answer.");
  // A closed advice held until its last day; one that was closed without a last day says nothing about any day.
  const held = access.advice.filter(
    (fact) =>
      holdsOn(fact, on) &&
      (fact.status === AdviceStatus.GRANTED || (fact.status === AdviceStatus.CLOSED && fact.validTo !== null)),
  );
  if (held[0]) return met(about, held[0].validFrom, held[0].validTo, "VDAB's advice is in force.");
  if (access.advice.some((fact) => fact.status === AdviceStatus.UNKNOWN && holdsOn(fact, on)))
    return unknown(about, Actor.VDAB, "VDAB's advice has a status that is not in its published list.");
  const ended = access.advice
    .flatMap(({ validTo }) => (validTo !== null && validTo < on ? [validTo] : []))
    .sort()
    .at(-1);
  const pending = access.advice.some(({ status }) => status === AdviceStatus.PENDING);
  return lacking(
    about,
    ended === undefined ? null : dayAfter(ended),
    Actor.VDAB,
    pending ? "VDAB has not decided yet." : ended === undefined ? "VDAB granted no advice." : "VDAB's advice ended.",
  );
}

/** The newest assessment made on or before the day. */
function newestAssessment(access: AccessFacts, on: Day) {
  return access.assessments
    .filter(({ assessedOn }) => assessedOn <= on)
    .sort((a, b) => (a.assessedOn < b.assessedOn ? 1 : -1))[0];
}

function assessment(access: AccessFacts | null, on: Day): Condition {
  const about = { kind: ConditionKind.ASSESSMENT, statute: null };
  if (!access) return unknown(about, Actor.VDAB, "VDAB did not answer.");
  const newest = newestAssessment(access, on);
  if (!newest) return lacking(about, null, Actor.VDAB, "VDAB has not assessed.");
  if (newest.outcome === AssessmentOutcome.STOP)
    return lacking(about, newest.assessedOn, Actor.VDAB, "VDAB's last assessment concluded to stop.");
  const holdsUntil = addMonths(newest.assessedOn, MONTHS_AN_ASSESSMENT_HOLDS);
  if (holdsUntil < on)
    return lacking(about, dayAfter(holdsUntil), Actor.VDAB, "VDAB's last assessment is more than twelve months old.");
  if (newest.outcome === AssessmentOutcome.UNKNOWN)
    return unknown(about, Actor.VDAB, "VDAB's last assessment has an outcome that is not in its published list.");
  return met(about, newest.assessedOn, holdsUntil, "VDAB assessed within the last twelve months.");
}

function hoursAble(access: AccessFacts | null, on: Day): Condition {
  const about = { kind: ConditionKind.HOURS_ABLE, statute: null };
  if (!access) return unknown(about, Actor.VDAB, "VDAB did not answer.");
  const newest = newestAssessment(access, on);
  if (!newest || newest.hoursPerWeekAble === null)
    return unknown(about, Actor.VDAB, newest ? "VDAB left the hours blank." : "VDAB has not assessed.");
  return newest.hoursPerWeekAble >= LEAST_HOURS_PER_WEEK
    ? met(about, newest.assessedOn, null, `Able to ${newest.hoursPerWeekAble} hours a week.`)
    : lacking(about, newest.assessedOn, Actor.VDAB, `Able to ${newest.hoursPerWeekAble} hours a week; 12 are needed.`);
}
