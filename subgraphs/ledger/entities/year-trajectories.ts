import { Field, Float, Int, ObjectType } from "type-graphql";
import { DayReading } from "./day-reading.js";

@ObjectType({
  description:
    "Trajecten van een jaar in beide lezingen. Occupancy (bezetting) counts calendar days under guidance by the agreements of the counter; the money counts the days that the department accepted, in one of two readings. Source: the department's ledger, at the moment of asking. For the partnership and the department.",
})
export class YearTrajectories {
  @Field(() => Int, { description: "Jaar. The calendar year." })
  year!: number;
  @Field(() => Float, { description: "Trajecten by days attended, divided by 365." })
  attended!: number;
  @Field(() => Float, { description: "Trajecten by calendar days under guidance, divided by 365." })
  calendar!: number;
  @Field(() => DayReading, { description: "Lezing die telt voor het geld." })
  counts!: DayReading;
}
