import { Directive, Field, ID, ObjectType } from "type-graphql";

@ObjectType({
  description: "Samenwerkingsverband. A maatwerkbedrijf with its partners; here with what the department pays it.",
})
@Directive('@key(fields: "id")')
export class Partnership {
  @Field(() => ID, { description: "The department's own id of the partnership." })
  id!: string;
}
