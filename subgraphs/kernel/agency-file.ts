import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import type { AgencyName } from "../../schema/agencies.js";
import { AgencyEnum } from "../../schema/agency-enum.js";
import { DayScalar, InstantScalar, type Day, type Instant } from "../../schema/scalars.js";

export enum InszState {
  CURRENT = "CURRENT",
  REPLACED = "REPLACED",
}
registerEnumType(InszState, {
  name: "InszState",
  description: "Whether an agency files a person under the national number now in force.",
  valuesConfig: {
    CURRENT: { description: "Under the number now in force." },
    REPLACED: { description: "Still under a number that was replaced since." },
  },
});

@ObjectType({
  description:
    "Dossier bij een instantie. How one agency files this person: under which kind of number, and as of when its facts hold. Null where the agency has no file. Source: the agency itself, at the moment of asking or a short while before; while it is away, what it said last.",
})
@Directive("@shareable")
export class AgencyFile {
  @Field(() => AgencyEnum, { description: "Instantie. Whose file this is." })
  agency!: AgencyName;
  @Field(() => InszState, { description: "Whether the agency uses the national number now in force." })
  inszState!: InszState;
  @Field(() => DayScalar, { nullable: true, description: "When the number it still uses was replaced, if it says so." })
  replacedOn!: Day | null;
  @Field(() => InstantScalar, { description: "Moment to which the agency's facts refer." })
  asOf!: Instant;
  @Field(() => Boolean, {
    description: "Whether the agency is away, and this is what it said last, at `asOf`.",
  })
  stale!: boolean;
}
