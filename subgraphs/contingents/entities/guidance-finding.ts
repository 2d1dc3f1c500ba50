import { Directive, Field, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { Actor } from "./actor.js";
import { AtRisk } from "./at-risk.js";
import { ObligationKind } from "./finding.js";
import { GuidanceAgreement } from "./guidance-agreement.js";
import { Organisation } from "./organisation.js";
import { Participant } from "./participant.js";

@ObjectType({
  description:
    "Vaststelling over een begeleiding. A period in which one obligation did not hold for one agreement, or in which that is not known. Worked out at the moment of asking from the facts of VDAB, the permitting bodies and the department's counter (LOKET). Personal. Readable by those who guide, manage or inspect, and by the person.",
})
export class GuidanceFinding {
  @Field(() => ObligationKind, { description: "Verplichting. Which one did not hold." })
  kind!: ObligationKind;
  @Field(() => Boolean, {
    nullable: true,
    description: "Voldaan: false, or null when it is not known since an agency did not answer or left it blank.",
  })
  met!: false | null;
  @Field(() => DayScalar, {
    description: "Dag waarop ze slaat: by which something had to be done, or from which something had to hold.",
  })
  on!: Day;
  @Field(() => DayScalar, { description: "Sinds. First day of the period." })
  since!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Tot en met. Last day of the period; null: it still lasts." })
  until!: Day | null;
  @Field(() => Actor, { description: "Wie moet handelen, or should have." })
  actor!: Actor;
  @Field(() => Organisation, {
    description:
      "Wie instaat voor de kwaliteit van de begeleiding: the lead of the partnership, for its partners too. Null when the counter does not tell the partnership.",
    nullable: true,
  })
  answerable!: Organisation | null;
  @Field(() => Organisation, { description: "Begeleidende organisatie. The member that guides." })
  subject!: Organisation;
  @Field(() => GuidanceAgreement, { description: "Overeenkomst." })
  agreement!: GuidanceAgreement;
  @Field(() => Participant, { description: "Deelnemer." })
  participant!: Participant;
  @Field(() => String, { description: "Toelichting, in one sentence." })
  explanation!: string;
  @Directive("@cost(weight: 2)")
  @Field(() => AtRisk, {
    nullable: true,
    description:
      "Dagen in het gedrang door deze vaststelling, as far as the drop folder keeps statements: since the third quarter of the year before. None where the obligation does not put a day at risk.",
  })
  atRisk?: AtRisk | null;
}
