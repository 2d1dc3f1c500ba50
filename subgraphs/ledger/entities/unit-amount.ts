import { Field, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { Money } from "./money.js";

@ObjectType({
  description:
    "Eenheidsbedrag. What the department pays for one trajectory during one year, indexed. Source: the department's ledger, at the moment of asking. For everybody.",
})
export class UnitAmount {
  @Field(() => DayScalar, { description: "Geldig van. First day." })
  validFrom!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Geldig tot. Last day; null is an open end." })
  validTo!: Day | null;
  @Field(() => Money, { description: "Bedrag. For one trajectory during one year." })
  amount!: Money;
  @Field(() => String, { description: "Bron. Where the department has the amount from." })
  source!: string;
  @Field(() => Boolean, {
    description: "Bevestigd. Whether an official text gives this amount; false: worked out from the index.",
  })
  confirmed!: boolean;
}
