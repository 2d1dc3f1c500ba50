import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { DayReading } from "../entities/day-reading.js";
import { euros, Money } from "../entities/money.js";
import { ParticipantFunding } from "../entities/participant-funding.js";
import type { Loaders } from "../loaders.js";
import { subsidyCents, trajectoriesOf } from "../rules/subsidy.js";
import { unitAmountOn } from "../rules/unit-amount-on.js";

type Context = SubgraphContext<Loaders>;

const READING = {
  nullable: true,
  description: "Lezing. Which days count; the operators' choice when left out.",
} as const;

@Resolver(() => ParticipantFunding)
export class ParticipantFundingResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "Aanvaarde dagen. Days of this person in the statements that the department has accepted so far; a day under several agreements of one partnership counts once.",
  })
  days(
    @Root() { accepted }: ParticipantFunding,
    @Ctx() { load }: Context,
    @Arg("reading", () => DayReading, READING) reading?: DayReading | null,
  ) {
    return accepted[reading ?? load.policy.reading];
  }

  @FieldResolver(() => Float, { nullable: true, description: "Aandeel in een traject. The days divided by 365." })
  trajectories(
    @Root() { accepted }: ParticipantFunding,
    @Ctx() { load }: Context,
    @Arg("reading", () => DayReading, READING) reading?: DayReading | null,
  ) {
    return trajectoriesOf(accepted[reading ?? load.policy.reading], load.policy);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      "Bedrag. What the days of this person come to at the unit amount of the year, before the ceiling of the partnership's contingent.",
  })
  async amount(
    @Root() { accepted, year }: ParticipantFunding,
    @Ctx() { load, today }: Context,
    @Arg("reading", () => DayReading, READING) reading?: DayReading | null,
  ): Promise<Money | null> {
    const unit = unitAmountOn(await load.unitAmounts(), load.policy.unitAmountDay(year, today));
    if (!unit) return null;
    const days = accepted[reading ?? load.policy.reading];
    return euros(subsidyCents(days, undefined, BigInt(unit.amount.cents), load.policy));
  }
}
