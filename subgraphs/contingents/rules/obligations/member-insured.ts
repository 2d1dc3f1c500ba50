import { ObligationKind } from "../../entities/finding.js";
import { InsuranceKind } from "../../entities/insurance.js";
import { coverOn } from "../insured.js";
import { edgesOf, lapsesIn, type Defect } from "./lapse.js";
import { actorOf, termOfMember, type MemberRule } from "./member-facts.js";

/** Each member is insured on every day that it is a member, whether somebody starts then or not. */
function memberInsured(kind: ObligationKind, cover: InsuranceKind): MemberRule {
  return ({ partnership, member }, today) => {
    const { enterpriseNumber } = member.organisation;
    const own = partnership.insurances.filter(
      (insurance) => insurance.kind === cover && insurance.organisation.enterpriseNumber === enterpriseNumber,
    );
    const fault: Defect = { met: false, actor: actorOf(member), explanation: "No policy was in force." };
    const judge = (on: string) => (coverOn(own, enterpriseNumber, cover, on).insured ? null : fault);
    return lapsesIn(kind, termOfMember(member), edgesOf(own), judge, today);
  };
}

export const memberInsuredForAccidents = memberInsured(
  ObligationKind.INSURANCE_BODILY_ACCIDENT,
  InsuranceKind.BODILY_ACCIDENT,
);
export const memberInsuredForLiability = memberInsured(
  ObligationKind.INSURANCE_LIABILITY,
  InsuranceKind.CIVIL_LIABILITY,
);
