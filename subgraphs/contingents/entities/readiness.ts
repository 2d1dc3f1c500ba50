import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import { Actor } from "./actor.js";
import { GuidanceAgreement } from "./guidance-agreement.js";

export enum ConditionKind {
  ADVICE = "ADVICE",
  ASSESSMENT = "ASSESSMENT",
  HOURS_ABLE = "HOURS_ABLE",
  PERMISSION = "PERMISSION",
  INSURANCE_BODILY_ACCIDENT = "INSURANCE_BODILY_ACCIDENT",
  INSURANCE_LIABILITY = "INSURANCE_LIABILITY",
  AGREEMENT = "AGREEMENT",
  DIMONA = "DIMONA",
}
registerEnumType(ConditionKind, {
  name: "ConditionKind",
  description: "Soort voorwaarde om op een dag actief te mogen zijn.",
  valuesConfig: {
    ADVICE: { description: 'Bemiddelingsadvies "AMA sociale economie" of VDAB in force.' },
    ASSESSMENT: { description: "Inschatting by VDAB at most twelve months old that did not conclude to stop." },
    HOURS_ABLE: { description: "Able to at least twelve hours a week, by VDAB's assessment." },
    PERMISSION: { description: "Toelating for a statute that needs one, given for the workplace of the agreement." },
    INSURANCE_BODILY_ACCIDENT: { description: "Verzekering lichamelijke ongevallen of the guiding member." },
    INSURANCE_LIABILITY: { description: "Verzekering burgerlijke aansprakelijkheid of the guiding member." },
    AGREEMENT: { description: "Begeleidingsovereenkomst that runs and is signed by participant and workplace." },
    DIMONA: { description: "Dimona of type DWD that covers the day." },
  },
});

export enum ConditionState {
  MET = "MET",
  LACKING = "LACKING",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(ConditionState, {
  name: "ConditionState",
  description: "Stand van een voorwaarde.",
  valuesConfig: {
    MET: { description: "Voldaan." },
    LACKING: { description: "Niet voldaan." },
    UNKNOWN: { description: "Niet gekend: an agency did not answer or left it blank. It is never guessed." },
  },
});

@ObjectType({ description: "Voorwaarde. One condition for being active on a day." })
export class Condition {
  @Field(() => ConditionKind, { description: "Soort voorwaarde." })
  kind!: ConditionKind;
  @Field(() => ConditionState, { description: "Stand." })
  state!: ConditionState;
  @Field(() => StatuteKind, {
    nullable: true,
    description: "Hoedanigheid that the condition goes with, for PERMISSION.",
  })
  statute!: StatuteKind | null;
  @Field(() => GuidanceAgreement, {
    nullable: true,
    description:
      "Begeleidingsovereenkomst that the condition goes with; null for one of the person. Refused with OUT_OF_SIGHT to whoever decides on a permission.",
  })
  agreement!: GuidanceAgreement | null;
  @Field(() => DayScalar, { nullable: true, description: "Sinds. First day of this state, as far as known." })
  since!: Day | null;
  @Field(() => DayScalar, { nullable: true, description: "Tot en met. Last day of this state, as far as known." })
  until!: Day | null;
  @Field(() => Actor, { nullable: true, description: "Wie moet handelen; null when it is met." })
  actor!: Actor | null;
  @Field(() => String, { description: "Toelichting, in one sentence." })
  explanation!: string;
}

@ObjectType({
  description:
    "Mag de deelnemer onder deze overeenkomst actief zijn? The answer for one day and one workplace. Worked out at the moment of asking; nothing is kept. Readable by those who guide, manage, decide or inspect.",
})
export class AgreementReadiness {
  @Field(() => DayScalar, { description: "Dag." })
  on!: Day;
  @Field(() => GuidanceAgreement, {
    nullable: true,
    description:
      "Begeleidingsovereenkomst that this is about. Refused with OUT_OF_SIGHT to whoever decides on a permission.",
  })
  agreement!: GuidanceAgreement | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Mag actief zijn. False when a condition lacks; null when none lacks but one is not known.",
  })
  mayBeActive!: boolean | null;
  @Directive("@listSize(assumedSize: 9)")
  @Field(() => [Condition], {
    description: "Voorwaarden, each with its state and who must act: those of the person, then those of the agreement.",
  })
  conditions!: Condition[];
}

@ObjectType({
  description:
    "Mag deze persoon actief zijn? Puts together, for one day, what VDAB, the permitting bodies and the department's counter say. Worked out at the moment of asking; nothing is kept. Readable by those who guide, manage, decide or inspect.",
})
export class Readiness {
  @Field(() => DayScalar, { description: "Dag." })
  on!: Day;
  @Field(() => Boolean, {
    nullable: true,
    description:
      "Mag actief zijn, at every workplace. False when a condition lacks, be it at one workplace; null when none lacks but one is not known. `agreements` tells at which workplace the person may be active.",
  })
  mayBeActive!: boolean | null;
  @Directive("@listSize(assumedSize: 12)")
  @Field(() => [Condition], {
    description:
      "Voorwaarden, each with its state and who must act: those of the person, then those of each agreement.",
  })
  conditions!: Condition[];
  @Directive("@listSize(assumedSize: 2)")
  @Field(() => [AgreementReadiness], {
    description: "Per overeenkomst that runs on the day: at which workplace the person may be active and at which not.",
  })
  agreements!: AgreementReadiness[];
}
