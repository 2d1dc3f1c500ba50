import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { ListedElsewhere } from "../entities/listed-elsewhere.js";
import type { Loaders } from "../loaders.js";

@Resolver(() => ListedElsewhere)
export class ListedElsewhereResolver {
  @FieldResolver()
  partnership(@Root() { partnershipId }: ListedElsewhere, @Ctx() { load }: SubgraphContext<Loaders>) {
    return load.partnership.load(partnershipId);
  }
}
