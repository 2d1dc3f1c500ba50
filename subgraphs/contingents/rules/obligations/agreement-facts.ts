import type { AccessFacts, PermissionFact } from "../../../kernel/facts.js";
import { Actor } from "../../entities/actor.js";
import type { AgreementFault, GuidanceAgreement } from "../../entities/guidance-agreement.js";
import type { Insurances } from "../guidance-conditions.js";
import type { Place } from "../permission-policy.js";
import type { JudgePolicy } from "./obligation-policy.js";
import type { Lapse, Term } from "./lapse.js";
import type { Day } from "../../../../schema/scalars.js";

/** What the obligations that go with one agreement are judged by; null where an agency did not answer. */
export interface AgreementFacts {
  agreement: GuidanceAgreement;
  /** All agreements of the person that the counter keeps, this one too; null when it did not answer. */
  ofPerson: readonly (GuidanceAgreement | AgreementFault)[] | null;
  /** Of the partnership, of all members. */
  insurances: Insurances | null;
  /** Where the agreement is. */
  place: Place | null;
  /** Enterprise number of the lead. */
  lead: string | null;
  access: AccessFacts | null;
  permissions: readonly PermissionFact[] | null;
}

/** Judges one obligation over the whole term of an agreement. */
export type AgreementRule = (facts: AgreementFacts, policy: JudgePolicy, today: Day) => Lapse[];

export function termOf({ startsOn, endsOn }: Pick<GuidanceAgreement, "startsOn" | "endsOn">): Term {
  return { from: startsOn, to: endsOn };
}

/** Who must act where the guiding member must. */
export function memberActor({ agreement, lead }: AgreementFacts): Actor {
  return agreement.organisation.enterpriseNumber === lead ? Actor.LEAD : Actor.MEMBER;
}
