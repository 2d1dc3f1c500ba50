import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Regulation } from "../../kernel/regulation.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import { StatisticShare } from "../../kernel/statistics/statistic-share.js";
import { Organisation } from "../entities/organisation.js";
import { Province } from "./province.js";

export enum OutflowDimension {
  STATUTE = "STATUTE",
  PROVINCE = "PROVINCE",
  PARTNER = "PARTNER",
  YEAR = "YEAR",
  REGULATION = "REGULATION",
}
registerEnumType(OutflowDimension, {
  name: "OutflowDimension",
  description: "By what outflow is divided: one thing at a time, or small groups could be found by subtraction.",
  valuesConfig: {
    STATUTE: { description: "Hoedanigheid on the day of the referral; somebody who held two counts in both." },
    PROVINCE: { description: "Provincie of the home." },
    PARTNER: { description: "Partner that was asked to guide." },
    YEAR: { description: "Jaar of the referral." },
    REGULATION: { description: "Regelgeving in force on the day of the referral." },
  },
});

@ObjectType({ description: "Aandeel na zoveel maanden." })
export class ShareAfterMonths {
  @Field(() => Int, { description: "Maanden: 6, 12 or 24." })
  months!: number;
  @Field(() => StatisticShare, {
    description: "Aandeel. How many of those of whom so many months have passed and it is known.",
  })
  share!: StatisticShare;
}

@ObjectType({
  description:
    "Doorstroom van een groep. How the activities ended of those who began, each counted once, by the newest referral that led to a start. Source: VDAB's dossiers that it lets be read.",
})
export class OutflowCell {
  @Field(() => StatuteKind, { nullable: true, description: "Hoedanigheid; null where not divided by it." })
  statute!: StatuteKind | null;
  @Field(() => Province, { nullable: true, description: "Provincie; null where not divided by it." })
  province!: Province | null;
  @Field(() => Organisation, { nullable: true, description: "Partner; null where not divided by it." })
  partner!: Organisation | null;
  @Field(() => Int, { nullable: true, description: "Jaar; null where not divided by it." })
  year!: number | null;
  @Field(() => Regulation, { nullable: true, description: "Regelgeving; null where not divided by it." })
  regulation!: Regulation | null;
  @Field(() => Int, { nullable: true, description: "Gestart. How many began; null when suppressed." })
  started!: number | null;
  @Field(() => Boolean, { description: "Onderdrukt: few people, or a number from which a small one follows." })
  suppressed!: boolean;
  @Field(() => StatisticShare, { description: "Betaald werk. How many flowed out to paid work so far." })
  paidWork!: StatisticShare;
  @Directive("@listSize(assumedSize: 3)")
  @Field(() => [ShareAfterMonths], {
    description:
      "Betaald werk binnen 6, 12 en 24 maanden. How many flowed out to paid work within so many months of the referral.",
  })
  within!: ShareAfterMonths[];
  @Directive("@listSize(assumedSize: 3)")
  @Field(() => [ShareAfterMonths], {
    description:
      "Nog aan het werk na 6, 12 en 24 maanden. How many of those who flowed out to paid work still worked so long after.",
  })
  stillEmployed!: ShareAfterMonths[];
}
