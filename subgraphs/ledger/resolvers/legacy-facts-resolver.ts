import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { LegacyParticipationFact, LegacyRecognitionFact } from "../../kernel/facts.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Participant } from "../entities/participant.js";
import { Partnership } from "../entities/partnership.js";
import type { Loaders } from "../loaders.js";

type Context = SubgraphContext<Loaders>;

/** What the counter is told of a partnership's years before AMA WSE. */
@Resolver(() => Partnership)
export class LegacyFactsOfPartnership {
  @Directive("@inaccessible")
  @FieldResolver(() => [LegacyRecognitionFact], {
    nullable: true,
    description: "What its members offered before 1 April 2021; for other subgraphs.",
  })
  async legacyRecognitions(@Root() { id }: Partnership, @Ctx() { load }: Context) {
    return (await load.legacyRecognitions.load(id)) ?? [];
  }
}

/** What the counter is told of a person's years before AMA WSE; what a client may know of it is for the counter to decide. */
@Resolver(() => Participant)
export class LegacyFactsOfParticipant {
  @Directive("@inaccessible")
  @FieldResolver(() => [LegacyParticipationFact], {
    nullable: true,
    description: "Where the person took part before 1 April 2021; for other subgraphs.",
  })
  async legacyParticipations(@Root() { id }: Participant, @Ctx() { load }: Context) {
    return (await load.legacyParticipations.load(id)) ?? [];
  }
}
