import { ObligationKind } from "../../entities/finding.js";
import { hasUnknownQualification, qualifiedGuides } from "../guides.js";
import { edgesOf, lapsesIn, type Defect } from "./lapse.js";
import { actorOf, termOfMember, type MemberRule } from "./member-facts.js";

/** The lead and each partner employ a qualified guide, on every day that they are members. */
export const qualifiedGuide: MemberRule = ({ member, guides }, today) => {
  const { enterpriseNumber } = member.organisation;
  const actor = actorOf(member);
  const judge = (on: string): Defect | null => {
    if (!guides) return { met: null, actor, explanation: "The counter did not tell its guides." };
    if (qualifiedGuides(guides, enterpriseNumber, on).length > 0) return null;
    return hasUnknownQualification(guides, enterpriseNumber, on)
      ? { met: null, actor, explanation: "A guide's qualification has an unknown code." }
      : { met: false, actor, explanation: "It employed no qualified guide." };
  };
  const own = (guides ?? []).filter(({ organisation }) => organisation.enterpriseNumber === enterpriseNumber);
  const employed = own.map(({ employedFrom, employedTo }) => ({ validFrom: employedFrom, validTo: employedTo }));
  const obtained = own.flatMap(({ qualification }) => qualification?.obtainedOn ?? []);
  return lapsesIn(
    ObligationKind.QUALIFIED_GUIDE,
    termOfMember(member),
    [...edgesOf(employed), ...obtained],
    judge,
    today,
  );
};
