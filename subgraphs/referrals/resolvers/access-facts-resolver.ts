import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Fault } from "../../../schema/faults.js";
import { faultAboutPerson } from "../../kernel/authorise.js";
import type { NameFact } from "../../kernel/facts.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Participant } from "../entities/participant.js";
import type { Loaders } from "../loaders.js";
import { accessFacts, type AccessFile } from "../rules/access-facts.js";

type Context = SubgraphContext<Loaders>;

/** What other subgraphs are told of a person; what a client may know of it is for them to decide. */
@Resolver(() => Participant)
export class AccessFactsResolver {
  @FieldResolver()
  async accessFacts(@Root() { id }: Participant, @Ctx() { load }: Context) {
    // All are waited for: a failure that comes while nobody waits for it ends the process.
    const [file, sees] = await Promise.all([readFile(id, load), load.sees(id)]);
    // Who does not see the person may not be told either that VDAB has trouble with this one.
    if (!sees && Object.values(file).some((part) => faultAboutPerson(part))) return null;
    return accessFacts(file);
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

async function readFile(id: string, { facts }: Loaders): Promise<AccessFile> {
  const [client, assessments, referrals, outflow] = await Promise.all([
    faultInstead(facts.client.load(id)),
    faultInstead(facts.assessments.load(id)),
    faultInstead(facts.referrals.load(id)),
    faultInstead(facts.outflow.load(id)),
  ]);
  return { client, assessments, referrals, outflow };
}

async function faultInstead<T>(answer: Promise<T>): Promise<T | Fault> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
