import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { AtRisk } from "../entities/at-risk.js";
import { Finding } from "../entities/finding.js";
import { OBLIGATION_FACTS, type Participant } from "../entities/participant.js";
import { Partnership } from "../entities/partnership.js";
import { findMemberLapses } from "../find-compliance.js";
import { findGuided } from "../find-guided.js";
import { isPartnershipInSight } from "../find-in-sight.js";
import { findPartnershipAtRisk } from "../find-partnership-at-risk.js";
import type { Loaders } from "../loaders.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => Partnership)
export class PartnershipObligationsResolver {
  @Directive("@listSize(assumedSize: 3)")
  @Directive("@cost(weight: 2)")
  @FieldResolver(() => [Finding], {
    nullable: true,
    description:
      "Onderbrekingen. Every period in which an obligation of a member did not hold, or is not known to have held, over the whole membership; past ones too. Those about guides are listed for whoever may see who guides; to others it is not told whether there is one.",
  })
  lapses(@Root() partnership: Partnership, @Ctx() context: Context) {
    return findMemberLapses(partnership, context);
  }

  @FieldResolver()
  async guided(@Root() { id }: Partnership, @Ctx() context: Context): Promise<Pick<Participant, "id">[] | null> {
    if (!(await isPartnershipInSight(id, context))) return null;
    const { agreements } = await findGuided(id, context);
    return [...new Set(agreements.map(({ participant }) => participant.id))].map((participant) => ({
      id: participant,
    }));
  }

  @Directive(forGroup("guidance"))
  @Directive("@cost(weight: 200)")
  @Directive(`@requires(fields: "guided { factsAbout ${OBLIGATION_FACTS} }")`)
  @FieldResolver(() => AtRisk, {
    nullable: true,
    description:
      "Dagen in het gedrang in a year, of all participants together. For the lead and the department; refused to others.",
  })
  atRisk(
    @Root() { id, guided }: Partnership,
    @Ctx() context: Context,
    @Arg("year", () => Int, { description: "Calendar year." }) year: number,
  ): Promise<AtRisk> {
    return findPartnershipAtRisk(id, year, guided, context);
  }
}
