import { Field, Int, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { AssessmentOutcome } from "../../kernel/facts.js";

@ObjectType({
  description:
    "Inschatting. VDAB looks at least yearly whether the conditions still hold and whether outflow to paid work is possible. Source: VDAB dossier.",
})
export class EligibilityAssessment {
  @Field(() => DayScalar, { description: "Datum van de inschatting." })
  assessedOn!: Day;
  @Field(() => AssessmentOutcome, { description: "Uitkomst. What was concluded." })
  outcome!: AssessmentOutcome;
  @Field(() => Int, {
    nullable: true,
    description: "Haalbare uren per week. Hours a week the person is able to; null when the assessor left it blank.",
  })
  hoursPerWeekAble!: number | null;
  @Field(() => DayScalar, { description: "Volgende inschatting voor. Day before which the next one is due." })
  nextDueOn!: Day;
}
