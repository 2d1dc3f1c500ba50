import type { Day } from "../../../schema/scalars.js";
import type { GuidanceAgreement } from "../entities/guidance-agreement.js";
import { runsOn } from "./agreement-status.js";

/** Hours a week agreed on a day over all agreements that run then; null when none runs or none says how many. */
export function hoursPerWeek(agreements: readonly GuidanceAgreement[], day: Day): number | null {
  const steps = agreements
    .filter((agreement) => runsOn(agreement, day))
    .flatMap(({ hours }) => hours.filter(({ validFrom }) => validFrom <= day).at(-1) ?? []);
  return steps.length === 0 ? null : steps.reduce((sum, step) => sum + step.hoursPerWeek, 0);
}
