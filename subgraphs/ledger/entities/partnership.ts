import { Directive, Field, ID, ObjectType } from "type-graphql";

@ObjectType({
  description:
    "Samenwerkingsverband. A maatwerkbedrijf with its partners: it steers, divides the funding and reports; all of them guide participants. Source: the department's counter (LOKET), at the moment of asking. Readable by everybody.",
})
@Directive('@key(fields: "id")')
export class Partnership {
  @Field(() => ID, { description: "The department's own id of the partnership." })
  id!: string;
}
