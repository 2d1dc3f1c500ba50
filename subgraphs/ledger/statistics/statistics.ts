import { Directive, Field, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { PaidWorkFact } from "../../kernel/facts.js";

@ObjectType({ description: "Statistieken. Figures over everybody, in which nobody can be recognised." })
@Directive('@key(fields: "until")')
export class Statistics {
  @Field(() => DayScalar, {
    description: "Tot en met. The last day that counts: the end of the last quarter that ended.",
  })
  until!: Day;
  @Directive("@external")
  @Field(() => [PaidWorkFact], { nullable: true, description: "How many flowed out to paid work, by year." })
  paidWorkFacts?: PaidWorkFact[] | null;
}
