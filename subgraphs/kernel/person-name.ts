import { Directive, Field, ObjectType } from "type-graphql";

@ObjectType({
  description: "Naam van een persoon. Personal: only for those who guide, decide or inspect. Source: VDAB dossier.",
})
@Directive("@shareable")
export class PersonName {
  @Field(() => String, { nullable: true, description: "Voornaam." })
  first!: string | null;
  @Field(() => String, { description: "Familienaam." })
  last!: string;
}
