import { Actor } from "../../entities/actor.js";
import { ObligationKind } from "../../entities/finding.js";
import { lapsesIn, type Defect } from "./lapse.js";
import { termOfMember, type MemberRule } from "./member-facts.js";

/** NIS codes of the five Flemish provinces: Antwerpen, Vlaams-Brabant (Halle-Vilvoorde, Leuven), West- and Oost-Vlaanderen, Limburg. */
const FLEMISH = /^(?:1|23|24|3|4|7)/;

/** The lead has its seat in the Vlaams Gewest. The counter keeps the seat of today alone. */
export const leadInFlanders: MemberRule = ({ partnership: { municipality }, member }, today) => {
  const fault = seatFault(municipality?.nis);
  return lapsesIn(ObligationKind.LEAD_IN_FLANDERS, termOfMember(member), [], () => fault, today);
};

function seatFault(nis: string | undefined): Defect | null {
  const actor = Actor.LEAD;
  if (nis === undefined)
    return { met: null, actor, explanation: "The counter does not tell where the lead has its seat." };
  return FLEMISH.test(nis) ? null : { met: false, actor, explanation: "The lead's seat is not in the Vlaams Gewest." };
}
