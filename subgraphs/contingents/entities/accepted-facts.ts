import { Directive, Field, Int, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { Participant } from "./participant.js";

@ObjectType({ description: "Days of one person that the department accepted in one statement." })
@Directive("@shareable")
@Directive("@inaccessible")
export class AcceptedDaysFact {
  @Field(() => Participant, { description: "Whose days." })
  participant!: Participant;
  @Field(() => Int, { description: "Days attended, over all lines of the person." })
  days!: number;
}

@ObjectType({ description: "What the department accepted of one statement." })
@Directive("@shareable")
@Directive("@inaccessible")
export class AcceptedFacts {
  @Field(() => String, { nullable: true, description: "Code for which the ledger does not tell; null where it tells." })
  withheldFor!: string | null;
  @Field(() => Boolean, { description: "Whether the asker is told of all its people, and not of some." })
  whole!: boolean;
  @Field(() => DayScalar, { nullable: true, description: "When the accepted version was delivered; null: none is." })
  deliveredOn!: Day | null;
  @Field(() => [AcceptedDaysFact], { description: "Accepted days by person, of those whom the asker may be told of." })
  people!: AcceptedDaysFact[];
}
