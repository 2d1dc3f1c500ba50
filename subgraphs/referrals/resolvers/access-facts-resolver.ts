import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Participant } from "../entities/participant.js";
import type { Loaders } from "../loaders.js";
import { accessFacts } from "../rules/access-facts.js";

@Resolver(() => Participant)
export class AccessFactsResolver {
  @FieldResolver()
  async accessFacts(@Root() { id }: Participant, @Ctx() { load }: SubgraphContext<Loaders>) {
    const [client, assessments, referrals, outflow] = await Promise.all([
      load.client.load(id),
      load.assessments.load(id),
      load.referrals.load(id),
      load.outflow.load(id),
    ]);
    if (!client) return null;
    if (client.statutes instanceof Error) return client.statutes;
    if (client.advice instanceof Error) return client.advice;
    return accessFacts(client.advice ?? null, client.statutes, assessments ?? [], referrals ?? [], outflow);
  }
}
