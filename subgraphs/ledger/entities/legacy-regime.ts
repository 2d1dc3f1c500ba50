import { Directive, Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";

export enum LegacyScheme {
  SOCIAL_WORKSHOP = "SOCIAL_WORKSHOP",
  EXPERIMENT = "EXPERIMENT",
  OUTFLOW_PROJECT = "OUTFLOW_PROJECT",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(LegacyScheme, {
  name: "LegacyScheme",
  description: "Stelsel van arbeidszorg. The forms of work-oriented care that AMA WSE took over from on 1 April 2021.",
  valuesConfig: {
    SOCIAL_WORKSHOP: { description: "Arbeidszorg in sociale werkplaatsen." },
    EXPERIMENT: { description: "Experimenten in beschutte werkplaatsen en samenwerkingsverbanden." },
    OUTFLOW_PROJECT: { description: "Doorstroomtrajecten, call of September 2012." },
    UNKNOWN: { description: "The department gave a code that is not in the published list." },
  },
});

export enum OutflowPartnerRole {
  WORK_CARE = "WORK_CARE",
  SPECIALISED_MEDIATION = "SPECIALISED_MEDIATION",
  CARE = "CARE",
  EMPOWERMENT = "EMPOWERMENT",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(OutflowPartnerRole, {
  name: "OutflowPartnerRole",
  description: "Rol in een doorstroomtraject. What a partner brought in; the call asked for each of these.",
  valuesConfig: {
    WORK_CARE: { description: "Arbeidszorginitiatief; at least two in each project." },
    SPECIALISED_MEDIATION: { description: "GTB: specialised guidance towards work." },
    CARE: { description: "Zorgpartner." },
    EMPOWERMENT: { description: "Empowermentpartner." },
    UNKNOWN: { description: "The department gave a code that is not in the published list." },
  },
});

@ObjectType({
  description: "Partner in een doorstroomtraject, before 1 April 2021. Source: the department's ledger. For everybody.",
})
export class OutflowPartner {
  @Field(() => String, { description: "Naam van de organisatie." })
  name!: string;
  @Field(() => OutflowPartnerRole, { description: "Rol. What it brought in." })
  role!: OutflowPartnerRole;
}

@ObjectType({
  description:
    "Doorstroomtraject: a project of several organisations towards paid work, before 1 April 2021. Source: the department's ledger. For everybody.",
})
export class OutflowProject {
  @Field(() => String, { description: "Naam van het project." })
  name!: string;
  @Field(() => DayScalar, { description: "Van. First day." })
  startedOn!: Day;
  @Field(() => DayScalar, { description: "Tot. Last day." })
  endedOn!: Day;
  @Directive("@listSize(assumedSize: 5)")
  @Field(() => [OutflowPartner], { description: "Partners, in the order of the application." })
  partners!: OutflowPartner[];
}

@ObjectType({
  description:
    "Oude regeling. Work-oriented care as it was before AMA WSE. Its capacity is in full-time equivalents, those of today are trajectories: the two are never added. Source: the department's ledger. For everybody.",
})
export class LegacyRegime {
  @Field(() => LegacyScheme, { description: "Stelsel." })
  scheme!: LegacyScheme;
  @Field(() => String, { description: "Titel, as the department writes it." })
  title!: string;
  @Field(() => DayScalar, { nullable: true, description: "Geldig van. First day; null when no source gives it." })
  validFrom!: Day | null;
  @Field(() => DayScalar, { nullable: true, description: "Geldig tot. Last day." })
  validTo!: Day | null;
  @Field(() => Float, { nullable: true, description: "Deelnemers in voltijdse equivalenten (VTE)." })
  participantFte!: number | null;
  @Field(() => Float, { nullable: true, description: "Omkadering in voltijdse equivalenten (VTE): subsidised staff." })
  supportStaffFte!: number | null;
  @Field(() => Int, { nullable: true, description: "Aantal werkplaatsen." })
  workshops!: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      "Omkaderingsratio. Participants for each member of the staff, both in VTE; null when one is not known.",
  })
  ratio?: number | null;
  @Directive("@listSize(assumedSize: 25)")
  @Field(() => [OutflowProject], {
    nullable: true,
    description: "Doorstroomtrajecten within this regime; empty when there were none.",
  })
  outflowProjects!: OutflowProject[];
}
