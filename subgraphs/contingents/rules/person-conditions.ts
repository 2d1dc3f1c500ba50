import type { Day } from "../../../schema/scalars.js";
import { AdviceStatus, AssessmentOutcome, type AccessFacts, type AdviceFact } from "../../kernel/facts.js";
import { Actor } from "../entities/actor.js";
import { ConditionKind, type Condition } from "../entities/readiness.js";
import { lacking, met, unknown } from "./condition.js";
import { addMonths, dayAfter } from "../../../schema/days.js";
import { holdsOn } from "./holds-on.js";
import { whyWithheld } from "./why-withheld.js";

/** VDAB assesses at least yearly (VDAB extranet, vlaanderen.be on AMA WSE; domain.md 1), since 1 April 2021. */
export const MONTHS_AN_ASSESSMENT_HOLDS = 12;
/** At least so many hours a week must be within reach (vlaanderen.be on AMA WSE; domain.md 1), since 1 April 2021. */
export const LEAST_HOURS_PER_WEEK = 12;

/** What VDAB decides of the person, wherever that is active: advice, assessment and hours. */
export function personConditions(access: AccessFacts | null, on: Day): Condition[] {
  return [advice(access, on), assessment(access, on), hoursAble(access, on)];
}

/** The advice in force on a day. One that was closed held until its last day; closed without one it says nothing. */
export function adviceInForce(advice: readonly AdviceFact[], on: Day): AdviceFact | undefined {
  return advice.find(
    (fact) =>
      holdsOn(fact, on) &&
      (fact.status === AdviceStatus.GRANTED || (fact.status === AdviceStatus.CLOSED && fact.validTo !== null)),
  );
}

/** Whether an advice that nobody can read, or of which the status is not known, may be in force. */
export function adviceMayBeInForce(advice: readonly AdviceFact[], on: Day): AdviceFact | undefined {
  return advice.find((fact) => fact.status === AdviceStatus.UNKNOWN && holdsOn(fact, on));
}

function advice(access: AccessFacts | null, on: Day): Condition {
  const about = { kind: ConditionKind.ADVICE, statute: null };
  if (!access?.advice) return unknown(about, Actor.VDAB, whyWithheld(access, "ADVICE"));
  const held = adviceInForce(access.advice, on);
  if (held) return met(about, held.validFrom, held.validTo, "VDAB's advice is in force.");
  const unclear = adviceMayBeInForce(access.advice, on);
  if (unclear)
    return unknown(
      about,
      Actor.VDAB,
      unclear.unreadable
        ? "VDAB's record of its advice cannot be read."
        : "VDAB's advice has a status that is not in its published list.",
    );
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

/** An assessment of which the day can be read. */
type Assessed = NonNullable<AccessFacts["assessments"]>[number] & { assessedOn: Day };

/**
 * The newest assessment made on or before the day. `unclear` where one that cannot be read may be newer.
 */
function newestAssessment(assessments: NonNullable<AccessFacts["assessments"]>, on: Day) {
  const newest = assessments
    .filter((one): one is Assessed => !one.unreadable && one.assessedOn !== null && one.assessedOn <= on)
    .sort((a, b) => (a.assessedOn < b.assessedOn ? 1 : -1))[0];
  const isUnclear = assessments.some(
    ({ unreadable, assessedOn }) =>
      unreadable && (assessedOn === null || (assessedOn <= on && (!newest || newest.assessedOn <= assessedOn))),
  );
  return { newest, isUnclear };
}

function assessment(access: AccessFacts | null, on: Day): Condition {
  const about = { kind: ConditionKind.ASSESSMENT, statute: null };
  if (!access?.assessments) return unknown(about, Actor.VDAB, whyWithheld(access, "ASSESSMENTS"));
  const { newest, isUnclear } = newestAssessment(access.assessments, on);
  if (isUnclear) return unknown(about, Actor.VDAB, "VDAB's record of its last assessment cannot be read.");
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
  if (!access?.assessments) return unknown(about, Actor.VDAB, whyWithheld(access, "ASSESSMENTS"));
  const { newest, isUnclear } = newestAssessment(access.assessments, on);
  if (isUnclear) return unknown(about, Actor.VDAB, "VDAB's record of its last assessment cannot be read.");
  if (!newest || newest.hoursPerWeekAble === null)
    return unknown(about, Actor.VDAB, newest ? "VDAB left the hours blank." : "VDAB has not assessed.");
  return newest.hoursPerWeekAble >= LEAST_HOURS_PER_WEEK
    ? met(about, newest.assessedOn, null, `Able to ${newest.hoursPerWeekAble} hours a week.`)
    : lacking(about, newest.assessedOn, Actor.VDAB, `Able to ${newest.hoursPerWeekAble} hours a week; 12 are needed.`);
}
