import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Guide } from "../entities/guide.js";
import type { Loaders } from "../loaders.js";

@Resolver(() => Guide)
export class GuideResolver {
  @FieldResolver()
  async activeParticipants(@Root() { id, partnershipId }: Guide, @Ctx() { load, today }: SubgraphContext<Loaders>) {
    const tally = await load.tally(partnershipId, today);
    return tally && (tally.guides.get(id) ?? 0);
  }
}
