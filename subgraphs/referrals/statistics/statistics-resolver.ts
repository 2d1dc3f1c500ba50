import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { Fault } from "../../../schema/faults.js";
import type { PaidWorkFact } from "../../kernel/facts.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { forGroup } from "../../kernel/who-may-read.js";
import type { Loaders } from "../loaders.js";
import { OutflowDimension } from "./outflow-cell.js";
import { outflowCells } from "./outflow-cells.js";
import { OutflowStatistics } from "./outflow-statistics.js";
import { paidWorkFacts } from "./paid-work-facts.js";
import { Statistics } from "./statistics.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => Statistics)
export class StatisticsResolver {
  @Directive(forGroup("statistics"))
  @FieldResolver(() => OutflowStatistics, {
    nullable: true,
    description: "Doorstroom. Who flowed out to paid work, how soon, and for how long. Null when VDAB does not answer.",
  })
  async outflow(
    @Root() { until }: Statistics,
    @Ctx() { load, smallCellLimit }: Context,
    @Arg("by", () => OutflowDimension, {
      nullable: true,
      description: "By what it is divided; one cell of all when left out.",
    })
    by?: OutflowDimension | null,
  ): Promise<OutflowStatistics> {
    const { asOf, leftOut, tables } = await load.outflowStatistics(until);
    return { asOf, until, leftOut, cells: outflowCells(tables, smallCellLimit)(by ?? null) };
  }

  @FieldResolver()
  async referralMarks(@Root() { until }: Statistics, @Ctx() { load }: Context): Promise<string | null> {
    return (await unlessSilent(load.outflowStatistics(until)))?.referralMarks ?? null;
  }

  @FieldResolver()
  async paidWorkFacts(
    @Root() { until }: Statistics,
    @Ctx() { load, smallCellLimit }: Context,
  ): Promise<PaidWorkFact[] | null> {
    const read = await unlessSilent(load.outflowStatistics(until));
    return read && paidWorkFacts(read.paidWork, smallCellLimit);
  }
}

/** Null where VDAB failed: whoever needs the fact says so. */
async function unlessSilent<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}
