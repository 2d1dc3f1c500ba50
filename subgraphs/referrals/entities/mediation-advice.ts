import { Field, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { AdviceStatus } from "../../kernel/facts.js";

@ObjectType({
  description:
    'Bemiddelingsadvies "AMA sociale economie". VDAB\'s decision on access, for everybody whatever their statute. Source: VDAB dossier, at the moment of asking.',
})
export class MediationAdvice {
  @Field(() => AdviceStatus, { description: "Status. What VDAB decided." })
  status!: AdviceStatus;
  @Field(() => DayScalar, { nullable: true, description: "Datum beslissing. Day of the decision." })
  decidedOn!: Day | null;
  @Field(() => DayScalar, { nullable: true, description: "Begin van de periode. First day on which it holds." })
  validFrom!: Day | null;
  @Field(() => DayScalar, { nullable: true, description: "Einde van de periode. Last day; null is an open end." })
  validTo!: Day | null;
}
