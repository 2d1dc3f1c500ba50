import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Refusal } from "../../../schema/faults.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Guide } from "../entities/guide.js";
import { isPartnershipInSight } from "../find-in-sight.js";
import type { Loaders } from "../loaders.js";
import { mayCountGuided } from "../rules/may-see.js";

@Resolver(() => Guide)
export class GuideResolver {
  @FieldResolver()
  async activeParticipants(@Root() guide: Guide, @Ctx() context: SubgraphContext<Loaders>) {
    const { id, partnershipId, organisation } = guide;
    const { asking, load, today } = context;
    if (!mayCountGuided(asking.mandate)) throw new Refusal("UNAUTHORIZED_FIELD_OR_TYPE");
    const isColleague =
      asking.mandate.capacity === "PARTNER_GUIDE" && organisation.enterpriseNumber === asking.mandate.organisation;
    if (!isColleague && !(await isPartnershipInSight(partnershipId, context))) throw new Refusal("OUT_OF_SIGHT");
    const tally = await load.tally(partnershipId, today);
    return tally && (tally.guides.get(id) ?? 0);
  }
}
