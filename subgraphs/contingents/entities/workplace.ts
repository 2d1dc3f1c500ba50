import { Field, ID, ObjectType } from "type-graphql";
import { Municipality } from "../../kernel/municipality.js";
import { Organisation } from "./organisation.js";

@ObjectType({
  description:
    "Werkpost. Where and at what a participant is active. Source: the department's counter (LOKET), at the moment of asking. Readable by those who guide, manage, decide or inspect.",
})
export class Workplace {
  @Field(() => ID, { description: "The counter's own id of the workplace." })
  id!: string;
  @Field(() => String, { description: "Naam van de werkpost." })
  name!: string;
  @Field(() => Organisation, { description: "Organisatie. The member that answers for the workplace." })
  organisation!: Organisation;
  @Field(() => Municipality, { nullable: true, description: "Gemeente." })
  municipality!: Municipality | null;
  @Field(() => String, { nullable: true, description: "Activiteit; null when it was not filled in." })
  activity!: string | null;
}
