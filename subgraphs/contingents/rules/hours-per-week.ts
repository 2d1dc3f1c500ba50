import { Fault } from "../../../schema/faults.js";
import type { Day } from "../../../schema/scalars.js";
import { RecordFault } from "../../kernel/record-fault.js";
import type { WidestPeriod } from "../../kernel/widest-period.js";
import type { AgreementFault, GuidanceAgreement } from "../entities/guidance-agreement.js";
import { runsOn } from "./agreement-status.js";
import { holdsOn } from "./holds-on.js";

/**
 * Hours a week agreed on a day over all agreements that run then; null when none runs or none says how many. The fault of
 * an agreement or a step that cannot be read and may count on that day.
 */
export function hoursPerWeek(
  agreements: readonly (GuidanceAgreement | AgreementFault)[],
  day: Day,
): number | null | Fault {
  const mayCount = (fault: RecordFault<WidestPeriod>) => holdsOn(fault.readable, day);
  const steps: number[] = [];
  for (const agreement of agreements) {
    if (agreement instanceof RecordFault) {
      if (mayCount(agreement)) return agreement;
      continue;
    }
    if (!runsOn(agreement, day)) continue;
    const step = agreement.hours.filter(({ validFrom }) => validFrom <= day).at(-1);
    const newer = (agreement.hoursFaults ?? []).filter(mayCount).find(({ readable: { validFrom } }) => {
      return validFrom === null || !step || step.validFrom <= validFrom;
    });
    if (newer) return newer;
    if (step) steps.push(step.hoursPerWeek);
  }
  return steps.length === 0 ? null : steps.reduce((sum, hours) => sum + hours, 0);
}
