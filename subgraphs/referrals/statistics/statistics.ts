import { Directive, Field, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { PaidWorkFact } from "../../kernel/facts.js";
import { forGroup } from "../../kernel/who-may-read.js";

@ObjectType({ description: "Statistieken. Figures over everybody, in which nobody can be recognised." })
@Directive('@key(fields: "until")')
export class Statistics {
  @Field(() => DayScalar, {
    description: "Tot en met. The last day that counts: the end of the last quarter that ended.",
  })
  until!: Day;
  @Directive("@inaccessible")
  @Directive(forGroup("statistics"))
  @Field(() => String, {
    nullable: true,
    description: "Whom VDAB referred and when, by mark: `mark day`, one a line. Null when VDAB does not answer.",
  })
  referralMarks!: string | null;
  @Directive("@inaccessible")
  @Directive(forGroup("statistics"))
  @Field(() => [PaidWorkFact], {
    nullable: true,
    description: "How many flowed out to paid work, by year. Null when VDAB does not answer.",
  })
  paidWorkFacts!: PaidWorkFact[] | null;
}
