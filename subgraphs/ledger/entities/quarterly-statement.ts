import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, QuarterScalar, type Day, type QuarterName } from "../../../schema/scalars.js";
import { Participant } from "./participant.js";
import { Partnership } from "./partnership.js";

export enum FilingStatus {
  DELIVERED = "DELIVERED",
  ACCEPTED = "ACCEPTED",
  REPLACED = "REPLACED",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(FilingStatus, {
  name: "FilingStatus",
  description: "Status van een kwartaaloverzicht in the department's ledger.",
  valuesConfig: {
    DELIVERED: { description: "Ingediend: the department has not accepted it." },
    ACCEPTED: { description: "Aanvaard: its days count." },
    REPLACED: { description: "Vervangen: a later version was accepted." },
    UNKNOWN: { description: "The ledger gave a code that is not in its published list." },
  },
});

@ObjectType({
  description:
    "Versie van een kwartaaloverzicht, as the department filed it. Source: the department's ledger, at the moment of asking.",
})
export class StatementFiling {
  @Field(() => Int, { description: "Versie, from 1." })
  version!: number;
  @Field(() => FilingStatus, { description: "Status." })
  status!: FilingStatus;
  @Field(() => DayScalar, { description: "Ingediend op." })
  deliveredOn!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Aanvaard op; null: not accepted." })
  acceptedOn!: Day | null;
  @Field(() => Int, { description: "Aantal dagen aanwezig in this version, of all participants." })
  days!: number;
  @Field(() => DayScalar, {
    nullable: true,
    description:
      "Afgerekend op: the last settlement of the year, where this version was delivered or accepted after it. Null: no settlement came before it.",
  })
  settledBefore!: Day | null;
}

@ObjectType({ description: "Days of one person that the department accepted in one statement." })
@Directive("@shareable")
@Directive("@inaccessible")
export class AcceptedDaysFact {
  @Field(() => Participant, { description: "Whose days." })
  participant!: Participant;
  @Field(() => Int, { description: "Days attended, over all lines of the person." })
  days!: number;
}

@ObjectType({ description: "What the department accepted of one statement." })
@Directive("@shareable")
@Directive("@inaccessible")
export class AcceptedFacts {
  @Field(() => String, { nullable: true, description: "Code for which the ledger does not tell; null where it tells." })
  withheldFor!: string | null;
  @Field(() => Boolean, { description: "Whether the asker is told of all its people, and not of some." })
  whole!: boolean;
  @Field(() => DayScalar, { nullable: true, description: "When the accepted version was delivered; null: none is." })
  deliveredOn!: Day | null;
  @Field(() => [AcceptedDaysFact], { description: "Accepted days by person, of those whom the asker may be told of." })
  people!: AcceptedDaysFact[];
}

@ObjectType({
  description: "Kwartaaloverzicht. The days on which participants were present in a quarter, as the lead delivered it.",
})
@Directive('@key(fields: "partnership { id } quarter")')
export class QuarterlyStatement {
  @Field(() => Partnership, { description: "Samenwerkingsverband. Whose statement it is." })
  partnership!: Partnership;
  @Field(() => QuarterScalar, { description: "Kwartaal." })
  quarter!: QuarterName;
}
