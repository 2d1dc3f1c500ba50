import { ObligationKind } from "../../entities/finding.js";
import { InsuranceKind } from "../../entities/insurance.js";
import { coverOn } from "../insured.js";
import { edgesOf, lapsesIn, type Defect } from "./lapse.js";
import { actorOf, termOfMember, type MemberRule } from "./member-facts.js";

/** Each member is insured on every day that it is a member, whether somebody starts then or not. */
function memberInsured(kind: ObligationKind, cover: InsuranceKind): MemberRule {
  return ({ partnership, member }, today) => {
    const { enterpriseNumber } = member.organisation;
    const { insurances, faults } = partnership;
    const unreadable = faults?.insurances ?? [];
    const actor = actorOf(member);
    const judge = (on: string): Defect | null => {
      const { insured } = coverOn(insurances, enterpriseNumber, cover, on, unreadable);
      if (insured) return null;
      return insured === null
        ? { met: null, actor, explanation: "The counter's record of a policy cannot be read." }
        : { met: false, actor, explanation: "No policy was in force." };
    };
    const changes = [...edgesOf(insurances), ...edgesOf(unreadable.map(({ readable }) => readable))];
    return lapsesIn(kind, termOfMember(member), changes, judge, today);
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
