import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { InstantScalar, type Instant } from "../../../schema/scalars.js";
import { VersionState } from "../rules/statement-versions.js";

registerEnumType(VersionState, {
  name: "StatementVersionState",
  description: "Stand van een versie van een kwartaaloverzicht.",
  valuesConfig: {
    IN_FORCE: { description: "Geldend: the newest that can be read; its days count." },
    SUPERSEDED: { description: "Vervangen: a newer version that can be read was delivered." },
    UNREADABLE: { description: "Onleesbaar: it counts as not delivered, and the version before it stays in force." },
    UNKNOWN: { description: "Not read yet: the drop folder is busy. Ask again in a while." },
  },
});

@ObjectType({
  description:
    "Versie van een kwartaaloverzicht: one delivery. Source: a file in the department's drop folder (LOKET).",
})
export class StatementVersion {
  @Field(() => Int, { description: "Volgnummer among the files that the drop folder keeps, from 1, oldest first." })
  number!: number;
  @Field(() => InstantScalar, { description: "Ingediend op, with the time." })
  deliveredAt!: Instant;
  @Field(() => String, { description: "Bestandsnaam; asterisks where it may name a person." })
  file!: string;
  @Field(() => VersionState, { description: "Stand." })
  state!: VersionState;
  @Field(() => Int, { nullable: true, description: "Aantal rijen, empty ones not counted; null: it is not read." })
  rows!: number | null;
  @Field(() => Int, { nullable: true, description: "Aantal dagen listed; null: it is not read." })
  days!: number | null;
  @Field(() => String, { nullable: true, description: "Wat er scheelt and what to do; null: it is read." })
  trouble!: string | null;
}
