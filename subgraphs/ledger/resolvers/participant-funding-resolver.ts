import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root } from "type-graphql";
import type { SubgraphContext } from "../../kernel/subgraph.js";
import { DayReading } from "../entities/day-reading.js";
import { euros, Money } from "../entities/money.js";
import { ParticipantFunding } from "../entities/participant-funding.js";
import type { Loaders } from "../loaders.js";
import { DAYS_PER_TRAJECTORY } from "../rules/funding-policy.js";
import { amountOfPerson, daysPaidElsewhere, paidDays } from "../rules/person-year.js";

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
      "Dagen die tellen. Days of this person in the statements that the department has accepted so far, for which the partnerships in sight are paid; a day under several agreements counts once, whatever the partnerships.",
  })
  days(
    @Root() { quarters }: ParticipantFunding,
    @Ctx() { load }: Context,
    @Arg("reading", () => DayReading, READING) reading?: DayReading | null,
  ) {
    return paidDays(quarters, reading ?? load.policy.reading);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "Elders betaalde dagen. Days that a partnership in sight reports and another one is paid for: both report the same day.",
  })
  daysPaidElsewhere(
    @Root() { quarters }: ParticipantFunding,
    @Ctx() { load }: Context,
    @Arg("reading", () => DayReading, READING) reading?: DayReading | null,
  ) {
    return daysPaidElsewhere(quarters, reading ?? load.policy.reading);
  }

  @FieldResolver(() => Float, { nullable: true, description: "Aandeel in een traject. The days divided by 365." })
  trajectories(
    @Root() { quarters }: ParticipantFunding,
    @Ctx() { load }: Context,
    @Arg("reading", () => DayReading, READING) reading?: DayReading | null,
  ) {
    return paidDays(quarters, reading ?? load.policy.reading) / DAYS_PER_TRAJECTORY;
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      "Bedrag. What the days of this person come to at the unit amount of the year, before the ceiling of the partnership's contingent.",
  })
  async amount(
    @Root() root: ParticipantFunding,
    @Ctx() { load, today }: Context,
    @Arg("reading", () => DayReading, READING) reading?: DayReading | null,
  ): Promise<Money | null> {
    const amounts = await load.unitAmounts();
    const cents = amountOfPerson(root, amounts, today, reading ?? load.policy.reading, load.policy);
    return cents === null ? null : euros(cents);
  }
}
