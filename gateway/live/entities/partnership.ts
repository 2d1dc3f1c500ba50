import { Directive, Field, ID, ObjectType } from "type-graphql";

@ObjectType({
  description: "Samenwerkingsverband. Named here by its id; its facts come from the department's counter and ledger.",
})
@Directive('@key(fields: "id", resolvable: false)')
export class Partnership {
  @Field(() => ID, { description: "The department's own id of the partnership." })
  id!: string;
}
