import type { Day } from "../../../schema/scalars.js";
import { Actor } from "../entities/actor.js";
import type { GuidanceAgreement } from "../entities/guidance-agreement.js";
import { InsuranceKind, type Insurance } from "../entities/insurance.js";
import { ConditionKind, ConditionState, type Condition } from "../entities/readiness.js";
import { runsOn } from "./agreement-status.js";
import { lacking, met, unknown, type About } from "./condition.js";
import { dayAfter, holdsOn } from "./days.js";
import { coverOn } from "./insured.js";

/** The declaration that AMA needs: a Dimona without DmfA (Herwin on AMA WSE; domain.md 1, obligations). */
export const DIMONA_TYPE = "DWD";

/** What the counter holds about a person's guidance. */
export interface GuidanceFacts {
  agreements: readonly GuidanceAgreement[];
  /** How many agreements there are besides of which the record is not right. */
  unreadable: number;
  /** Insurances of the partnership of an agreement; null when the counter did not tell them. */
  insurancesOf(agreement: GuidanceAgreement): readonly Insurance[] | null;
}

/**
 * Insurance of the guiding member, agreement and Dimona on a day. Of several agreements that run then, the one that
 * serves the person best counts.
 */
export function guidanceConditions(facts: GuidanceFacts | null, on: Day): Condition[] {
  if (!facts) return withoutAgreement("The counter did not answer.", unknown);
  const running = facts.agreements.filter((agreement) => runsOn(agreement, on));
  const sets = running.map((agreement) => conditionsOf(agreement, facts.insurancesOf(agreement), on));
  const [best] = sets.sort((a, b) => weigh(a) - weigh(b));
  // An agreement that cannot be read may be the one that is needed.
  if (best && (facts.unreadable === 0 || weigh(best) < LACKS)) return best;
  if (facts.unreadable > 0) return withoutAgreement("The counter's record of an agreement is not right.", unknown);
  const ended = facts.agreements
    .flatMap(({ endsOn }) => (endsOn !== null && endsOn < on ? [endsOn] : []))
    .sort()
    .at(-1);
  return withoutAgreement(
    ended === undefined ? "No agreement runs on that day." : "The last agreement ended.",
    (about, actor, explanation) => lacking(about, ended === undefined ? null : dayAfter(ended), actor, explanation),
  );
}

const LACKS = 100;

/** Less is better: what lacks counts before what is not known. */
function weigh(conditions: readonly Condition[]): number {
  const count = (state: ConditionState) => conditions.filter((condition) => condition.state === state).length;
  return count(ConditionState.LACKING) * LACKS + count(ConditionState.UNKNOWN);
}

const kindOf = (kind: ConditionKind): About => ({ kind, statute: null });

/** Without an agreement nobody knows which member guides, so neither who must be insured. */
function withoutAgreement(
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

function conditionsOf(agreement: GuidanceAgreement, insurances: readonly Insurance[] | null, on: Day): Condition[] {
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
  insurances: readonly Insurance[] | null,
  on: Day,
): Condition {
  if (!insurances) return unknown(kindOf(kind), Actor.MEMBER, "The counter did not tell the insurances.");
  const { insured, since, until } = coverOn(insurances, member, cover, on);
  return insured
    ? met(kindOf(kind), since, until, "The guiding member is insured.")
    : lacking(kindOf(kind), since, Actor.MEMBER, "The guiding member is not insured.");
}

function agreed({ startsOn, endsOn, signedOn, signedByWorkplaceOn }: GuidanceAgreement, on: Day): Condition {
  const about = kindOf(ConditionKind.AGREEMENT);
  const unsigned = [
    ...(signedOn === null || signedOn > on ? ["the participant"] : []),
    ...(signedByWorkplaceOn === null || signedByWorkplaceOn > on ? ["the workplace"] : []),
  ];
  if (unsigned.length > 0)
    return lacking(about, startsOn, Actor.MEMBER, `The agreement is not signed by ${unsigned.join(" and ")}.`);
  return met(about, startsOn, endsOn, "A signed agreement runs.");
}

function declared({ dimona, startsOn }: GuidanceAgreement, on: Day): Condition {
  const about = kindOf(ConditionKind.DIMONA);
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
