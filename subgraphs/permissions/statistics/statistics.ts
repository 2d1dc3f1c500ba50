import { Directive, Field, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";

@ObjectType({ description: "Statistieken. Figures over everybody, in which nobody can be recognised." })
@Directive('@key(fields: "until")')
export class Statistics {
  @Field(() => DayScalar, {
    description: "Tot en met. The last day that counts: the end of the last quarter that ended.",
  })
  until!: Day;
  @Directive("@external")
  @Field(() => String, { nullable: true, description: "Whom VDAB referred and when, by mark." })
  referralMarks?: string | null;
}
