import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { readableOf } from "../../kernel/record-fault.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Referral } from "../entities/referral.js";
import type { Loaders } from "../loaders.js";
import { waitingDays } from "../rules/waiting-days.js";

@Resolver(() => Referral)
export class ReferralResolver {
  @FieldResolver()
  waitingDays(@Root() referral: Referral, @Ctx() { today }: SubgraphContext<Loaders>) {
    return waitingDays(referral, today);
  }
}

/** A referral by its id, found through the participant whose id it opens with. */
export async function findReferral(id: string, { load }: SubgraphContext<Loaders>) {
  const participant = id.slice(0, id.indexOf("."));
  if (!(await load.sees(participant))) return null;
  return readableOf((await load.referrals.load(participant)) ?? []).find((referral) => referral.id === id) ?? null;
}
