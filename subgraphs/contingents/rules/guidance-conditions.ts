import type { Day } from "../../../schema/scalars.js";
import { Actor } from "../entities/actor.js";
import type { GuidanceAgreement } from "../entities/guidance-agreement.js";
import type { WidestPeriod } from "../../kernel/widest-period.js";
import { InsuranceKind, type Insurance, type InsuranceFault } from "../entities/insurance.js";
import { ConditionKind, type Condition } from "../entities/readiness.js";
import { lacking, met, unknown, type About } from "./condition.js";
import { dayAfter } from "../../../schema/days.js";
import { holdsOn } from "./holds-on.js";
import { coverOn } from "./insured.js";
import type { Place } from "./permission-policy.js";

/** The declaration that AMA needs: a Dimona without DmfA (Herwin on AMA WSE; domain.md 1, obligations). */
export const DIMONA_TYPE = "DWD";

/** What the counter holds about a person's guidance. */
export interface GuidanceFacts {
  agreements: readonly GuidanceAgreement[];
  /** When those may run of which the record cannot be read. */
  unreadable: readonly WidestPeriod[];
  /** Insurances of the partnership of an agreement; null when the counter did not tell them. */
  insurancesOf(agreement: GuidanceAgreement): Insurances | null;
  /** Where the agreement is; null when the counter did not tell. */
  placeOf(agreement: GuidanceAgreement): Place | null;
}

export interface Insurances {
  insurances: readonly Insurance[];
  unreadable: readonly InsuranceFault[];
}

/**
 * What is to be said of guidance beside the agreements that run on a day: that none does, or that there may be one more
 * of which the record cannot be read.
 */
export function withoutAgreement(facts: GuidanceFacts | null, hasRunning: boolean, on: Day): Condition[] {
  if (!facts) return noAgreement("The counter did not answer.", unknown);
  const mayRun = facts.unreadable.some((period) => holdsOn(period, on));
  if (hasRunning)
    return mayRun
      ? [
          unknown(
            kindOf(ConditionKind.AGREEMENT),
            Actor.MEMBER,
            "The counter's record of another agreement is not right.",
          ),
        ]
      : [];
  if (mayRun) return noAgreement("The counter's record of an agreement is not right.", unknown);
  const ended = facts.agreements
    .flatMap(({ endsOn }) => (endsOn !== null && endsOn < on ? [endsOn] : []))
    .sort()
    .at(-1);
  return noAgreement(
    ended === undefined ? "No agreement runs on that day." : "The last agreement ended.",
    (about, actor, explanation) => lacking(about, ended === undefined ? null : dayAfter(ended), actor, explanation),
  );
}

const kindOf = (kind: ConditionKind): About => ({ kind, statute: null });

/** Without an agreement nobody knows which member guides, so neither who must be insured. */
function noAgreement(
  explanation: string,
  tellAgreement: (about: About, actor: Actor, explanation: string) => Condition,
): Condition[] {
  const unclear = (kind: ConditionKind) =>
    unknown(kindOf(kind), Actor.MEMBER, "Without a running agreement it is not known which member guides.");
  return [
    unclear(ConditionKind.INSURANCE_BODILY_ACCIDENT),
    unclear(ConditionKind.INSURANCE_LIABILITY),
    tellAgreement(kindOf(ConditionKind.AGREEMENT), Actor.MEMBER, explanation),
    unclear(ConditionKind.DIMONA),
  ];
}

/** Insurance of the guiding member, agreement and Dimona, on a day under one agreement. */
export function conditionsOf(agreement: GuidanceAgreement, insurances: Insurances | null, on: Day): Condition[] {
  const member = agreement.organisation.enterpriseNumber;
  return [
    insured(ConditionKind.INSURANCE_BODILY_ACCIDENT, InsuranceKind.BODILY_ACCIDENT, member, insurances, on),
    insured(ConditionKind.INSURANCE_LIABILITY, InsuranceKind.CIVIL_LIABILITY, member, insurances, on),
    agreed(agreement, on),
    declared(agreement, on),
  ];
}

function insured(
  kind: ConditionKind,
  cover: InsuranceKind,
  member: string,
  told: Insurances | null,
  on: Day,
): Condition {
  if (!told) return unknown(kindOf(kind), Actor.MEMBER, "The counter did not tell the insurances.");
  const { insured, since, until } = coverOn(told.insurances, member, cover, on, told.unreadable);
  if (insured === null) return unknown(kindOf(kind), Actor.MEMBER, "The counter's record of a policy cannot be read.");
  return insured
    ? met(kindOf(kind), since, until, "The guiding member is insured.")
    : lacking(kindOf(kind), since, Actor.MEMBER, "The guiding member is not insured.");
}

function agreed({ startsOn, endsOn, signedOn, signedByWorkplaceOn }: GuidanceAgreement, on: Day): Condition {
  const about = kindOf(ConditionKind.AGREEMENT);
  if (startsOn > on) return lacking(about, null, Actor.MEMBER, "The agreement starts later.");
  if (endsOn !== null && endsOn < on) return lacking(about, dayAfter(endsOn), Actor.MEMBER, "The agreement ended.");
  const unsigned = [
    ...(signedOn === null || signedOn > on ? ["the participant"] : []),
    ...(signedByWorkplaceOn === null || signedByWorkplaceOn > on ? ["the workplace"] : []),
  ];
  if (unsigned.length > 0)
    return lacking(about, startsOn, Actor.MEMBER, `The agreement is not signed by ${unsigned.join(" and ")}.`);
  return met(about, startsOn, endsOn, "A signed agreement runs.");
}

function declared({ dimona, dimonaFault, startsOn }: GuidanceAgreement, on: Day): Condition {
  const about = kindOf(ConditionKind.DIMONA);
  if (dimonaFault) return unknown(about, Actor.MEMBER, "The counter's record of the Dimona cannot be read.");
  if (dimona === undefined) return unknown(about, Actor.MEMBER, "The counter does not tell whether one was declared.");
  if (dimona === null) return lacking(about, startsOn, Actor.MEMBER, "No Dimona was declared.");
  if (dimona.type !== DIMONA_TYPE)
    return lacking(about, startsOn, Actor.MEMBER, "The Dimona that was declared is not of type DWD.");
  if (!holdsOn(dimona, on)) {
    const ended = dimona.validTo !== null && dimona.validTo < on ? dayAfter(dimona.validTo) : null;
    return lacking(about, ended ?? startsOn, Actor.MEMBER, "The Dimona does not cover the day.");
  }
  return met(about, dimona.validFrom, dimona.validTo, "A Dimona of type DWD covers the day.");
}
