import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";

export enum OccupancyState {
  OVER = "OVER",
  FULL = "FULL",
  BALANCED = "BALANCED",
  UNDER_USED = "UNDER_USED",
  NOT_GRANTED = "NOT_GRANTED",
}
registerEnumType(OccupancyState, {
  name: "OccupancyState",
  description: "Stand van de bezetting. How the participants guided compare with the contingent granted.",
  valuesConfig: {
    OVER: { description: "Overschreden: more participants than trajectories granted." },
    FULL: { description: "Volzet: as many participants as trajectories granted." },
    BALANCED: { description: "In evenwicht: from 90 % up to full." },
    UNDER_USED: { description: "Onderbenut: less than 90 % of the trajectories granted." },
    NOT_GRANTED: { description: "Geen contingent toegekend for that year (yet): there is nothing to compare with." },
  },
});

@ObjectType({
  description:
    "Bezetting. Running guidance against the contingent in force on a day, by agreements and calendar days. The money counts the days that the department accepted, in one of two readings: `trajectories` of the partnership tells both. Source: a count by the department's counter (LOKET), at the moment of asking. Readable by everybody.",
})
export class Occupancy {
  @Field(() => DayScalar, { description: "Dag. The day it is counted on." })
  on!: Day;
  @Field(() => Int, { nullable: true, description: "Toegekend contingent in trajecten; null when none is granted." })
  granted!: number | null;
  @Field(() => Int, {
    description:
      "Lopende trajecten. Participants with an agreement that runs on the day; somebody with two agreements takes one trajectory.",
  })
  running!: number;
  @Field(() => Int, { description: "Lopende begeleidingsovereenkomsten on the day." })
  agreements!: number;
  @Field(() => Float, { nullable: true, description: "Bezettingsgraad: running ÷ granted; null when none is granted." })
  ratio!: number | null;
  @Field(() => Float, {
    description:
      "Opgenomen trajecten: calendar days under guidance from 1 January up to and including the day, each participant once a day, ÷ 365. The money may count days attended: see `trajectories` of the partnership.",
  })
  used!: number;
  @Field(() => Float, {
    description:
      "Verwachte trajecten op jaareinde: (calendar days under guidance from 1 January up to and including the day, each participant once a day, + running × the days left in the year) ÷ 365. It takes it that every place that falls open is filled again. The counting is by calendar days; the subsidy may count attended days: see `trajectories` of the partnership.",
  })
  projectedYearEnd!: number;
  @Field(() => OccupancyState, { description: "Stand, by running ÷ granted." })
  state!: OccupancyState;
  @Field(() => OccupancyState, { description: "Verwachte stand op jaareinde, by projectedYearEnd ÷ granted." })
  projectedState!: OccupancyState;
}
