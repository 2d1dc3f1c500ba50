import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { Refusal } from "../../../schema/faults.js";
import { Sight } from "../../kernel/authorise.js";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { AcceptedFacts, FilingStatus, QuarterlyStatement, StatementFiling } from "../entities/quarterly-statement.js";
import type { Loaders } from "../loaders.js";
import { sightOf } from "../rules/may-see.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => QuarterlyStatement)
export class QuarterlyStatementResolver {
  @Directive(forGroup("funding"))
  @Directive("@listSize(assumedSize: 2)")
  @FieldResolver(() => [StatementFiling], {
    nullable: true,
    description:
      "Versies bij het departement: each version that the department filed, in order; empty when it filed none. Source: the department's ledger. For the lead and the department; refused to others.",
  })
  async filings(@Root() statement: QuarterlyStatement, @Ctx() context: Context): Promise<StatementFiling[]> {
    if (!(await isFunded(statement, context))) throw new Refusal("OUT_OF_SIGHT");
    return (await context.load.filings.load(keyOf(statement))) ?? [];
  }

  @Directive("@inaccessible")
  @FieldResolver(() => AcceptedFacts, {
    nullable: true,
    description: "What the department accepted of the statement; for other subgraphs.",
  })
  async acceptedFacts(@Root() statement: QuarterlyStatement, @Ctx() context: Context): Promise<AcceptedFacts> {
    const { load } = context;
    const { mandate } = context.asking;
    const sight = sightOf(mandate);
    const isWhole = sight === Sight.EVERYBODY || (sight === Sight.RELATED && (await isFunded(statement, context)));
    if (!isWhole && sight !== Sight.SELF)
      return { withheldFor: "OUT_OF_SIGHT", whole: false, deliveredOn: null, people: [] };
    const [filings, people] = await Promise.all([
      load.filings.load(keyOf(statement)),
      load.acceptedDays.load(keyOf(statement)),
    ]);
    const accepted = filings?.find(({ status }) => status === FilingStatus.ACCEPTED);
    return {
      withheldFor: null,
      whole: isWhole,
      deliveredOn: accepted?.deliveredOn ?? null,
      people: (people ?? []).filter(({ participant }) => isWhole || participant.id === mandate.participant),
    };
  }
}

/** Whether the funding of the partnership is in sight. */
async function isFunded({ partnership }: QuarterlyStatement, { load }: Context): Promise<boolean> {
  return (await load.funded.load(partnership.id)) !== null;
}

function keyOf({ partnership, quarter }: QuarterlyStatement): string {
  return `${partnership.id}_${quarter}`;
}
