import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Fault } from "../../../schema/faults.js";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { AtRisk } from "../entities/at-risk.js";
import { euros, Money } from "../entities/money.js";
import type { Loaders } from "../loaders.js";
import { amountOfDays } from "../rules/amount-of-days.js";

@Resolver(() => AtRisk)
export class AtRiskResolver {
  @FieldResolver(() => Money, {
    nullable: true,
    description:
      "Bedrag. What the days come to at the unit amount of their year: days divided by 365, times the unit amount, before the ceiling of the contingent. Source: the department's ledger; null with an error when it does not answer.",
  })
  async amount(@Root() { perDay }: AtRisk, @Ctx() { load, today }: SubgraphContext<Loaders>): Promise<Money> {
    const cents = amountOfDays(perDay, await load.unitAmounts(), load.policy, today);
    if (cents === undefined) throw new Fault("AGENCY_RECORD_INVALID", "DWSE", "a year without a unit amount");
    return euros(cents);
  }
}
