import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { AtRisk } from "../entities/at-risk.js";
import { FundingYear } from "../entities/funding-year.js";
import { OBLIGATION_FACTS } from "../entities/participant.js";
import { Partnership } from "../entities/partnership.js";
import { findPartnershipAtRisk } from "../find-partnership-at-risk.js";
import type { Loaders } from "../loaders.js";

@Resolver(() => FundingYear)
export class FundingYearResolver {
  /** The whole of it: whoever asks for days at risk may be told its name by the same answer. */
  @FieldResolver(() => Partnership, { nullable: true })
  async partnership(@Root() { partnership }: FundingYear, @Ctx() { load }: SubgraphContext<Loaders>) {
    const whole = await load.partnership.load(partnership.id);
    return whole && { ...whole, ...partnership };
  }

  @Directive(forGroup("guidance"))
  @Directive("@cost(weight: 200)")
  @Directive(`@requires(fields: "partnership { guided { factsAbout ${OBLIGATION_FACTS} } }")`)
  @FieldResolver(() => AtRisk, {
    nullable: true,
    description:
      "Dagen in het gedrang of this year, of all participants together. They are in the days and the subsidy. For the lead and the department; refused to others.",
  })
  atRisk(@Root() { year, partnership }: FundingYear, @Ctx() context: SubgraphContext<Loaders>): Promise<AtRisk> {
    return findPartnershipAtRisk(partnership.id, year, partnership.guided, context);
  }
}
