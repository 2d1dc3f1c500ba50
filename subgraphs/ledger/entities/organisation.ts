import { Directive, Field, ObjectType } from "type-graphql";
import { EnterpriseNumberScalar } from "../../../schema/scalars.js";

@ObjectType({
  description: "Organisatie. Named here by its enterprise number; its facts come from the department's counter.",
})
@Directive('@key(fields: "enterpriseNumber", resolvable: false)')
export class Organisation {
  @Field(() => EnterpriseNumberScalar, { description: "Ondernemingsnummer (KBO)." })
  enterpriseNumber!: string;
}
