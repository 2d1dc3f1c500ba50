import { Directive, Field, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";

@ObjectType({
  description:
    "Statistieken. Figures over everybody, in which nobody can be recognised: a number of few people is suppressed, and so is another from which it would follow. Each figure comes from the agency that holds the data, read at most some minutes ago.",
})
@Directive('@key(fields: "until")')
export class Statistics {
  @Field(() => DayScalar, {
    description:
      "Tot en met. The last day that counts: the end of the last quarter that ended, so that one day cannot be subtracted from the next.",
  })
  until!: Day;
}
