import { Directive, Field, ID, ObjectType } from "type-graphql";

@ObjectType({
  description:
    "Deelnemer. A person who takes part, or is on the way to taking part, in work-oriented activities in the social economy.",
})
@Directive('@key(fields: "id")')
export class Participant {
  @Field(() => ID, {
    description: "Opaque and stable; the same person has the same id everywhere. Never a national number.",
  })
  id!: string;
}
