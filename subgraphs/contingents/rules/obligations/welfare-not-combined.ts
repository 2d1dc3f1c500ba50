import { Actor } from "../../entities/actor.js";
import { ObligationKind } from "../../entities/finding.js";
import { holdsOn } from "../holds-on.js";
import { termOf, type AgreementRule } from "./agreement-facts.js";
import { edgesOf, lapsesIn, type Defect } from "./lapse.js";

/** Nobody is guided while AMA welzijn runs. */
export const welfareNotCombined: AgreementRule = ({ agreement, access }, _policy, today) => {
  const periods = access?.welfareActivities;
  const judge = (on: string): Defect | null => {
    if (!periods) return { met: null, actor: Actor.VDAB, explanation: "VDAB did not tell whether AMA welzijn runs." };
    const runs = periods.some((period) => holdsOn(period, on));
    return runs ? { met: false, actor: Actor.VDAB, explanation: "AMA welzijn ran at the same time." } : null;
  };
  return lapsesIn(ObligationKind.WELFARE_NOT_COMBINED, termOf(agreement), edgesOf(periods ?? []), judge, today);
};
