import { ObligationKind } from "../../entities/finding.js";
import { ConditionKind } from "../../entities/readiness.js";
import { addMonths, dayAfter } from "../../../../schema/days.js";
import { MONTHS_AN_ASSESSMENT_HOLDS, personConditions } from "../person-conditions.js";
import { termOf, type AgreementRule } from "./agreement-facts.js";
import { defectOfCondition } from "./defect-of-condition.js";
import { lapsesIn } from "./lapse.js";

/**
 * VDAB assesses at least yearly over the whole guidance, by the same rule as readiness has for one day; an assessment that
 * concludes to stop ends the access.
 */
export const assessedYearly: AgreementRule = ({ agreement, access }, _policy, today) => {
  const judge = (on: string) => {
    const assessment = personConditions(access, on).find(({ kind }) => kind === ConditionKind.ASSESSMENT)!;
    return defectOfCondition(assessment);
  };
  const changes = (access?.assessments ?? []).flatMap(({ assessedOn }) =>
    assessedOn === null ? [] : [assessedOn, dayAfter(addMonths(assessedOn, MONTHS_AN_ASSESSMENT_HOLDS))],
  );
  return lapsesIn(ObligationKind.ASSESSMENT, termOf(agreement), changes, judge, today);
};
