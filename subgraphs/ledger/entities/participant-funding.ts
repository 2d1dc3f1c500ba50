import { Field, Int, ObjectType } from "type-graphql";
import type { QuarterDays } from "./quarter-days.js";

@ObjectType({
  description:
    "Aandeel van een deelnemer in de financiering. What one participant's days of a year come to by what is accepted now, each day once. Source: the department's ledger, at the moment of asking. Personal: for those who guide, manage the partnership or inspect.",
})
export class ParticipantFunding {
  @Field(() => Int, { description: "Jaar. The calendar year." })
  year!: number;
  /** Not shown as it is: the field `days` picks a reading. */
  quarters!: readonly QuarterDays[];
}
