import { Arg, Ctx, Directive, FieldResolver, Float, Int, Resolver, Root } from "type-graphql";
import { Fault } from "../../../schema/faults.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { forGroup } from "../../kernel/who-may-read.js";
import { euros } from "../entities/money.js";
import type { Loaders } from "../loaders.js";
import { exact, quotient } from "../rules/exact.js";
import { roundHalfUp } from "../rules/funding-policy.js";
import { seesFigures } from "../rules/may-see.js";
import { unitAmountDay } from "../rules/unit-amount-of-year.js";
import { unitAmountOn } from "../rules/unit-amount-on.js";
import { countYear, EXACT, indexEffect, subsidyOfAll, type SumSteps } from "./count-year.js";
import { CostPerOutflow, FundingStatistics, IndexEffect } from "./funding-statistics.js";
import { loadYearOfAll } from "./load-year-of-all.js";
import { Statistics } from "./statistics.js";
import type { YearOfAll } from "./year-of-partnership.js";

type Context = SubgraphContext<Loaders>;

const YEAR = { description: "Jaar. The calendar year." };

@Resolver(() => Statistics)
export class StatisticsResolver {
  @Directive(forGroup("statistics"))
  @FieldResolver(() => FundingStatistics, {
    nullable: true,
    description: "Financiering van een jaar. Null when the ledger does not answer.",
  })
  async funding(@Ctx() context: Context, @Arg("year", () => Int, YEAR) year: number): Promise<FundingStatistics> {
    const [{ asOf, partnerships }, steps] = await Promise.all([loadYear(year, context), loadSteps(year, context)]);
    return { asOf, ...countYear(year, partnerships, steps) };
  }

  @Directive(forGroup("statistics"))
  @FieldResolver(() => IndexEffect, {
    nullable: true,
    description:
      "Gevolg van de volgende index op het budget van een jaar. Null when no unit amount holds, or when the ledger does not answer.",
  })
  async indexEffect(
    @Ctx() context: Context,
    @Arg("year", () => Int, YEAR) year: number,
    @Arg("percent", () => Float, { defaultValue: 2, description: "Index in percent." }) percent: number,
  ): Promise<IndexEffect | null> {
    const [{ partnerships }, unitAmounts, steps] = await Promise.all([
      loadYear(year, context),
      context.load.unitAmounts(),
      loadSteps(year, context),
    ]);
    const unit = unitAmountOn(unitAmounts, unitAmountDay(year, context.today));
    return unit ? indexEffect(partnerships, BigInt(unit.amount.cents), percent, steps) : null;
  }

  @Directive(forGroup("statistics"))
  @Directive('@requires(fields: "paidWorkFacts { year people }")')
  @FieldResolver(() => CostPerOutflow, {
    nullable: true,
    description: "Kost per doorstroom van een jaar. Null when VDAB or the ledger does not answer.",
  })
  async costPerOutflow(
    @Root() { paidWorkFacts }: Statistics,
    @Ctx() context: Context,
    @Arg("year", () => Int, YEAR) year: number,
  ): Promise<CostPerOutflow> {
    if (!paidWorkFacts) throw new Fault("AGENCY_UNAVAILABLE", "VDAB", "no outflow for statistics");
    const [{ partnerships }, steps] = await Promise.all([loadYear(year, context), loadSteps(year, context)]);
    const subsidy = subsidyOfAll(partnerships, steps);
    const fact = paidWorkFacts.find((one) => one.year === year);
    const outflows = fact ? fact.people : 0;
    return {
      year,
      subsidy: euros(subsidy),
      outflows,
      suppressed: outflows === null,
      amount: outflows ? euros(roundHalfUp(quotient(exact(subsidy), exact(outflows)))) : null,
    };
  }
}

/** Exact for those who may see every person behind the sums; their exact sums are those of their screens. */
async function loadSteps(year: number, { asking, load, smallCellLimit, today }: Context): Promise<SumSteps> {
  if (smallCellLimit <= 1 || seesFigures(asking.mandate)) return EXACT;
  const unitAmounts = await load.unitAmounts();
  // In a year without a unit amount: the highest there is, so that a step is never less than what it stands for.
  const highest = Math.max(1, ...unitAmounts.map(({ amount }) => amount.cents));
  const unit = unitAmountOn(unitAmounts, unitAmountDay(year, today))?.amount.cents ?? highest;
  return { trajectories: smallCellLimit, cents: BigInt(smallCellLimit * unit) };
}

function loadYear(year: number, context: Context): Promise<YearOfAll> {
  const { load, today, now } = context;
  return load.keepYearOfAll(`${year} ${today}`, async () => ({
    asOf: now,
    partnerships: await loadYearOfAll(year, context),
  }));
}
