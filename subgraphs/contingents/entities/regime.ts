import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { GuidanceAgreement } from "./guidance-agreement.js";
import { Organisation } from "./organisation.js";
import { Partnership } from "./partnership.js";

export enum Regime {
  SOCIAL_WORKSHOP = "SOCIAL_WORKSHOP",
  EXPERIMENT = "EXPERIMENT",
  OUTFLOW_PROJECT = "OUTFLOW_PROJECT",
  AMA_2021 = "AMA_2021",
  AMA_2024 = "AMA_2024",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(Regime, {
  name: "Regime",
  description:
    "Regeling. The rules that held for work-oriented activities, by time: three before 1 April 2021, two since.",
  valuesConfig: {
    SOCIAL_WORKSHOP: { description: "Arbeidszorg in sociale werkplaatsen, up to 31 March 2021." },
    EXPERIMENT: {
      description: "Experimenten in beschutte werkplaatsen en samenwerkingsverbanden, up to 31 March 2021.",
    },
    OUTFLOW_PROJECT: { description: "Doorstroomtrajecten, call of September 2012." },
    AMA_2021: { description: "AMA WSE on the basis of 2021: 1 April 2021 to 31 December 2023." },
    AMA_2024: { description: "AMA WSE on the basis of 2022, in force since 1 January 2024." },
    UNKNOWN: { description: "The department gave a code that is not in the published list." },
  },
});

@ObjectType({
  description:
    "Regeling van een samenwerkingsverband during a period. Before 1 April 2021 a member's own, in full-time equivalents; since then the partnership's, in trajectories: the two are never added. Source: the department's ledger and counter. Readable by everybody.",
})
export class PartnershipRegime {
  @Field(() => Regime, { description: "Regeling." })
  regime!: Regime;
  @Field(() => DayScalar, { description: "Van. First day." })
  validFrom!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Tot. Last day; null is an open end." })
  validTo!: Day | null;
  @Field(() => String, { description: "Rechtsgrond. The act or call that it rests on." })
  basis!: string;
  @Field(() => Organisation, {
    nullable: true,
    description: "Organisatie. The member whose it was; null when it is the partnership's.",
  })
  organisation!: Organisation | null;
  @Field(() => Float, { nullable: true, description: "Deelnemers in voltijdse equivalenten (VTE); null since 2021." })
  participantFte!: number | null;
  @Field(() => Float, { nullable: true, description: "Omkadering in voltijdse equivalenten (VTE); null since 2021." })
  supportStaffFte!: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      "Contingent in trajecten, granted for the newest year of the period that has one; null before 2021 and while none is granted.",
  })
  trajectories!: number | null;
}

@ObjectType({
  description:
    "Deelname during a period under one regime: an agreement that ran through a change of regime gives two. Source: the department's ledger before 1 April 2021, its counter since. Readable by those who guide, manage, decide or inspect, as agreements are.",
})
export class ParticipationPeriod {
  @Field(() => Regime, { description: "Regeling." })
  regime!: Regime;
  @Field(() => DayScalar, { description: "Van. First day." })
  validFrom!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Tot. Last day; null is an open end." })
  validTo!: Day | null;
  @Field(() => Organisation, { description: "Organisatie. Where the person took part, or who guides." })
  organisation!: Organisation;
  @Field(() => Partnership, { nullable: true, description: "Samenwerkingsverband; null before 1 April 2021." })
  partnership?: Partnership | null;
  @Field(() => GuidanceAgreement, {
    nullable: true,
    description: "Begeleidingsovereenkomst; null before 1 April 2021.",
  })
  agreement!: GuidanceAgreement | null;
  @Field(() => Float, {
    nullable: true,
    description: "Voltijds equivalent (VTE) before 1 April 2021; null since, and when it is not known.",
  })
  fullTimeEquivalent!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "Uren per week agreed at the end of the period, or today while it runs; null before 1 April 2021.",
  })
  hoursPerWeek!: number | null;
}
