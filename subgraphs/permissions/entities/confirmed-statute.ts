import { Field, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, InstantScalar, type Day, type Instant } from "../../../schema/scalars.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import type { Told } from "../source/told.js";
import { Organisation } from "./organisation.js";

export enum NetworkService {
  SOCIAL_STATUTE = "SOCIAL_STATUTE",
  LIVING_WAGE_AMOUNTS = "LIVING_WAGE_AMOUNTS",
  DISABILITY_FILE = "DISABILITY_FILE",
}
registerEnumType(NetworkService, {
  name: "NetworkService",
  description: "Dienst van het netwerk. Which service confirmed a statute.",
  valuesConfig: {
    SOCIAL_STATUTE: { description: "GeefSociaalStatuut: statutes by name, as of today." },
    LIVING_WAGE_AMOUNTS: {
      description: "GeefLeefloonbedragen: months paid this year and last. No amount is passed on.",
    },
    DISABILITY_FILE: { description: "GeefDossierHandicap: rights to IVT and IT at DG HAN, as of today." },
  },
});

@ObjectType({
  description:
    "Bevestigde hoedanigheid. A statute that the social-security network confirms, beside what VDAB recorded; once for each service that confirms it. Never a category, points or an amount. Source: MAGDA, at the moment of asking.",
})
export class ConfirmedStatute {
  @Field(() => StatuteKind, { description: "Soort hoedanigheid. Which statute." })
  kind!: StatuteKind;
  @Field(() => DayScalar, {
    nullable: true,
    description: "Begindatum. First day, or first day paid for; null when the service tells no period.",
  })
  validFrom!: Told<Day>;
  @Field(() => DayScalar, {
    nullable: true,
    description: "Einddatum. Last day, or last day paid for; null is an open end or no period told.",
  })
  validTo!: Told<Day>;
  @Field(() => Organisation, { nullable: true, description: "Uitbetaler. The OCMW that pays a living wage." })
  payer!: Told<Organisation>;
  @Field(() => NetworkService, { description: "Which service of the network confirms it." })
  source!: NetworkService;
  @Field(() => InstantScalar, { description: "Moment at which the network said this." })
  asOf!: Instant;
}
