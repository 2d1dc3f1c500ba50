import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import type { AtRisk } from "../entities/at-risk.js";
import { GuidanceFinding } from "../entities/guidance-finding.js";
import { findAttendedDays } from "../find-attended-days.js";
import type { Loaders } from "../loaders.js";
import { daysAtRisk } from "../rules/obligations/days-at-risk.js";
import { quartersKept } from "../rules/statements.js";

@Resolver(() => GuidanceFinding)
export class GuidanceFindingResolver {
  @FieldResolver()
  async atRisk(@Root() finding: GuidanceFinding, @Ctx() context: SubgraphContext<Loaders>): Promise<AtRisk> {
    const { agreement, participant, since, until } = finding;
    const { load, today } = context;
    const quarters = load.policy.atRisk.has(finding.kind) ? quartersKept(since, until ?? today, today) : [];
    const { byAgreement, missing } = await findAttendedDays([agreement], quarters, context);
    const days = byAgreement.get(agreement.id) ?? [];
    return {
      ...daysAtRisk([{ participant: participant.id, days, lapses: [finding] }], load.policy),
      missing,
      unreadable: 0,
    };
  }
}
