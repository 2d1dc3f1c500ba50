import { Field, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { StatuteKind } from "../../kernel/statute-kind.js";

@ObjectType({
  description:
    "Hoedanigheid. A statute the person holds as VDAB recorded it; a person may hold several at once. Source: VDAB dossier, at the moment of asking.",
})
export class Statute {
  @Field(() => StatuteKind, { description: "Soort hoedanigheid. Which statute." })
  kind!: StatuteKind;
  @Field(() => DayScalar, { description: "Begindatum. First day." })
  validFrom!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Einddatum. Last day; null is an open end." })
  validTo!: Day | null;
}
