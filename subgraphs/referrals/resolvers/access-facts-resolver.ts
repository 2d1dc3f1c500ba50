import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { faultAboutPerson, unlessAboutPerson } from "../../kernel/authorise.js";
import type { AccessFacts, NameFact } from "../../kernel/facts.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Participant } from "../entities/participant.js";
import type { Loaders } from "../loaders.js";
import { accessFacts } from "../rules/access-facts.js";

type Context = SubgraphContext<Loaders>;

/** What other subgraphs are told of a person; what a client may know of it is for them to decide. */
@Resolver(() => Participant)
export class AccessFactsResolver {
  @FieldResolver()
  async accessFacts(@Root() { id }: Participant, @Ctx() { load }: Context) {
    const facts = findFacts(id, load);
    // Both are waited for: a failure that comes while nobody waits for it ends the process.
    const [, sees] = await Promise.all([facts.catch(() => undefined), load.sees(id)]);
    // Who does not see the person may not be told either that VDAB has trouble with this one.
    return sees ? facts : unlessAboutPerson(facts, null);
  }

  @FieldResolver()
  factsAbout(@Root() { id }: Participant): string {
    return id;
  }

  @FieldResolver()
  async nameFact(@Root() { id }: Participant, @Ctx() { load }: Context): Promise<NameFact> {
    try {
      return { name: (await load.facts.client.load(id))?.name ?? null, withheldFor: null };
    } catch (error) {
      const fault = faultAboutPerson(error);
      if (!fault) throw error;
      return { name: null, withheldFor: fault.code };
    }
  }

  @FieldResolver()
  async referralSight(@Root() { id }: Participant, @Ctx() { asking, load }: Context): Promise<boolean> {
    return asking.mandate.capacity === "VDAB_MEDIATOR" ? load.isOpen(id) : load.sees(id);
  }
}

async function findFacts(id: string, { facts }: Loaders): Promise<AccessFacts | null> {
  const [client, assessments, referrals, outflow] = await Promise.all([
    facts.client.load(id),
    facts.assessments.load(id),
    facts.referrals.load(id),
    facts.outflow.load(id),
  ]);
  if (!client) return null;
  if (client.statutes instanceof Error) throw client.statutes;
  if (client.advice instanceof Error) throw client.advice;
  const { advice, statutes, welfareActivities } = client;
  return accessFacts(advice ?? null, statutes, assessments ?? [], referrals ?? [], outflow, welfareActivities);
}
