import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { FilingFacts } from "../../kernel/facts.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Partnership } from "../entities/partnership.js";
import type { Loaders } from "../loaders.js";

/** What other subgraphs are told of the statements that the department filed. */
@Resolver(() => Partnership)
export class FilingFactsResolver {
  @Directive("@inaccessible")
  @FieldResolver(() => FilingFacts, {
    nullable: true,
    description: "The statements that the department filed; for other subgraphs.",
  })
  async filingFacts(
    @Root() { id }: Partnership,
    @Ctx() { load, today }: SubgraphContext<Loaders>,
  ): Promise<FilingFacts> {
    if (!(await load.funded.load(id))) return { withheldFor: "OUT_OF_SIGHT", filings: [] };
    const year = Number(today.slice(0, 4));
    const quarters = [year - 1, year].flatMap((each) => [1, 2, 3, 4].map((quarter) => `${each}Q${quarter}`));
    const found = await Promise.all(
      quarters.map(async (quarter) =>
        ((await load.filings.load(`${id}_${quarter}`)) ?? []).map(
          ({ version, deliveredOn, acceptedOn, settledBefore }) => ({
            quarter,
            version,
            deliveredOn,
            acceptedOn,
            settledBefore,
          }),
        ),
      ),
    );
    return { withheldFor: null, filings: found.flat() };
  }
}
