import type { Day } from "../../../../schema/scalars.js";
import { Actor } from "../../entities/actor.js";
import type { Guide } from "../../entities/guide.js";
import { MemberRole, type Membership } from "../../entities/membership.js";
import type { Partnership } from "../../entities/partnership.js";
import type { Lapse, Term } from "./lapse.js";

/** What the obligations of a member are judged by. */
export interface MemberFacts {
  partnership: Partnership;
  member: Membership;
  /** Null when the counter did not tell them. */
  guides: readonly Guide[] | null;
}

/** Judges one obligation over the whole membership. */
export type MemberRule = (facts: MemberFacts, today: Day) => Lapse[];

export function termOfMember({ validFrom, validTo }: Membership): Term {
  return { from: validFrom, to: validTo };
}

export function actorOf({ role }: Membership): Actor {
  return role === MemberRole.LEAD ? Actor.LEAD : Actor.MEMBER;
}
