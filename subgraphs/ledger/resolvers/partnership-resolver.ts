import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { Refusal } from "../../../schema/faults.js";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { findFundingYear } from "../find-funding-year.js";
import { FundingYear } from "../entities/funding-year.js";
import { Partnership } from "../entities/partnership.js";
import { YearTrajectories } from "../entities/year-trajectories.js";
import { loadTrajectories } from "../load-year.js";
import type { Loaders } from "../loaders.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => Partnership)
export class PartnershipResolver {
  @Directive(forGroup("funding"))
  @FieldResolver(() => FundingYear, {
    nullable: true,
    description:
      "Financiering van een jaar. Null when nothing was granted and no day was accepted. Source: the department's ledger. For the lead and the department; refused to others.",
  })
  async funding(
    @Root() { id }: Partnership,
    @Ctx() context: Context,
    @Arg("year", () => Int, { description: "Jaar. The calendar year; there is none before 2021." }) year: number,
  ) {
    const funding = await findFundingYear(id, year, context);
    if (!funding && !(await context.load.funded.load(id))) throw new Refusal("OUT_OF_SIGHT");
    return funding;
  }

  @Directive(forGroup("funding"))
  @FieldResolver(() => YearTrajectories, {
    nullable: true,
    description:
      "Trajecten van een jaar, in both readings of the days that the money knows; beside `occupancy`, which counts running agreements. Null when nothing was granted and no day was accepted. For the lead and the department; refused to others.",
  })
  async trajectories(
    @Root() root: Partnership,
    @Ctx() context: Context,
    @Arg("year", () => Int, { description: "Jaar. The calendar year; there is none before 2021." }) year: number,
  ): Promise<YearTrajectories | null> {
    const funding = await this.funding(root, context, year);
    return funding && loadTrajectories(funding, context);
  }
}
