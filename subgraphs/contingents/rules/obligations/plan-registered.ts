import { Fault } from "../../../../schema/faults.js";
import { ObligationKind } from "../../entities/finding.js";
import { addDays, dayAfter } from "../../../../schema/days.js";
import { memberActor, termOf, type AgreementRule } from "./agreement-facts.js";
import { lapsesIn, type Defect } from "./lapse.js";

/** The development plan is registered within the term; the last day of it is in time. */
export const planRegistered: AgreementRule = (facts, { daysToPlan }, today) => {
  const { startsOn, developmentPlan } = facts.agreement;
  const actor = memberActor(facts);
  const due = addDays(startsOn, daysToPlan);
  const judge = (on: string): Defect | null => {
    if (developmentPlan === undefined || developmentPlan instanceof Fault)
      return { met: null, actor, explanation: "It is not known whether a development plan is registered." };
    if (developmentPlan !== null && developmentPlan.registeredOn <= on) return null;
    return { met: false, actor, explanation: `No development plan was registered within ${daysToPlan} days.` };
  };
  const term = { ...termOf(facts.agreement), from: dayAfter(due) };
  const changes = developmentPlan && !(developmentPlan instanceof Fault) ? [developmentPlan.registeredOn] : [];
  return lapsesIn(ObligationKind.DEVELOPMENT_PLAN, term, changes, judge, today).map((lapse) => ({ ...lapse, on: due }));
};
