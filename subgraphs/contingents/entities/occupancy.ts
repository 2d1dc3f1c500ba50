import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import type { Refusal } from "../../../schema/faults.js";
import { DayScalar, type Day } from "../../../schema/scalars.js";

export enum OccupancyState {
  OVER = "OVER",
  FULL = "FULL",
  BALANCED = "BALANCED",
  UNDER_USED = "UNDER_USED",
  NOT_GRANTED = "NOT_GRANTED",
  TOO_FEW = "TOO_FEW",
  UNCERTAIN = "UNCERTAIN",
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
    TOO_FEW: {
      description:
        "Te weinig deelnemers om te tonen: fewer than the small-cell limit (5), nobody among it, and the asker has no right to know how many.",
    },
    UNCERTAIN: { description: "Niet te zeggen: the figures rounded down fit more than one state." },
  },
});

@ObjectType({
  description:
    "Bezetting. Running guidance against the contingent in force on a day, by agreements and calendar days. The money counts the days that the department accepted, in one of two readings: `trajectories` of the partnership tells both. Source: a count by the department's counter (LOKET), at the moment of asking. Readable by everybody: exact by the lead, dossier managers and inspectors, rounded down by others.",
})
export class Occupancy {
  @Field(() => DayScalar, { description: "Dag. The day asked for." })
  on!: Day;
  @Field(() => DayScalar, {
    description:
      "Geteld op. The day that all figures are of: the day asked for where they are exact, else the last quarter end that is over by then.",
  })
  countedOn!: Day;
  @Field(() => Int, {
    description:
      "Afgerond naar beneden op een veelvoud hiervan: running and agreements in people, used in trajectories, the rest worked out from them; 1 where figures are exact.",
  })
  roundedTo!: number;
  @Field(() => Int, { nullable: true, description: "Toegekend contingent in trajecten; null when none is granted." })
  granted!: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      "Lopende trajecten. Participants with an agreement that runs on the day; somebody with two agreements takes one trajectory. Refused SMALL_CELL where they are too few to show.",
  })
  running!: number | Refusal;
  @Field(() => Int, {
    nullable: true,
    description:
      "Lopende begeleidingsovereenkomsten on the day. Refused SMALL_CELL where there are too few participants to show.",
  })
  agreements!: number | Refusal;
  @Field(() => Float, {
    nullable: true,
    description:
      "Bezettingsgraad: running ÷ granted; null when none is granted. Refused SMALL_CELL where there are too few participants to show.",
  })
  ratio!: number | null | Refusal;
  @Field(() => Float, {
    nullable: true,
    description:
      "Opgenomen trajecten: calendar days under guidance from 1 January up to and including the day, each participant once a day, ÷ 365. The money may count days attended: see `trajectories` of the partnership. Refused SMALL_CELL where they are too few to show.",
  })
  used!: number | Refusal;
  @Field(() => Float, {
    nullable: true,
    description:
      "Verwachte trajecten op jaareinde: (calendar days under guidance from 1 January up to and including the day, each participant once a day, + running × the days left in the year) ÷ 365. It takes it that every place that falls open is filled again. The counting is by calendar days; the subsidy may count attended days: see `trajectories` of the partnership. Refused SMALL_CELL where there are too few participants to show.",
  })
  projectedYearEnd!: number | Refusal;
  @Field(() => OccupancyState, { description: "Stand, by running ÷ granted." })
  state!: OccupancyState;
  @Field(() => OccupancyState, { description: "Verwachte stand op jaareinde, by projectedYearEnd ÷ granted." })
  projectedState!: OccupancyState;
}
