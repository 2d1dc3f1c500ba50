import { Directive, Field, Int, ObjectType } from "type-graphql";
import { QuarterScalar, type QuarterName } from "../../../schema/scalars.js";
import { QuarterlyStatement, StatementProblem } from "./quarterly-statement.js";

@ObjectType({
  description:
    "Aanwezigheid. On how many days of a quarter the person was present, as the leads reported it. Source: the quarterly statements in the drop folder (LOKET). Readable by those who guide, manage, fund or inspect.",
})
export class Attendance {
  @Field(() => QuarterScalar, { description: "Kwartaal." })
  quarter!: QuarterName;
  @Field(() => Int, {
    description:
      "Aantal dagen aanwezig that count: a day in two rows once, without the rows that contradict the counter and the days that cannot be.",
  })
  days!: number;
  @Field(() => Int, { description: "Aantal dagen that the leads listed, each once." })
  listedDays!: number;
  @Directive("@listSize(assumedSize: 1)")
  @Field(() => [StatementProblem], { description: "Fouten in the rows of this person, in the order of the rows." })
  problems!: StatementProblem[];
  @Directive("@listSize(assumedSize: 1)")
  @Field(() => [QuarterlyStatement], { description: "Kwartaaloverzichten in which the days stand." })
  statements!: QuarterlyStatement[];
}
