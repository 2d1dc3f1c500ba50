import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { AtRisk } from "../entities/at-risk.js";
import { GuidanceAgreement } from "../entities/guidance-agreement.js";
import { GuidanceFinding } from "../entities/guidance-finding.js";
import { OBLIGATION_FACTS } from "../entities/participant.js";
import { findAtRisk } from "../find-at-risk.js";
import { listFindings } from "../list-findings.js";
import type { Loaders } from "../loaders.js";
import { quartersOf } from "../rules/quarter.js";

type Context = SubgraphContext<Loaders>;

const FACTS = `@requires(fields: "participant { ${OBLIGATION_FACTS} }")`;

@Resolver(() => GuidanceAgreement)
export class AgreementObligationsResolver {
  @Directive(forGroup("guidance"))
  @Directive("@listSize(assumedSize: 3)")
  @Directive("@cost(weight: 10)")
  @Directive(FACTS)
  @FieldResolver(() => [GuidanceFinding], {
    nullable: true,
    description:
      "Vaststellingen. Every period of the agreement in which an obligation did not hold, or is not known to have held; past ones too.",
  })
  findings(@Root() agreement: GuidanceAgreement, @Ctx() context: Context): Promise<GuidanceFinding[]> {
    return listFindings(agreement, agreement.participant, context);
  }

  @Directive(forGroup("guidance"))
  @Directive("@cost(weight: 10)")
  @Directive(FACTS)
  @FieldResolver(() => AtRisk, { nullable: true, description: "Dagen in het gedrang in a year, under this agreement." })
  atRisk(
    @Root() agreement: GuidanceAgreement,
    @Ctx() context: Context,
    @Arg("year", () => Int, { description: "Calendar year." }) year: number,
  ): Promise<AtRisk> {
    return findAtRisk(
      { agreements: [agreement], unreadable: 0 },
      quartersOf(year),
      ({ participant }) => participant,
      context,
    );
  }
}
