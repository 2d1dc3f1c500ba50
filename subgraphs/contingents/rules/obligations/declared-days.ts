import { ObligationKind } from "../../entities/finding.js";
import { DIMONA_TYPE } from "../guidance-conditions.js";
import { holdsOn } from "../holds-on.js";
import { memberActor, termOf, type AgreementRule } from "./agreement-facts.js";
import { edgesOf, lapsesIn, type Defect } from "./lapse.js";

/** A Dimona of type DWD covers every day of the guidance. */
export const declaredDays: AgreementRule = (facts, _policy, today) => {
  const { dimona } = facts.agreement;
  const actor = memberActor(facts);
  const judge = (on: string): Defect | null => {
    if (dimona === undefined)
      return { met: null, actor, explanation: "The counter does not tell whether a Dimona was declared." };
    if (dimona === null) return { met: false, actor, explanation: "No Dimona was declared." };
    if (dimona.type !== DIMONA_TYPE) return { met: false, actor, explanation: "The Dimona is not of type DWD." };
    return holdsOn(dimona, on) ? null : { met: false, actor, explanation: "The Dimona does not cover these days." };
  };
  return lapsesIn(ObligationKind.DIMONA, termOf(facts.agreement), dimona ? edgesOf([dimona]) : [], judge, today);
};
