import { ObligationKind } from "../../entities/finding.js";
import { InsuranceKind } from "../../entities/insurance.js";
import { coverOn } from "../insured.js";
import { memberActor, termOf, type AgreementRule } from "./agreement-facts.js";
import { edgesOf, lapsesIn, type Defect } from "./lapse.js";

/** The guiding member is insured before the start, and stays so. */
function insuredFromStart(kind: ObligationKind, cover: InsuranceKind): AgreementRule {
  return (facts, _policy, today) => {
    const { agreement, insurances } = facts;
    const member = agreement.organisation.enterpriseNumber;
    const changes = [
      ...edgesOf(insurances?.insurances ?? []),
      ...edgesOf((insurances?.unreadable ?? []).map(({ readable }) => readable)),
    ];
    const actor = memberActor(facts);
    const judge = (on: string): Defect | null => {
      if (!insurances) return { met: null, actor, explanation: "The counter did not tell the insurances." };
      const { insured } = coverOn(insurances.insurances, member, cover, on, insurances.unreadable);
      if (insured) return null;
      if (insured === null)
        return { met: null, actor, explanation: "The counter's record of a policy cannot be read." };
      const explanation = on === agreement.startsOn ? "Not insured at the start." : "Not insured during the guidance.";
      return { met: false, actor, explanation };
    };
    return lapsesIn(kind, termOf(agreement), changes, judge, today);
  };
}

export const insuredForAccidents = insuredFromStart(
  ObligationKind.INSURANCE_BODILY_ACCIDENT,
  InsuranceKind.BODILY_ACCIDENT,
);
export const insuredForLiability = insuredFromStart(ObligationKind.INSURANCE_LIABILITY, InsuranceKind.CIVIL_LIABILITY);
