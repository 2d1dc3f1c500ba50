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
    const own = (insurances ?? []).filter(
      (insurance) => insurance.kind === cover && insurance.organisation.enterpriseNumber === member,
    );
    const actor = memberActor(facts);
    const judge = (on: string): Defect | null => {
      if (!insurances) return { met: null, actor, explanation: "The counter did not tell the insurances." };
      if (coverOn(own, member, cover, on).insured) return null;
      const explanation = on === agreement.startsOn ? "Not insured at the start." : "Not insured during the guidance.";
      return { met: false, actor, explanation };
    };
    return lapsesIn(kind, termOf(agreement), edgesOf(own), judge, today);
  };
}

export const insuredForAccidents = insuredFromStart(
  ObligationKind.INSURANCE_BODILY_ACCIDENT,
  InsuranceKind.BODILY_ACCIDENT,
);
export const insuredForLiability = insuredFromStart(ObligationKind.INSURANCE_LIABILITY, InsuranceKind.CIVIL_LIABILITY);
