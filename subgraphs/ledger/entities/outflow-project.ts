import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";

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

export enum ActivationPart {
  CARE = "CARE",
  EMPOWERMENT = "EMPOWERMENT",
  INTERNSHIP = "INTERNSHIP",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(ActivationPart, {
  name: "ActivationPart",
  description: "Onderdeel van de module activeringsbegeleiding of an outflow project.",
  valuesConfig: {
    CARE: { description: "Zorg." },
    EMPOWERMENT: { description: "Empowerment." },
    INTERNSHIP: { description: "Stage." },
    UNKNOWN: { description: "The department gave a code that is not in the published list." },
  },
});

export enum ProjectRequirementKind {
  WORK_CARE_PARTNERS = "WORK_CARE_PARTNERS",
  SPECIALISED_MEDIATION_PARTNER = "SPECIALISED_MEDIATION_PARTNER",
  CARE_PARTNER = "CARE_PARTNER",
  EMPOWERMENT_PARTNER = "EMPOWERMENT_PARTNER",
  CARE_IN_MODULE = "CARE_IN_MODULE",
  EMPOWERMENT_IN_MODULE = "EMPOWERMENT_IN_MODULE",
  INTERNSHIP_IN_MODULE = "INTERNSHIP_IN_MODULE",
}
registerEnumType(ProjectRequirementKind, {
  name: "ProjectRequirementKind",
  description: "Vereiste aan een doorstroomtraject, by the call of September 2012.",
  valuesConfig: {
    WORK_CARE_PARTNERS: { description: "Minstens twee arbeidszorginitiatieven." },
    SPECIALISED_MEDIATION_PARTNER: { description: "GTB." },
    CARE_PARTNER: { description: "Een zorgpartner." },
    EMPOWERMENT_PARTNER: { description: "Een empowermentpartner." },
    CARE_IN_MODULE: { description: "Zorg in the module activeringsbegeleiding." },
    EMPOWERMENT_IN_MODULE: { description: "Empowerment in the module activeringsbegeleiding." },
    INTERNSHIP_IN_MODULE: { description: "Stage in the module activeringsbegeleiding." },
  },
});

@ObjectType({
  description: "Vereiste aan een doorstroomtraject, with what the project had of it. For everybody.",
})
export class ProjectRequirement {
  @Field(() => ProjectRequirementKind, { description: "Which requirement." })
  kind!: ProjectRequirementKind;
  @Field(() => Int, { description: "Vereist. How many the call asked for, at least." })
  required!: number;
  @Field(() => Int, { description: "Aanwezig. How many the project had." })
  found!: number;
  @Field(() => Boolean, {
    nullable: true,
    description: "Voldaan. Null when it is not met by what is known, and some codes are not known.",
  })
  met!: boolean | null;
}

export enum LegacyDestination {
  SOCIAL_ECONOMY = "SOCIAL_ECONOMY",
  WORK_EXPERIENCE = "WORK_EXPERIENCE",
  REGULAR_CIRCUIT = "REGULAR_CIRCUIT",
}
registerEnumType(LegacyDestination, {
  name: "LegacyDestination",
  description: "Bestemming na een doorstroomtraject, before 1 April 2021.",
  valuesConfig: {
    SOCIAL_ECONOMY: { description: "Sociale economie." },
    WORK_EXPERIENCE: { description: "Werkervaring." },
    REGULAR_CIRCUIT: { description: "Normaal economisch circuit." },
  },
});

@ObjectType({
  description: "Doorstroom uit een doorstroomtraject to one destination, in persons. For everybody.",
})
export class LegacyOutflow {
  @Field(() => LegacyDestination, { description: "Bestemming." })
  destination!: LegacyDestination;
  @Field(() => Int, {
    nullable: true,
    description: "Aantal deelnemers; null when the number is withheld because it would single people out.",
  })
  participants!: number | null;
  @Field(() => Boolean, { description: "Afgeschermd. Whether the number is withheld." })
  suppressed!: boolean;
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
  @Field(() => String, { nullable: true, description: "Doelgroep, as the department writes it; null when not known." })
  targetGroup!: string | null;
  @Directive("@listSize(assumedSize: 3)")
  @Field(() => [ActivationPart], {
    description: "Module activeringsbegeleiding. What the guidance towards work was made of.",
  })
  activation!: ActivationPart[];
  @Directive("@listSize(assumedSize: 7)")
  @Field(() => [ProjectRequirement], {
    description:
      "Vereisten. What the call of September 2012 asked of each project, and whether this one had it: at least two work-care initiatives, GTB, a care and an empowerment partner, and the three parts of the module.",
  })
  requirements?: ProjectRequirement[];
  @Field(() => Int, {
    nullable: true,
    description: "Aantal deelnemers; null when it is not known, or of so few people that it is withheld.",
  })
  participants!: number | null;
  @Directive("@listSize(assumedSize: 3)")
  @Field(() => [LegacyOutflow], {
    nullable: true,
    description: "Doorstroom. How many went where, by destination; null when not known.",
  })
  outflow!: LegacyOutflow[] | null;
}
