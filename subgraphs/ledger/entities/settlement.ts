import { Field, Float, Int, ObjectType } from "type-graphql";
import { DayScalar, QuarterScalar, type Day, type QuarterName } from "../../../schema/scalars.js";
import type { Hundredths } from "../rules/hundredths.js";
import { DayReading } from "./day-reading.js";
import { Money } from "./money.js";

@ObjectType({
  description:
    "Kwartaaloverzicht waarop een afrekening steunt: one version of a quarterly statement. Source: the department's ledger. For the partnership and the department.",
})
export class SettledStatement {
  @Field(() => QuarterScalar, { description: "Kwartaal." })
  quarter!: QuarterName;
  @Field(() => Int, { description: "Versie of the statement." })
  version!: number;
  @Field(() => DayScalar, { description: "Aanvaard op. Day on which the department accepted it." })
  acceptedOn!: Day;
}

@ObjectType({
  description:
    "Afrekening. How the department fixed the subsidy and the balance of a year; a revision is another version. Nothing that is accepted later changes it. Source: the department's ledger, at the moment of asking. For the partnership and the department.",
})
export class Settlement {
  @Field(() => Int, { description: "Versie, from 1; the highest one counts." })
  version!: number;
  @Field(() => DayScalar, { description: "Vastgesteld op. Day of the settlement." })
  settledOn!: Day;
  @Field(() => Int, { description: "Dagen that were paid, each participant once a day." })
  days!: number;
  @Field(() => DayReading, { description: "Lezing van de dagen that the settlement stands on." })
  reading!: DayReading;
  @Field(() => Money, { description: "Eenheidsbedrag of one trajectory." })
  unitAmount!: Money;
  @Field(() => Float, { description: "Contingent, in trajectories." })
  contingent!: number;
  /** Key of the year that it settles. */
  of!: string;
  /** The contingent, exact. */
  granted!: Hundredths;
  @Field(() => Money, { description: "Subsidie." })
  subsidy!: Money;
  @Field(() => Money, { description: "Voorschotten, together." })
  advances!: Money;
  @Field(() => Money, { description: "Saldo. The subsidy less the advances; negative when more was paid than is due." })
  balance!: Money;
  @Field(() => [SettledStatement], {
    description: "Kwartaaloverzichten that it stands on; empty when the ledger does not tell.",
  })
  statements!: SettledStatement[];
  @Field(() => Int, {
    nullable: true,
    description: "Versie van de verdeelsleutel by which the members share; null when there was none.",
  })
  splitKeyVersion!: number | null;
}
