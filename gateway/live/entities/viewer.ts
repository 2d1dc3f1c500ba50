import { Field, ObjectType, registerEnumType } from "type-graphql";
import { CAPACITIES, PURPOSES, type Capacity, type Purpose } from "../../../schema/mandate.js";
import { EnterpriseNumberScalar } from "../../../schema/scalars.js";

export const CapacityEnum = Object.fromEntries(CAPACITIES.map((name) => [name, name])) as { [Name in Capacity]: Name };
registerEnumType(CapacityEnum, {
  name: "Capacity",
  description: "Hoedanigheid. In which capacity somebody asks; it decides what may be seen.",
  valuesConfig: {
    VDAB_MEDIATOR: { description: "Bemiddelaar van VDAB." },
    OCMW_WORKER: { description: "Maatschappelijk werker van een OCMW." },
    SICKNESS_FUND_EMPLOYEE: { description: "Medewerker van een ziekenfonds." },
    LEAD: { description: "Sturend maatwerkbedrijf of penhouder of a partnership." },
    PARTNER_GUIDE: { description: "Begeleider bij een partner of a partnership." },
    DOSSIER_MANAGER: { description: "Dossierbeheerder van het Departement WSE." },
    INSPECTOR: { description: "Inspecteur van het Departement WSE." },
    ANALYST: { description: "Beleidsanalist: sees figures, not persons." },
    CITIZEN: { description: "Burger: sees the own file." },
  } satisfies Record<Capacity, { description: string }>,
});

export const PurposeEnum = Object.fromEntries(PURPOSES.map((name) => [name, name])) as { [Name in Purpose]: Name };
registerEnumType(PurposeEnum, {
  name: "Purpose",
  description: "Finaliteit. For which purpose somebody asks.",
  valuesConfig: {
    GUIDANCE: { description: "Begeleiding van een deelnemer." },
    PERMISSION_DECISION: { description: "Beslissing over een toelating." },
    PARTNERSHIP_MANAGEMENT: { description: "Beheer van een samenwerkingsverband." },
    FUNDING: { description: "Financiering en afrekening." },
    INSPECTION: { description: "Toezicht." },
    STATISTICS: { description: "Statistiek en beleid." },
    OWN_FILE: { description: "Inzage in het eigen dossier." },
  } satisfies Record<Purpose, { description: string }>,
});

@ObjectType({
  description:
    "De vrager. Who asks, for whom, in which capacity and for which purpose: the mandate under which this very request is answered. Source: the gateway. Only the asker reads it.",
})
export class Viewer {
  @Field(() => String, {
    description: "Kenmerk van de vrager. An opaque name of the person or program, never a national number.",
  })
  subject!: string;
  @Field(() => EnterpriseNumberScalar, {
    description: "Ondernemingsnummer of the organisation in whose name the question is asked.",
  })
  organisation!: string;
  @Field(() => String, { description: "Naam van de organisatie in whose name the question is asked." })
  organisationName!: string;
  @Field(() => String, {
    nullable: true,
    description:
      "Organisatie-eenheid of the asker: whose dossiers a VDAB mediator reads. Null for capacities that see by organisation.",
  })
  unit?: string | null;
  @Field(() => CapacityEnum, { description: "Hoedanigheid in which the question is asked." })
  capacity!: Capacity;
  @Field(() => PurposeEnum, { description: "Finaliteit for which the question is asked." })
  purpose!: Purpose;
  @Field(() => String, {
    description: "Rechtsgrond: the article, deliberation or agreement on which the purpose rests.",
  })
  legalContext!: string;
}
