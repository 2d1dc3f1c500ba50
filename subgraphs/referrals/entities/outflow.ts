import { Field, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";

export enum OutflowDestination {
  REGULAR_ECONOMY = "REGULAR_ECONOMY",
  SOCIAL_ENTERPRISE = "SOCIAL_ENTERPRISE",
  INDIVIDUAL_ADAPTED_WORK = "INDIVIDUAL_ADAPTED_WORK",
  LOCAL_SERVICES_ECONOMY = "LOCAL_SERVICES_ECONOMY",
  TRAINING = "TRAINING",
  ACTIVATION_TRAJECTORY = "ACTIVATION_TRAJECTORY",
  AMA_WELFARE = "AMA_WELFARE",
  BENEFIT = "BENEFIT",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(OutflowDestination, {
  name: "OutflowDestination",
  description: "Bestemming van de doorstroom. Where somebody went after the activities.",
  valuesConfig: {
    REGULAR_ECONOMY: { description: "Normaal economisch circuit: paid work." },
    SOCIAL_ENTERPRISE: { description: "Maatwerkbedrijf: paid work." },
    INDIVIDUAL_ADAPTED_WORK: { description: "Individueel maatwerk: paid work." },
    LOCAL_SERVICES_ECONOMY: { description: "Lokale diensteneconomie: paid work." },
    TRAINING: { description: "Opleiding." },
    ACTIVATION_TRAJECTORY: { description: "Activeringstraject." },
    AMA_WELFARE: { description: "Arbeidsmatige activiteiten welzijn (WVG)." },
    BENEFIT: { description: "Terug naar een uitkering." },
    UNKNOWN: { description: "Onbekend, or a code that is not in the published list." },
  },
});

@ObjectType({ description: "Doorstroom. How the activities ended towards work or otherwise. Source: VDAB dossier." })
export class Outflow {
  @Field(() => DayScalar, { description: "Datum van de doorstroom." })
  on!: Day;
  @Field(() => OutflowDestination, { description: "Bestemming. Where the person went." })
  destination!: OutflowDestination;
  @Field(() => Boolean, { nullable: true, description: "Na 6 maanden nog aan het werk; null while not known." })
  employedAfter6Months!: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Na 12 maanden nog aan het werk; null while not known." })
  employedAfter12Months!: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Na 24 maanden nog aan het werk; null while not known." })
  employedAfter24Months!: boolean | null;
}
