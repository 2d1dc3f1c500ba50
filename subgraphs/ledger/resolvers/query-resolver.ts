import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Directive, Info, Int, Query, Resolver } from "type-graphql";
import { cursorsOf, type Page, PAGED, pageOf } from "../../kernel/connection.js";
import { AUTHENTICATED, forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { FundingYear, FundingYearConnection } from "../entities/funding-year.js";
import { LegacyRegime } from "../entities/legacy-regime.js";
import { UnitAmount } from "../entities/unit-amount.js";
import type { Loaders } from "../loaders.js";

type Context = SubgraphContext<Loaders>;

@Resolver()
export class QueryResolver {
  @Directive(AUTHENTICATED)
  @Directive(forGroup("funding"))
  @Directive(PAGED)
  @Query(() => FundingYearConnection, {
    nullable: true,
    description:
      "Financieringsjaren. The funding of every partnership in one year, for a lead of those it leads, in the order of their ids. Null when the department does not answer.",
  })
  async fundingYears(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("year", () => Int, { description: "Jaar. The calendar year; there is none before 2021." }) year: number,
    @Arg("first", () => Int, { nullable: true, description: "How many at most: 50 unless told, 200 at most." })
    first?: number | null,
    @Arg("after", () => String, { nullable: true, description: "Cursor of the item after which the page begins." })
    after?: string | null,
  ): Promise<Page<FundingYear>> {
    const partnerships = await context.load.fundedPartnerships(year);
    const all = partnerships.map((id) => ({ year, partnership: { id } }));
    return pageOf(all, ({ partnership }) => partnership.id, cursorsOf(info, context), { first, after });
  }

  @Directive(AUTHENTICATED)
  @Directive("@listSize(assumedSize: 10)")
  @Query(() => [UnitAmount], {
    nullable: true,
    description: "Eenheidsbedragen, in the order of time. Null when the department does not answer.",
  })
  unitAmounts(@Ctx() { load }: Context) {
    return load.unitAmounts();
  }

  @Directive(AUTHENTICATED)
  @Directive("@listSize(assumedSize: 5)")
  @Query(() => [LegacyRegime], {
    nullable: true,
    description:
      "Oude regelingen. Work-oriented care before 1 April 2021, the oldest first. Null when the department does not answer.",
  })
  legacyRegimes(@Ctx() { load }: Context) {
    return load.legacyRegimes();
  }
}
