import type { Day } from "../../../schema/scalars.js";
import type { LegacyParticipationFact } from "../../kernel/facts.js";
import type { GuidanceAgreement } from "../entities/guidance-agreement.js";
import type { ParticipationPeriod } from "../entities/regime.js";
import { cutByRegime, legacyRegime } from "./regimes.js";

/** Where a person took part, through every change of regime, oldest first. */
export function participationHistory(
  before: readonly LegacyParticipationFact[],
  agreements: readonly GuidanceAgreement[],
  today: Day,
): ParticipationPeriod[] {
  const periods = [
    ...before.map(({ scheme, organisation, validFrom, validTo, fullTimeEquivalent }) => ({
      regime: legacyRegime(scheme),
      validFrom,
      validTo,
      organisation: { enterpriseNumber: organisation },
      agreement: null,
      fullTimeEquivalent,
      hoursPerWeek: null,
    })),
    ...agreements.flatMap((agreement) => periodsOf(agreement, today)),
  ];
  return periods.sort((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0));
}

function periodsOf(agreement: GuidanceAgreement, today: Day): ParticipationPeriod[] {
  const { startsOn, endsOn, organisation, hours } = agreement;
  return cutByRegime({ validFrom: startsOn, validTo: endsOn }).map(({ regime, validFrom, validTo }) => {
    const last = validTo !== null && validTo < today ? validTo : today;
    return {
      regime,
      validFrom,
      validTo,
      organisation,
      agreement,
      fullTimeEquivalent: null,
      hoursPerWeek: hours.findLast((step) => step.validFrom <= last)?.hoursPerWeek ?? null,
    };
  });
}
