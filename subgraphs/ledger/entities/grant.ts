import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";

export enum GrantKind {
  GRANT = "GRANT",
  REDISTRIBUTION = "REDISTRIBUTION",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(GrantKind, {
  name: "GrantKind",
  description: "Soort toekenning. How the department came to grant a contingent.",
  valuesConfig: {
    GRANT: { description: "Toekenning of the year." },
    REDISTRIBUTION: { description: "Herverdeling: the contingent changes within the year." },
    UNKNOWN: { description: "The department gave a code that is not in the published list." },
  },
});

@ObjectType({
  description:
    "Toekenning. The contingent that the department granted a partnership for a part of a year. Source: the department's ledger, at the moment of asking. For the partnership and the department.",
})
export class Grant {
  @Field(() => Int, { description: "Volgnummer within the year; a later one takes the place of the one before." })
  number!: number;
  @Field(() => GrantKind, { description: "Soort." })
  kind!: GrantKind;
  @Field(() => Float, { description: "Contingent, in trajectories of a whole year." })
  contingent!: number;
  @Field(() => DayScalar, { description: "Geldig van. First day." })
  validFrom!: Day;
  @Field(() => DayScalar, { description: "Geldig tot. Last day." })
  validTo!: Day;
  @Field(() => DayScalar, { description: "Toegekend op. Day of the decision." })
  grantedOn!: Day;
}
