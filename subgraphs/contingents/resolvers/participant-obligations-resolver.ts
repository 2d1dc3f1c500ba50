import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { Fault, Refusal } from "../../../schema/faults.js";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { AtRisk } from "../entities/at-risk.js";
import { GuidanceFinding } from "../entities/guidance-finding.js";
import { OBLIGATION_FACTS, Participant } from "../entities/participant.js";
import { findAtRisk } from "../find-at-risk.js";
import { findFile, isInSight } from "../find-in-sight.js";
import { listFindings } from "../list-findings.js";
import type { Loaders } from "../loaders.js";
import { quartersOf } from "../rules/quarter.js";

type Context = SubgraphContext<Loaders>;

const FACTS = `@requires(fields: "${OBLIGATION_FACTS}")`;

@Resolver(() => Participant)
export class ParticipantObligationsResolver {
  @Directive(forGroup("guidance"))
  @Directive("@listSize(assumedSize: 3)")
  @Directive("@cost(weight: 10)")
  @Directive(FACTS)
  @FieldResolver(() => [GuidanceFinding], {
    nullable: "itemsAndList",
    description:
      "Vaststellingen. Every period of the guidance in which an obligation did not hold, or is not known to have held; past ones too. An agreement whose record is not right is null by itself. A lead sees those of its partnerships, a guide those of the own organisation.",
  })
  async findings(@Root() participant: Participant, @Ctx() context: Context): Promise<(GuidanceFinding | Fault)[]> {
    const found = await Promise.all(
      (await fileInSight(participant, context)).map(async (agreement) =>
        agreement instanceof Fault ? [agreement] : listFindings(agreement, participant, context),
      ),
    );
    return found.flat();
  }

  @Directive(forGroup("guidance"))
  @Directive("@cost(weight: 10)")
  @Directive(FACTS)
  @FieldResolver(() => AtRisk, {
    nullable: true,
    description: "Dagen in het gedrang in a year, under the agreements in the asker's sight.",
  })
  async atRisk(
    @Root() participant: Participant,
    @Ctx() context: Context,
    @Arg("year", () => Int, { description: "Calendar year." }) year: number,
  ): Promise<AtRisk> {
    const all = await fileInSight(participant, context);
    const agreements = all.flatMap((agreement) => (agreement instanceof Fault ? [] : [agreement]));
    const guided = { agreements, unreadable: all.length - agreements.length };
    return findAtRisk(guided, quartersOf(year), () => participant, context);
  }
}

/** The agreements in sight; none where the counter has no file. @throws Refusal OUT_OF_SIGHT */
async function fileInSight(participant: Participant, context: Context) {
  if (!(await isInSight(participant, context))) throw new Refusal("OUT_OF_SIGHT");
  return (await findFile(participant, context))?.agreements ?? [];
}
