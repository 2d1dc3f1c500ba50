import { Field, ObjectType } from "type-graphql";
import { DayReading } from "./day-reading.js";
import { Money } from "./money.js";

@ObjectType({
  description:
    "Saldo in een lezing. The balance of a year as one reading of the days gives it. Source: worked out here from the department's ledger. For the partnership and the department.",
})
export class ReadingBalance {
  @Field(() => DayReading, { description: "Lezing van de dagen." })
  reading!: DayReading;
  @Field(() => Money, { nullable: true, description: "Saldo; null when nothing was granted." })
  amount!: Money | null;
  @Field(() => Boolean, {
    description:
      "Telt. Whether this reading is the one that counts: that of the settlement, else the operators' choice.",
  })
  counts!: boolean;
}
