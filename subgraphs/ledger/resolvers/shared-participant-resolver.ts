import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { Refusal } from "../../../schema/faults.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Partnership } from "../entities/partnership.js";
import { SharedParticipant } from "../entities/shared-days.js";
import type { Loaders } from "../loaders.js";

@Resolver(() => SharedParticipant)
export class SharedParticipantResolver {
  @Directive("@listSize(assumedSize: 1)")
  @FieldResolver(() => [Partnership], {
    nullable: true,
    description:
      "Andere samenwerkingsverbanden that report the days. For the department, and for a lead of all of them; refused to another lead: where else somebody goes is for the partnership there to tell.",
  })
  async otherPartnerships(@Root() { others }: SharedParticipant, @Ctx() { load }: SubgraphContext<Loaders>) {
    const seen = await Promise.all(others.map((id) => load.funded.load(id)));
    if (seen.includes(null)) throw new Refusal("OUT_OF_SIGHT");
    return others.map((id) => ({ id }));
  }
}
