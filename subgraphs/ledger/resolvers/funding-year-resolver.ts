import { Ctx, Directive, FieldResolver, Float, Resolver, Root } from "type-graphql";
import { DayScalar } from "../../../schema/scalars.js";
import { forGroup } from "../../kernel/who-may-read.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { Advance } from "../entities/advance.js";
import { FundingStatus, FundingYear } from "../entities/funding-year.js";
import { Grant } from "../entities/grant.js";
import { RecomputedFunding } from "../entities/recomputed-funding.js";
import { Recovery } from "../entities/recovery.js";
import { Settlement } from "../entities/settlement.js";
import { UnitAmount } from "../entities/unit-amount.js";
import { keyOf, loadFacts, loadInputs, loadQuarters, loadSettlement } from "../load-year.js";
import type { Loaders } from "../loaders.js";
import { fundingStatus } from "../rules/funding-status.js";
import { grantedContingent } from "../rules/granted-contingent.js";
import { recompute } from "../rules/recompute.js";
import { recoveryOn } from "../rules/recovery-on.js";
import { settlementsBy } from "../rules/settlement-that-counts.js";
import { unitAmountThatCounts } from "../rules/unit-amount-that-counts.js";

type Context = SubgraphContext<Loaders>;

/** What the department decided on a year. */
@Resolver(() => FundingYear)
export class FundingYearResolver {
  @FieldResolver(() => FundingStatus, { nullable: true, description: "Stand. How far the funding of the year is." })
  async status(@Root() root: FundingYear, @Ctx() context: Context) {
    return fundingStatus(await loadFacts(root, context), root.year, context.today);
  }

  @FieldResolver(() => DayScalar, {
    nullable: true,
    description:
      "Afgerekend op. Day of the last settlement; null while the year is not settled. Nothing that was accepted later is in the figures of the year.",
  })
  async settledOn(@Root() root: FundingYear, @Ctx() context: Context) {
    return (await loadSettlement(root, context))?.settledOn ?? null;
  }

  @Directive(forGroup("funding-person"))
  @Directive("@listSize(assumedSize: 2)")
  @FieldResolver(() => [Settlement], {
    nullable: true,
    description:
      "Afrekeningen of the year, in the order of their versions; the last one counts. Empty when there is none.",
  })
  async settlements(@Root() root: FundingYear, @Ctx() context: Context) {
    return settlementsBy((await loadFacts(root, context)).settlements, context.today);
  }

  @Directive(forGroup("funding-person"))
  @FieldResolver(() => RecomputedFunding, {
    nullable: true,
    description:
      "Herberekening. What the settled year would come to today, and why that differs; null when it does not differ, and for a year that is not settled.",
  })
  async recomputed(@Root() root: FundingYear, @Ctx() context: Context) {
    const settlement = await loadSettlement(root, context);
    if (!settlement) return null;
    const [settledQuarters, now] = await Promise.all([
      loadQuarters(root, settlement.version, context),
      loadInputs(root, undefined, context),
    ]);
    return recompute({ settlement, settledQuarters, now }, context.load.policy);
  }

  @Directive("@listSize(assumedSize: 2)")
  @FieldResolver(() => [Grant], {
    nullable: true,
    description: "Toekenningen of the year, in order; empty when nothing was granted.",
  })
  async grants(@Root() root: FundingYear, @Ctx() context: Context) {
    return (await loadFacts(root, context)).grants;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      "Contingent of the year, in trajectories: one participant during one calendar year. Where it changes within the year, its mean over the days, or the last one: the operators choose. Null when nothing was granted.",
  })
  async contingent(@Root() root: FundingYear, @Ctx() context: Context) {
    return grantedContingent(await loadFacts(root, context), root.year, context.today, context.load.policy);
  }

  @FieldResolver(() => UnitAmount, {
    nullable: true,
    description:
      "Eenheidsbedrag. That of the settlement; else the one in force at the end of the year, or today while the year has not ended. Where the operators count each day at the amount of that day, `steps` names them all.",
  })
  async unitAmount(@Root() root: FundingYear, @Ctx() context: Context) {
    const [amounts, settlement] = await Promise.all([context.load.unitAmounts(), loadSettlement(root, context)]);
    return unitAmountThatCounts(amounts, settlement, root.year, context.today);
  }

  @Directive("@listSize(assumedSize: 4)")
  @FieldResolver(() => [Advance], {
    nullable: true,
    description:
      "Voorschotten. What was paid in advance on this year, in the order of payment; empty when nothing was.",
  })
  async advances(@Root() root: FundingYear, @Ctx() { load }: Context) {
    return (await load.advances.load(keyOf(root))) ?? [];
  }

  @Directive(forGroup("funding-person"))
  @Directive("@listSize(assumedSize: 2)")
  @FieldResolver(() => [Recovery], {
    nullable: true,
    description: "Terugvorderingen on this year, in the order of decision; empty when there is none.",
  })
  async recoveries(@Root() root: FundingYear, @Ctx() { load, today }: Context) {
    const recoveries = (await load.recoveries.load(keyOf(root))) ?? [];
    return recoveries.flatMap((recovery) => recoveryOn(recovery, today) ?? []);
  }
}
