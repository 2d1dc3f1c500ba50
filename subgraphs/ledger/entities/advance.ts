import { Field, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { Money } from "./money.js";

@ObjectType({
  description:
    "Voorschot. What the department paid in advance on the subsidy of a year. Source: the department's ledger, at the moment of asking. For the partnership and the department.",
})
export class Advance {
  @Field(() => Money, { description: "Bedrag. The amount paid." })
  amount!: Money;
  @Field(() => DayScalar, { description: "Betaald op. Day of the payment." })
  paidOn!: Day;
  @Field(() => String, {
    description: "Gestructureerde mededeling (OGM) of the payment, written as +++123/4567/89012+++.",
  })
  paymentReference!: string;
}
