import { ObligationKind } from "../../entities/finding.js";
import { addMonths, dayAfter, dayBefore } from "../../../../schema/days.js";
import { memberActor, termOf, type AgreementRule } from "./agreement-facts.js";
import { lapsesIn, type Defect } from "./lapse.js";

/** The guide evaluates formally at least yearly (BVR 18/11/2022 art. 66, as Herwin tells it; domain.md 1). */
export const MONTHS_TO_EVALUATE = 12;

/** Within twelve months of the start, and of each evaluation, the guide evaluates; the day itself is in time. */
export const evaluatedYearly: AgreementRule = (facts, _policy, today) => {
  const { startsOn } = facts.agreement;
  const evaluations = Array.isArray(facts.agreement.evaluations) ? facts.agreement.evaluations : null;
  const actor = memberActor(facts);
  const done = [startsOn, ...(evaluations ?? []).map(({ on }) => on).filter((on) => on > startsOn)].sort();
  const dueBy = (day: string) => addMonths(day, MONTHS_TO_EVALUATE);
  const judge = (on: string): Defect | null => {
    if (!evaluations)
      return {
        met: null,
        actor,
        explanation: "The counter does not tell the evaluations, or its record cannot be read.",
      };
    const newest = done.filter((day) => day <= on).at(-1)!;
    if (on <= dueBy(newest)) return null;
    return { met: false, actor, explanation: "The guide did not evaluate within twelve months." };
  };
  const changes = done.flatMap((day) => [day, dayAfter(dueBy(day))]);
  const term = { ...termOf(facts.agreement), from: dayAfter(dueBy(startsOn)) };
  return lapsesIn(ObligationKind.EVALUATION, term, changes, judge, today).map((lapse) => ({
    ...lapse,
    on: dayBefore(lapse.since),
  }));
};
