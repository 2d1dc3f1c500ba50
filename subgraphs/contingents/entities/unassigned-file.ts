import { Field, ObjectType } from "type-graphql";
import { InstantScalar, type Instant } from "../../../schema/scalars.js";

@ObjectType({
  description:
    "Niet toegewezen bestand. A file in the drop folder of which nobody can say whose statement it is, or of which quarter. Source: the folder (LOKET), as it is now. For the department, and for a lead in the folders of its partnerships.",
})
export class UnassignedFile {
  @Field(() => String, {
    nullable: true,
    description: "Map: the partnership whose folder it lies in; null: it lies beside those folders.",
  })
  folder!: string | null;
  @Field(() => String, { description: "Bestandsnaam, as it lies there; asterisks for what may be a national number." })
  file!: string;
  @Field(() => InstantScalar, { description: "Ingediend op: when it was put there." })
  deliveredAt!: Instant;
  @Field(() => String, { description: "Reden, to be read after its name: `names no quarter`." })
  why!: string;
  @Field(() => String, { description: "Oplossing: what who delivered it does about it." })
  remedy!: string;
}
