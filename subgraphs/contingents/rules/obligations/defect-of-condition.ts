import { ConditionState, type Condition } from "../../entities/readiness.js";
import type { Defect } from "./lapse.js";

/** What a condition of readiness says is wrong on its day; null when it is met. */
export function defectOfCondition({ state, actor, explanation }: Condition): Defect | null {
  if (state === ConditionState.MET || actor === null) return null;
  return { met: state === ConditionState.UNKNOWN ? null : false, actor, explanation };
}
