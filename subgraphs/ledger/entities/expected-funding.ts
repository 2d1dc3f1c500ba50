import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, QuarterScalar, type Day, type QuarterName } from "../../../schema/scalars.js";
import { DayReading } from "./day-reading.js";
import { Money } from "./money.js";

export enum ExpectationMethod {
  COMPLETE = "COMPLETE",
  COURSE_OF_LAST_YEAR = "COURSE_OF_LAST_YEAR",
  PACE_OF_THIS_YEAR = "PACE_OF_THIS_YEAR",
  PACE_OF_LAST_YEAR = "PACE_OF_LAST_YEAR",
  CONTINGENT = "CONTINGENT",
}
registerEnumType(ExpectationMethod, {
  name: "ExpectationMethod",
  description: "Methode van de raming. How the days that no accepted statement reports yet are estimated.",
  valuesConfig: {
    COMPLETE: { description: "Volledig: every quarter is accepted, nothing is estimated." },
    COURSE_OF_LAST_YEAR: {
      description:
        "Verloop van vorig jaar: the days so far, times what the missing quarters were to the accepted ones last year; not below the lowest nor above the highest, so that a year of growth is not taken for a season.",
    },
    PACE_OF_THIS_YEAR: {
      description: "Tempo van dit jaar: as many days a calendar day as so far; last year tells nothing.",
    },
    PACE_OF_LAST_YEAR: {
      description: "Tempo van vorig jaar: as many days a calendar day as last year; nothing is accepted this year.",
    },
    CONTINGENT: {
      description: "Contingent: as many days as the contingent pays; neither year has an accepted statement.",
    },
  },
});

@ObjectType({
  description:
    "Geraamde cijfers. Figures of a whole year, as far as they are estimated. Source: worked out here from the department's ledger. For the partnership and the department.",
})
export class ExpectedFigures {
  @Field(() => Int, { description: "Dagen die zouden tellen." })
  days!: number;
  @Field(() => Money, { nullable: true, description: "Subsidie; null when nothing was granted." })
  subsidy!: Money | null;
  @Field(() => Money, {
    nullable: true,
    description:
      "Nog te betalen: this subsidy less the advances paid so far; negative when the advances are more. Further advances lessen it. Null when nothing was granted.",
  })
  stillToPay!: Money | null;
}

@ObjectType({
  description:
    "Raming op 31 december. What a year is expected to come to: the accepted days so far, and an estimate of those to come. Never a balance. Source: worked out here from the department's ledger. For the partnership and the department.",
})
export class ExpectedFunding {
  @Field(() => DayScalar, { description: "Datum: the last day of the year." })
  on!: Day;
  @Field(() => DayReading, { description: "Lezing van de dagen." })
  reading!: DayReading;
  @Field(() => ExpectationMethod, { description: "Methode." })
  method!: ExpectationMethod;
  @Field(() => [QuarterScalar], { description: "Kwartalen that are accepted; the others are estimated." })
  accepted!: QuarterName[];
  @Field(() => ExpectedFigures, { description: "Verwacht." })
  likely!: ExpectedFigures;
  @Field(() => ExpectedFigures, {
    description:
      "Laagst: the missing quarters go at the pace of the weakest accepted quarter of this year and the last; without any, no day comes.",
  })
  low!: ExpectedFigures;
  @Field(() => ExpectedFigures, {
    description:
      "Hoogst: the missing quarters go at the pace of the strongest accepted quarter of this year and the last; without any, the contingent is reached.",
  })
  high!: ExpectedFigures;
}
