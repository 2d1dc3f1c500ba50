import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Guide } from "../entities/guide.js";
import { isPartnershipInSight } from "../find-in-sight.js";
import type { Loaders } from "../loaders.js";

@Resolver(() => Guide)
export class GuideResolver {
  @FieldResolver()
  async activeParticipants(@Root() guide: Guide, @Ctx() context: SubgraphContext<Loaders>) {
    const { id, partnershipId, organisation } = guide;
    const { asking, load, today } = context;
    const isColleague =
      asking.mandate.capacity === "PARTNER_GUIDE" && organisation.enterpriseNumber === asking.mandate.organisation;
    if (!isColleague && !(await isPartnershipInSight(partnershipId, context))) return null;
    const tally = await load.tally(partnershipId, today);
    return tally && (tally.guides.get(id) ?? 0);
  }
}
