import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, InstantScalar, type Day, type Instant } from "../../../schema/scalars.js";
import { Regulation } from "../../kernel/regulation.js";
import { Quartiles } from "../../kernel/statistics/quartiles.js";
import { EndReason } from "../entities/guidance-agreement.js";
import { Organisation } from "../entities/organisation.js";

export enum DurationDimension {
  END_REASON = "END_REASON",
  PARTNER = "PARTNER",
  YEAR = "YEAR",
  REGULATION = "REGULATION",
}
registerEnumType(DurationDimension, {
  name: "DurationDimension",
  description: "By what durations are divided: one thing at a time, or small groups could be found by subtraction.",
  valuesConfig: {
    END_REASON: { description: "Stopreden." },
    PARTNER: { description: "Partner that guided." },
    YEAR: { description: "Jaar of the end." },
    REGULATION: { description: "Regelgeving in force at the end." },
  },
});

@ObjectType({ description: "Duur van een groep overeenkomsten. Agreements that ended." })
export class DurationCell {
  @Field(() => EndReason, { nullable: true, description: "Stopreden; null where not divided by it." })
  endReason!: EndReason | null;
  @Field(() => Organisation, { nullable: true, description: "Partner; null where not divided by it." })
  partner!: { enterpriseNumber: string } | null;
  @Field(() => Int, { nullable: true, description: "Jaar; null where not divided by it." })
  year!: number | null;
  @Field(() => Regulation, { nullable: true, description: "Regelgeving; null where not divided by it." })
  regulation!: Regulation | null;
  @Field(() => Int, { nullable: true, description: "Beëindigd. How many agreements ended; null when suppressed." })
  ended!: number | null;
  @Field(() => Boolean, { description: "Onderdrukt: few people, or a number from which a small one follows." })
  suppressed!: boolean;
  @Field(() => Quartiles, {
    nullable: true,
    description: "Duur in days, the first and the last counted; null when suppressed, or when none ended.",
  })
  days!: Quartiles | null;
}

@ObjectType({
  description: "Duur van begeleidingsovereenkomsten. Source: the department's counter, kept for a short time.",
})
export class DurationStatistics {
  @Field(() => InstantScalar, { description: "Tijdstip. Moment at which the counter was asked." })
  asOf!: Instant;
  @Field(() => DayScalar, { description: "Tot en met. Nothing later counts: the end of the last quarter that ended." })
  until!: Day;
  @Field(() => Int, { description: "Weggelaten. Agreements whose record breaks the counter's own rules." })
  leftOut!: number;
  @Directive("@listSize(assumedSize: 50)")
  @Field(() => [DurationCell], { description: "Groepen." })
  cells!: DurationCell[];
}
