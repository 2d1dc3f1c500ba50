import { Field, ID, Int, ObjectType } from "type-graphql";
import { Participant } from "./participant.js";
import { Partnership } from "./partnership.js";

@ObjectType({
  description: "Vermelding elders: a row of another partnership's statement that names an agreement of this one.",
})
export class ListedElsewhere {
  /** Not in the graph: whose statement the row is in. */
  partnershipId!: string;
  @Field(() => Partnership, { description: "Samenwerkingsverband whose statement the row is in." })
  partnership?: Partnership;
  @Field(() => Int, { description: "Rijnummer in that statement, from 1." })
  row!: number;
  @Field(() => ID, { description: "Nummer van de begeleidingsovereenkomst." })
  agreement!: string;
  @Field(() => Participant, { description: "Deelnemer who holds the agreement." })
  participant!: Participant;
  @Field(() => Int, { description: "Aantal dagen that the row lists." })
  days!: number;
}
