import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, InstantScalar, type Day, type Instant } from "../../../schema/scalars.js";
import { Regulation } from "../../kernel/regulation.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import { Quartiles } from "../../kernel/statistics/quartiles.js";
import { StatisticShare } from "../../kernel/statistics/statistic-share.js";
import { Organisation } from "../entities/organisation.js";

export enum PermissionDimension {
  ISSUER = "ISSUER",
  STATUTE = "STATUTE",
  YEAR = "YEAR",
  REGULATION = "REGULATION",
}
registerEnumType(PermissionDimension, {
  name: "PermissionDimension",
  description: "By what permissions are divided: one thing at a time, or small groups could be found by subtraction.",
  valuesConfig: {
    ISSUER: { description: "Beslisser: the sickness fund or OCMW." },
    STATUTE: { description: "Hoedanigheid for which the permission was asked." },
    YEAR: { description: "Jaar of the decision." },
    REGULATION: { description: "Regelgeving in force at the decision." },
  },
});

@ObjectType({ description: "Beslissingen van een groep. What sickness funds and OCMWs decided." })
export class PermissionDecisionCell {
  @Field(() => Organisation, { nullable: true, description: "Beslisser; null where not divided by it." })
  issuer!: Organisation | null;
  @Field(() => StatuteKind, { nullable: true, description: "Hoedanigheid; null where not divided by it." })
  statute!: StatuteKind | null;
  @Field(() => Int, { nullable: true, description: "Jaar; null where not divided by it." })
  year!: number | null;
  @Field(() => Regulation, { nullable: true, description: "Regelgeving; null where not divided by it." })
  regulation!: Regulation | null;
  @Field(() => Int, { nullable: true, description: "Beslist. How many requests were decided; null when suppressed." })
  decided!: number | null;
  @Field(() => Boolean, { description: "Onderdrukt: few people, or a number from which a small one follows." })
  suppressed!: boolean;
  @Field(() => StatisticShare, { description: "Geweigerd. How many of those decided were refused." })
  refused!: StatisticShare;
  @Field(() => StatisticShare, { description: "Herroepen. How many of those granted were revoked." })
  revoked!: StatisticShare;
  @Field(() => Quartiles, {
    nullable: true,
    description: "Van aanvraag tot beslissing, in days; null when suppressed, or when none was decided.",
  })
  requestToDecision!: Quartiles | null;
}

@ObjectType({
  description: "Beslissingen over toelatingen. Source: the network's file of permissions, kept for a short time.",
})
export class PermissionDecisionStatistics {
  @Field(() => InstantScalar, { description: "Tijdstip. Moment at which the network was asked." })
  asOf!: Instant;
  @Field(() => DayScalar, { description: "Tot en met. Nothing later counts: the end of the last quarter that ended." })
  until!: Day;
  @Field(() => Int, { description: "Weggelaten. Lines of the file that cannot be read." })
  leftOut!: number;
  @Directive("@listSize(assumedSize: 50)")
  @Field(() => [PermissionDecisionCell], { description: "Groepen." })
  cells!: PermissionDecisionCell[];
}

@ObjectType({
  description:
    "Wachttijd van een groep. From a person's first referral to the first permission that an issuer granted for a statute since; who had one already is not counted.",
})
export class PermissionLeadTimeCell {
  @Field(() => Organisation, { nullable: true, description: "Beslisser; null where not divided by it." })
  issuer!: Organisation | null;
  @Field(() => StatuteKind, { nullable: true, description: "Hoedanigheid; null where not divided by it." })
  statute!: StatuteKind | null;
  @Field(() => Int, { nullable: true, description: "Jaar of the decision; null where not divided by it." })
  year!: number | null;
  @Field(() => Regulation, { nullable: true, description: "Regelgeving; null where not divided by it." })
  regulation!: Regulation | null;
  @Field(() => Boolean, { description: "Onderdrukt: few people, or a number from which a small one follows." })
  suppressed!: boolean;
  @Field(() => Quartiles, {
    nullable: true,
    description: "Van toeleiding tot toelating, in days; null when suppressed, or of nobody.",
  })
  referralToPermission!: Quartiles | null;
}

@ObjectType({
  description:
    "Wachttijden. VDAB's referrals beside the network's permissions. Source: both agencies, kept for a short time; null when one of them does not answer.",
})
export class PermissionLeadTimeStatistics {
  @Field(() => InstantScalar, { description: "Tijdstip. Moment at which the network was asked." })
  asOf!: Instant;
  @Field(() => DayScalar, { description: "Tot en met. Nothing later counts: the end of the last quarter that ended." })
  until!: Day;
  @Directive("@listSize(assumedSize: 50)")
  @Field(() => [PermissionLeadTimeCell], { description: "Groepen." })
  cells!: PermissionLeadTimeCell[];
}
