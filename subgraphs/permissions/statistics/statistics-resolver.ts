import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { Fault } from "../../../schema/faults.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { forGroup } from "../../kernel/who-may-read.js";
import type { Loaders } from "../loaders.js";
import { leadTimeTables, readReferralMarks } from "./lead-time-tables.js";
import { decisionCells, leadTimeCells } from "./permission-cells.js";
import {
  PermissionDecisionStatistics,
  PermissionDimension,
  PermissionLeadTimeStatistics,
} from "./permission-statistics.js";
import { Statistics } from "./statistics.js";

type Context = SubgraphContext<Loaders>;

@Resolver(() => Statistics)
export class StatisticsResolver {
  @Directive(forGroup("statistics"))
  @FieldResolver(() => PermissionDecisionStatistics, {
    nullable: true,
    description:
      "Beslissingen. How many permissions were granted, refused and revoked, and how long a decision took. Null when the network does not answer.",
  })
  async permissionDecisions(
    @Root() { until }: Statistics,
    @Ctx() { load, smallCellLimit }: Context,
    @Arg("by", () => PermissionDimension, {
      nullable: true,
      description: "By what they are divided; one cell of all when left out.",
    })
    by?: PermissionDimension | null,
  ): Promise<PermissionDecisionStatistics> {
    const { asOf, leftOut, tables } = await load.decisions(until);
    return { asOf, until, leftOut, cells: decisionCells(tables, by ?? null, smallCellLimit) };
  }

  @Directive(forGroup("statistics"))
  @Directive('@requires(fields: "referralMarks")')
  @FieldResolver(() => PermissionLeadTimeStatistics, {
    nullable: true,
    description: "Wachttijden. From referral to permission. Null when VDAB or the network does not answer.",
  })
  async permissionLeadTimes(
    @Root() { until, referralMarks }: Statistics,
    @Ctx() { load, smallCellLimit }: Context,
    @Arg("by", () => PermissionDimension, {
      nullable: true,
      description: "By what they are divided; one cell of all when left out.",
    })
    by?: PermissionDimension | null,
  ): Promise<PermissionLeadTimeStatistics> {
    if (referralMarks == null) throw new Fault("AGENCY_UNAVAILABLE", "VDAB", "no referrals for statistics");
    const { asOf, granted } = await load.decisions(until);
    const tables = leadTimeTables(granted, readReferralMarks(referralMarks));
    return { asOf, until, cells: leadTimeCells(tables, by ?? null, smallCellLimit) };
  }
}
