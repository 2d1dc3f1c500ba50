import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Membership } from "../entities/membership.js";
import type { Loaders } from "../loaders.js";
import { qualifiedGuides } from "../rules/guides.js";

@Resolver(() => Membership)
export class MembershipResolver {
  @FieldResolver()
  async qualifiedGuides(
    @Root() { partnershipId, organisation }: Membership,
    @Ctx() { load, today }: SubgraphContext<Loaders>,
  ) {
    const guides = await load.guidesOf.load(partnershipId);
    return guides && qualifiedGuides(guides, organisation.enterpriseNumber, today).length;
  }
}
