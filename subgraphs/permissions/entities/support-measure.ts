import { Field, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import type { Told } from "../source/told.js";

export enum SupportMeasureKind {
  WAGE_SUPPORT = "WAGE_SUPPORT",
  SOCIAL_ENTERPRISE = "SOCIAL_ENTERPRISE",
  SOCIAL_ENTERPRISE_DEPARTMENT = "SOCIAL_ENTERPRISE_DEPARTMENT",
  LOCAL_SERVICES_ECONOMY = "LOCAL_SERVICES_ECONOMY",
  OTHER = "OTHER",
}
registerEnumType(SupportMeasureKind, {
  name: "SupportMeasureKind",
  description: "Soort maatregel.",
  valuesConfig: {
    WAGE_SUPPORT: { description: "VOP, Vlaamse ondersteuningspremie." },
    SOCIAL_ENTERPRISE: { description: "MWB, maatwerkbedrijf." },
    SOCIAL_ENTERPRISE_DEPARTMENT: { description: "MWA, maatwerkafdeling." },
    LOCAL_SERVICES_ECONOMY: { description: "LDE, lokale diensteneconomie." },
    OTHER: { description: "A measure that is not in the published list; `code` says which." },
  },
});

export enum SupportMeasureStatus {
  GRANTED = "GRANTED",
  APPROVED = "APPROVED",
  REFUSED = "REFUSED",
  PENDING = "PENDING",
  CLOSED = "CLOSED",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(SupportMeasureStatus, {
  name: "SupportMeasureStatus",
  description: "Status van het recht op een maatregel.",
  valuesConfig: {
    GRANTED: { description: "TG, toegekend." },
    APPROVED: { description: "GG, goedgekeurd." },
    REFUSED: { description: "GW, geweigerd." },
    PENDING: { description: "IB, in behandeling." },
    CLOSED: { description: "AF, afgesloten." },
    UNKNOWN: { description: "A code that is not in the published list." },
  },
});

@ObjectType({
  description:
    "Ondersteuningsmaatregel. A right to an employment measure that VDAB granted or refused. Source: MAGDA, GeefStatusRechtOndersteuningen, at the moment of asking.",
})
export class SupportMeasure {
  @Field(() => SupportMeasureKind, { description: "Soort maatregel." })
  kind!: SupportMeasureKind;
  @Field(() => String, { description: "Code, as the network wrote it." })
  code!: string;
  @Field(() => String, { nullable: true, description: "Omschrijving; null when the network left it out." })
  name!: string | null;
  @Field(() => SupportMeasureStatus, { description: "Status. What was decided." })
  status!: SupportMeasureStatus;
  @Field(() => DayScalar, {
    nullable: true,
    description: "Datum beslissing. May be years after the period began.",
  })
  decidedOn!: Told<Day>;
  @Field(() => DayScalar, { nullable: true, description: "Begin van de periode. First day." })
  validFrom!: Told<Day>;
  @Field(() => DayScalar, { nullable: true, description: "Einde van de periode. Last day; null is an open end." })
  validTo!: Told<Day>;
}
