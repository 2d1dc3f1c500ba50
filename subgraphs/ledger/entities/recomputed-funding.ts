import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, QuarterScalar, type Day, type QuarterName } from "../../../schema/scalars.js";
import { DayReading } from "./day-reading.js";
import { Money } from "./money.js";

export enum ChangeSinceSettlementKind {
  STATEMENT = "STATEMENT",
  SHARED_DAYS = "SHARED_DAYS",
  GRANT = "GRANT",
  UNIT_AMOUNT = "UNIT_AMOUNT",
  ADVANCE = "ADVANCE",
  RULE = "RULE",
}
registerEnumType(ChangeSinceSettlementKind, {
  name: "ChangeSinceSettlementKind",
  description: "Soort wijziging na de afrekening. Why the figures of a settled year would be others today.",
  valuesConfig: {
    STATEMENT: { description: "Kwartaaloverzicht: another version than the settlement stands on is accepted." },
    SHARED_DAYS: {
      description: "Gedeelde dagen: another partnership reports days of the same participants, or no longer does.",
    },
    GRANT: { description: "Toekenning: the contingent of the year is another." },
    UNIT_AMOUNT: { description: "Eenheidsbedrag: the amount for the year is another." },
    ADVANCE: { description: "Voorschot: the advances on the year are others." },
    RULE: { description: "Rekenregel: the settlement was worked out by other rules than the operators chose." },
  },
});

@ObjectType({
  description:
    "Wijziging na de afrekening. One reason why a recomputation differs. Source: the department's ledger. For the partnership and the department.",
})
export class ChangeSinceSettlement {
  @Field(() => ChangeSinceSettlementKind, { description: "Soort." })
  kind!: ChangeSinceSettlementKind;
  @Field(() => QuarterScalar, {
    nullable: true,
    description: "Kwartaal of the statement or of the shared days; null for another kind.",
  })
  quarter!: QuarterName | null;
  @Field(() => Int, {
    nullable: true,
    description: "Versie of the statement that now counts, or number of the grant; null for another kind.",
  })
  version!: number | null;
  @Field(() => DayScalar, {
    nullable: true,
    description:
      "Datum. Day on which the statement was accepted, the contingent granted, the advance paid; first day of the unit amount. Null for another kind.",
  })
  acceptedOn!: Day | null;
}

@ObjectType({
  description:
    "Herberekening. What a settled year would come to by what is accepted today, in the reading of its settlement. Nobody pays by it. Source: worked out here from the department's ledger. For the partnership and the department.",
})
export class RecomputedFunding {
  @Field(() => DayReading, { description: "Lezing: the one that the settlement stands on." })
  reading!: DayReading;
  @Field(() => Int, { description: "Dagen die zouden tellen." })
  days!: number;
  @Field(() => Money, { nullable: true, description: "Subsidie; null when nothing is granted any more." })
  subsidy!: Money | null;
  @Field(() => Money, { nullable: true, description: "Saldo; null when there is no subsidy." })
  balance!: Money | null;
  @Field(() => Money, {
    nullable: true,
    description: "Verschil: this balance less that of the settlement; null when there is no subsidy.",
  })
  difference!: Money | null;
  @Field(() => [ChangeSinceSettlement], { description: "Redenen, statements first." })
  because!: ChangeSinceSettlement[];
}
