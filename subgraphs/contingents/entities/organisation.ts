import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import { EnterpriseNumberScalar } from "../../../schema/scalars.js";
import { Municipality } from "../../kernel/municipality.js";

export enum OrganisationKind {
  SOCIAL_ENTERPRISE = "SOCIAL_ENTERPRISE",
  PARTNER = "PARTNER",
  SICKNESS_FUND = "SICKNESS_FUND",
  PCSW = "PCSW",
  VDAB = "VDAB",
  DEPARTMENT = "DEPARTMENT",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(OrganisationKind, {
  name: "OrganisationKind",
  description: "Soort organisatie, as the department's counter files it.",
  valuesConfig: {
    SOCIAL_ENTERPRISE: { description: "Maatwerkbedrijf: steers a partnership and answers for it." },
    PARTNER: { description: "Partner: guides participants in a partnership." },
    SICKNESS_FUND: { description: "Ziekenfonds: its adviserend arts permits activities during work incapacity." },
    PCSW: { description: "OCMW: permits activities with a living wage." },
    VDAB: { description: "VDAB: decides on access." },
    DEPARTMENT: { description: "Departement Werk en Sociale Economie: grants contingents and pays." },
    UNKNOWN: { description: "The counter gave a kind that is not in its published list." },
  },
});

@ObjectType({
  description:
    "Organisatie. An enterprise by its number in the KBO. Source: the department's counter (LOKET), at the moment of asking. Readable by everybody.",
})
@Directive('@key(fields: "enterpriseNumber")')
export class Organisation {
  @Field(() => EnterpriseNumberScalar, { description: "Ondernemingsnummer (KBO)." })
  enterpriseNumber!: EnterpriseNumber;
  @Field(() => String, { nullable: true, description: "Naam; null when the counter does not know the number." })
  name?: string | null;
  @Field(() => OrganisationKind, {
    nullable: true,
    description: "Soort; null when the counter does not know the number.",
  })
  kind?: OrganisationKind | null;
  @Field(() => Municipality, { nullable: true, description: "Gemeente van de zetel." })
  municipality?: Municipality | null;
}
