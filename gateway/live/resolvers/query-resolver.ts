import { Ctx, Directive, Query, Resolver } from "type-graphql";
import { Refusal } from "../../../schema/faults.js";
import { lastQuarterEnd } from "../../../schema/last-quarter-end.js";
import { AgencyStatus } from "../entities/agency-status.js";
import { Statistics } from "../entities/statistics.js";
import { Viewer } from "../entities/viewer.js";
import type { LiveContext } from "../live-subgraph.js";

@Resolver()
export class QueryResolver {
  @Directive("@listSize(assumedSize: 4)")
  @Query(() => [AgencyStatus], {
    nullable: true,
    description: "Instanties. How well each agency's existing system answers now. Anybody may ask.",
  })
  agencies(@Ctx() { observeAgencies }: LiveContext): Promise<AgencyStatus[]> {
    return observeAgencies();
  }

  @Directive("@authenticated")
  @Directive('@policy(policies: [["statistics"]])')
  @Query(() => Statistics, {
    nullable: true,
    description: "Statistieken. Figures over everybody, for analysts, dossier managers and inspectors.",
  })
  statistics(@Ctx() { today }: LiveContext): Statistics {
    return { until: lastQuarterEnd(today, today) };
  }

  @Directive("@authenticated")
  @Query(() => Viewer, { description: "De vrager. Under which mandate this request is answered." })
  viewer(@Ctx() { mandate }: LiveContext): Viewer {
    if (!mandate) throw new Refusal("MANDATE_MISSING");
    return mandate;
  }
}
