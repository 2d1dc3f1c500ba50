import { Ctx, FieldResolver, Int, Resolver } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { FundingYear } from "../entities/funding-year.js";
import type { Loaders } from "../loaders.js";
import { seesFigures } from "../rules/may-see.js";

@Resolver(() => FundingYear)
export class FigureStepResolver {
  @FieldResolver(() => Int, {
    description:
      "Afgerond naar beneden op een veelvoud hiervan, in trajectories: days are, and trajectories, subsidy, balance and shares are worked out from those days; 1 where figures are exact. Fewer days are refused SMALL_CELL.",
  })
  roundedTo(@Ctx() { asking, smallCellLimit }: SubgraphContext<Loaders>) {
    return seesFigures(asking.mandate) ? 1 : smallCellLimit;
  }
}
