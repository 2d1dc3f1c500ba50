import { Directive, Field, Float, Int, ObjectType } from "type-graphql";
import { DayScalar, InstantScalar, type Day, type Instant } from "../../../schema/scalars.js";

@ObjectType({ description: "Aantal fouten van een soort." })
export class FaultCount {
  @Field(() => String, { description: "Foutcode, as errors carry it." })
  code!: string;
  @Field(() => Int, { description: "Aantal." })
  count!: number;
}

@ObjectType({ description: "Beschikbaarheid binnen een uur." })
export class AvailabilityHour {
  @Field(() => InstantScalar, { description: "Begin van het uur." })
  at!: Instant;
  @Field(() => Int, { description: "Gevraagd. How often the agency's system was asked." })
  asked!: number;
  @Field(() => Int, { description: "Beantwoord. How often it answered, be it with a refusal." })
  answered!: number;
  @Field(() => Float, { nullable: true, description: "Gemiddelde antwoordtijd in milliseconds, failures included." })
  meanMs!: number | null;
  @Directive("@listSize(assumedSize: 6)")
  @Field(() => [FaultCount], { description: "Fouten, by code." })
  faults!: FaultCount[];
}

@ObjectType({
  description:
    "Beschikbaarheid over een periode. What the graph's own calls saw of an agency's system, kept by the hour for as long as the operators set. No call is about somebody by name here.",
})
export class AgencyAvailability {
  @Field(() => DayScalar, { description: "Van. First day." })
  from!: Day;
  @Field(() => DayScalar, { description: "Tot en met. Last day." })
  to!: Day;
  @Field(() => Int, { description: "Gevraagd. How often the agency's system was asked." })
  asked!: number;
  @Field(() => Int, { description: "Beantwoord. How often it answered, be it with a refusal." })
  answered!: number;
  @Field(() => Float, { nullable: true, description: "Aandeel beantwoord, 0 to 1; null when it was not asked." })
  share!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "Gemiddelde antwoordtijd in milliseconds; null when it was not asked.",
  })
  meanMs!: number | null;
  @Directive("@listSize(assumedSize: 6)")
  @Field(() => [FaultCount], {
    description:
      "Fouten, by code, the most frequent first: of calls, each try counted, and of answers that could not be read.",
  })
  faults!: FaultCount[];
  @Directive("@listSize(assumedSize: 168)")
  @Field(() => [AvailabilityHour], { description: "Uren in which it was asked." })
  hours!: AvailabilityHour[];
}
