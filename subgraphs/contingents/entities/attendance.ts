import { Directive, Field, Int, ObjectType } from "type-graphql";
import { QuarterScalar, type QuarterName } from "../../../schema/scalars.js";
import { QuarterlyStatement } from "./quarterly-statement.js";

@ObjectType({
  description:
    "Aanwezigheid. On how many days of a quarter the person was present, as the leads reported it. Source: the quarterly statements in the drop folder (LOKET). Readable by those who guide, manage, fund or inspect.",
})
export class Attendance {
  @Field(() => QuarterScalar, { description: "Kwartaal." })
  quarter!: QuarterName;
  @Field(() => Int, { description: "Aantal dagen aanwezig; a day in two rows counts once." })
  days!: number;
  @Directive("@listSize(assumedSize: 1)")
  @Field(() => [QuarterlyStatement], { description: "Kwartaaloverzichten in which the days stand." })
  statements!: QuarterlyStatement[];
}
