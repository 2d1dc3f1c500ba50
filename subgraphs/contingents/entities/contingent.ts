import { Field, Int, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";

@ObjectType({
  description:
    "Contingent. The trajectories a partnership applied for and was granted for a calendar year; one trajectory is one guided participant during one calendar year. Source: the department's counter (LOKET). Readable by everybody.",
})
export class Contingent {
  @Field(() => Int, { description: "Kalenderjaar." })
  year!: number;
  @Field(() => Int, { description: "Aangevraagd aantal trajecten." })
  appliedFor!: number;
  @Field(() => DayScalar, { nullable: true, description: "Datum van de aanvraag." })
  appliedOn!: Day | null;
  @Field(() => Int, {
    nullable: true,
    description: "Toegekend aantal trajecten; null while the department has not decided.",
  })
  granted!: number | null;
  @Field(() => DayScalar, { nullable: true, description: "Datum van de toekenning; null while there is none." })
  grantedOn!: Day | null;
}
