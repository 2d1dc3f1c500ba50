import { Directive, Field, ObjectType } from "type-graphql";

@ObjectType({ description: "Gemeente. A Flemish municipality by its REFNIS code. Readable by everybody." })
@Directive("@shareable")
export class Municipality {
  @Field(() => String, { description: "NIS-code (REFNIS), five digits, as the agency holds it today." })
  nis!: string;
  @Field(() => String, {
    nullable: true,
    description: "Naam. Official Dutch name; null when the agency gives only the code.",
  })
  name!: string | null;
}
