import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { Refusal } from "../../../schema/faults.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { compareWithLedger } from "../compare-with-ledger.js";
import { Partnership } from "../entities/partnership.js";
import { QuarterlyStatement } from "../entities/quarterly-statement.js";
import { StatementComparison } from "../entities/statement-comparison.js";
import { findListedElsewhere } from "../find-listed-elsewhere.js";
import { findHeldLines, findInForce, findProblems } from "../find-statement.js";
import { isPartnershipInSight } from "../find-in-sight.js";
import { ListedElsewhere } from "../entities/listed-elsewhere.js";
import { listVersions } from "../list-versions.js";
import type { Loaders } from "../loaders.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => QuarterlyStatement)
export class QuarterlyStatementResolver {
  @FieldResolver(() => Partnership)
  partnership(@Root() { partnershipId }: QuarterlyStatement, @Ctx() { load }: Context) {
    return load.partnership.load(partnershipId);
  }

  @FieldResolver()
  async rows(@Root() statement: QuarterlyStatement, @Ctx() context: Context) {
    return (await findWhole(statement, context))?.contents.rows;
  }

  @FieldResolver()
  async days(@Root() statement: QuarterlyStatement, @Ctx() context: Context) {
    return (await findWhole(statement, context))?.contents.days;
  }

  @FieldResolver()
  async countedDays(@Root() statement: QuarterlyStatement, @Ctx() context: Context) {
    const inForce = await findWhole(statement, context);
    return inForce && (await findHeldLines(inForce, context)).reduce((sum, { counted }) => sum + counted.length, 0);
  }

  @FieldResolver()
  async problems(@Root() statement: QuarterlyStatement, @Ctx() context: Context) {
    const inForce = await findWhole(statement, context);
    return inForce && findProblems(inForce, context);
  }

  @FieldResolver()
  async versions(@Root() { partnershipId, quarter }: QuarterlyStatement, @Ctx() context: Context) {
    if (!(await isPartnershipInSight(partnershipId, context))) throw new Refusal("OUT_OF_SIGHT");
    return listVersions({ partnershipId, quarter }, context);
  }

  @Directive("@listSize(assumedSize: 1)")
  @Directive("@cost(weight: 100)")
  @FieldResolver(() => [ListedElsewhere], {
    nullable: true,
    description:
      "Elders vermeld: the rows of other partnerships' statements of the quarter that name an agreement of this partnership. They do not count there. Every statement of the quarter is read for it. Refused OUT_OF_SIGHT to those who see only some of its people.",
  })
  async listedElsewhere(@Root() { partnershipId, quarter }: QuarterlyStatement, @Ctx() context: Context) {
    if (!(await isPartnershipInSight(partnershipId, context))) throw new Refusal("OUT_OF_SIGHT");
    return findListedElsewhere(partnershipId, quarter, context);
  }

  @Directive("@cost(weight: 5)")
  @FieldResolver(() => StatementComparison, {
    nullable: true,
    description:
      "Vergelijking: what is listed, what counts and what the department accepted, in total and per participant, with the reasons for the differences. For those who may see some of its people; refused OUT_OF_SIGHT to VDAB's mediators.",
  })
  @Directive('@requires(fields: "acceptedFacts { withheldFor whole deliveredOn people { participant { id } days } }")')
  comparison(@Root() statement: QuarterlyStatement, @Ctx() context: Context) {
    return compareWithLedger(statement, statement.acceptedFacts ?? null, context);
  }
}

/**
 * The version in force, of everybody in it; null where nothing was delivered.
 * @throws Refusal OUT_OF_SIGHT to those who do not see the partnership as a whole
 */
async function findWhole(statement: QuarterlyStatement, context: Context) {
  if (!(await isPartnershipInSight(statement.partnershipId, context))) throw new Refusal("OUT_OF_SIGHT");
  return statement.deliveredOn === null ? null : findInForce(statement, context);
}
