import { ObligationKind } from "../../entities/finding.js";
import { ConditionKind } from "../../entities/readiness.js";
import { personConditions } from "../person-conditions.js";
import { termOf, type AgreementRule } from "./agreement-facts.js";
import { defectOfCondition } from "./defect-of-condition.js";
import { edgesOf, lapsesIn } from "./lapse.js";

/** VDAB's advice is in force on every day of the guidance, by the same rule as readiness has for one day. */
export const adviceInForce: AgreementRule = ({ agreement, access }, _policy, today) => {
  const judge = (on: string) => {
    const advice = personConditions(access, on).find(({ kind }) => kind === ConditionKind.ADVICE)!;
    return defectOfCondition(advice);
  };
  return lapsesIn(ObligationKind.ADVICE, termOf(agreement), edgesOf(access?.advice ?? []), judge, today);
};
