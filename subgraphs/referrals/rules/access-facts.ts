import type { AccessFacts, PeriodFact } from "../../kernel/facts.js";
import type { EligibilityAssessment } from "../entities/eligibility-assessment.js";
import type { MediationAdvice } from "../entities/mediation-advice.js";
import type { Outflow } from "../entities/outflow.js";
import { ReferralStatus, type Referral } from "../entities/referral.js";
import type { Statute } from "../entities/statute.js";

const NEVER_LED_ANYWHERE: readonly ReferralStatus[] = [ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN];

/** Puts together what decides on access. */
export function accessFacts(
  advice: MediationAdvice | null,
  statutes: readonly Statute[],
  assessments: readonly EligibilityAssessment[],
  referrals: readonly Referral[],
  outflow: Outflow | null,
  welfareActivities: PeriodFact[] | null,
): AccessFacts {
  const referred = referrals.find(({ status }) => !NEVER_LED_ANYWHERE.includes(status));
  return {
    advice: advice ? [{ status: advice.status, validFrom: advice.validFrom, validTo: advice.validTo }] : [],
    assessments: assessments.map(({ assessedOn, outcome, hoursPerWeekAble }) => ({
      assessedOn,
      outcome,
      hoursPerWeekAble,
    })),
    statutes: statutes.map(({ kind, validFrom, validTo }) => ({ kind, validFrom, validTo })),
    referredOn: referred?.referredOn ?? null,
    outflowOn: outflow?.on ?? null,
    welfareActivities,
  };
}
