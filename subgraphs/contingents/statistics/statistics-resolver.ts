import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { forGroup } from "../../kernel/who-may-read.js";
import type { Loaders } from "../loaders.js";
import { durationCells } from "./duration-cells.js";
import { DurationDimension, DurationStatistics } from "./duration-statistics.js";
import { Statistics } from "./statistics.js";

@Resolver(() => Statistics)
export class StatisticsResolver {
  @Directive(forGroup("statistics"))
  @FieldResolver(() => DurationStatistics, {
    nullable: true,
    description: "Duur. How long agreements lasted, and why they ended. Null when the counter does not answer.",
  })
  async durations(
    @Root() { until }: Statistics,
    @Ctx() { load, smallCellLimit }: SubgraphContext<Loaders>,
    @Arg("by", () => DurationDimension, {
      nullable: true,
      description: "By what they are divided; one cell of all when left out.",
    })
    by?: DurationDimension | null,
  ): Promise<DurationStatistics> {
    const { asOf, leftOut, tables } = await load.durations(until);
    return { asOf, until, leftOut, cells: durationCells(tables, smallCellLimit)(by ?? null) };
  }
}
