import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Refusal } from "../../../schema/faults.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { QuarterlyStatement } from "../entities/quarterly-statement.js";
import { isPartnershipInSight } from "../find-in-sight.js";
import type { Loaders } from "../loaders.js";
import { unknownAgreements } from "../rules/statement-problems.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => QuarterlyStatement)
export class QuarterlyStatementResolver {
  @FieldResolver()
  async rows(@Root() statement: QuarterlyStatement, @Ctx() context: Context) {
    return (await contentsOf(statement, context))?.rows;
  }

  @FieldResolver()
  async days(@Root() statement: QuarterlyStatement, @Ctx() context: Context) {
    return (await contentsOf(statement, context))?.days;
  }

  @FieldResolver()
  async problems(@Root() statement: QuarterlyStatement, @Ctx() context: Context) {
    const contents = await contentsOf(statement, context);
    if (!contents) return null;
    const { lines, problems } = contents;
    const ids = [...new Set(lines.flatMap(({ agreementId }) => agreementId ?? []))];
    const known = await context.load.agreement.loadMany(ids);
    // A record that is not right is there all the same; an agency that does not answer is another matter.
    const failed = known.find((item) => item instanceof Error && !isInvalidRecord(item));
    if (failed) throw failed as Error;
    const unknown = unknownAgreements(lines, new Set(ids.filter((_, i) => known[i] !== null)));
    return [...problems, ...unknown].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  }
}

/**
 * What a statement says of everybody in it; null where it was not delivered.
 * @throws Refusal OUT_OF_SIGHT to those who do not see the partnership as a whole
 */
async function contentsOf({ partnershipId, quarter, deliveredOn }: QuarterlyStatement, context: Context) {
  if (!(await isPartnershipInSight(partnershipId, context))) throw new Refusal("OUT_OF_SIGHT");
  if (deliveredOn === null) return null;
  return context.load.statement.load(`${partnershipId}_${quarter}`);
}

function isInvalidRecord(error: Error): boolean {
  return "code" in error && error.code === "AGENCY_RECORD_INVALID";
}
