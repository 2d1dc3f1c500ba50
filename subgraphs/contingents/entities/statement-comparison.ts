import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Participant } from "./participant.js";

export enum DifferenceReason {
  ROW_PROBLEM = "ROW_PROBLEM",
  QUARTER_NOT_ENDED = "QUARTER_NOT_ENDED",
  NOT_DELIVERED = "NOT_DELIVERED",
  NOTHING_ACCEPTED = "NOTHING_ACCEPTED",
  OTHER_VERSION = "OTHER_VERSION",
  NOT_LISTED = "NOT_LISTED",
  NOT_ACCEPTED = "NOT_ACCEPTED",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(DifferenceReason, {
  name: "DifferenceReason",
  description: "Reden van een verschil between what is listed, what counts and what was accepted.",
  valuesConfig: {
    ROW_PROBLEM: { description: "Fout in een rij: some days that are listed do not count; see the problems." },
    QUARTER_NOT_ENDED: { description: "Delivered before the kwartaal had ended: nothing counts." },
    NOT_DELIVERED: { description: "Niet ingediend: the drop folder has no statement in force." },
    NOTHING_ACCEPTED: { description: "Niet aanvaard: the department has not accepted a version of the statement." },
    OTHER_VERSION: { description: "Andere versie: the accepted version was delivered on another day." },
    NOT_LISTED: { description: "The department accepted days of somebody whom the statement does not list." },
    NOT_ACCEPTED: { description: "The department accepted no day of somebody whom the statement lists." },
    UNKNOWN: { description: "Onbekend: nothing that is known explains the difference." },
  },
});

@ObjectType({ description: "Vergelijking voor één deelnemer." })
export class ParticipantComparison {
  /** Not in the graph: why the accepted days are not told; null where they are. */
  withheldFor!: string | null;
  /** Not in the graph. */
  acceptedDays!: number | null;
  @Field(() => Participant, { description: "Deelnemer." })
  participant!: Participant;
  @Field(() => Int, { description: "Aantal dagen that the statement lists, each once." })
  listed!: number;
  @Field(() => Int, { description: "Aantal dagen that count: the attendance by the counter's facts." })
  counted!: number;
  @Field(() => Int, {
    nullable: true,
    description:
      "Aantal dagen that the department accepted; null: it accepted no version. Refused OUT_OF_SIGHT to those who do not see the person's funding.",
  })
  accepted?: number | null;
  @Directive("@listSize(assumedSize: 1)")
  @Field(() => [DifferenceReason], { description: "Redenen why the three differ; empty when they do not." })
  reasons!: DifferenceReason[];
}

const TOTALS = "Refused OUT_OF_SIGHT to those who see only some of its people.";

@ObjectType({
  description:
    "Vergelijking van een kwartaaloverzicht: the days that it lists, those that count by the counter's facts, and those that the department accepted. Source: the drop folder and the counter (LOKET), and the department's ledger.",
})
export class StatementComparison {
  /** Not in the graph: whether all of its people are in sight. */
  whole!: boolean;
  /** Not in the graph: why the accepted days are not told; null where they are. */
  withheldFor!: string | null;
  /** Not in the graph. */
  totals!: { listed: number | null; counted: number | null; accepted: number | null };
  @Field(() => Int, { nullable: true, description: `Aantal dagen listed; null when not delivered. ${TOTALS}` })
  listed?: number | null;
  @Field(() => Int, { nullable: true, description: `Aantal dagen that count; null when not delivered. ${TOTALS}` })
  counted?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: `Aantal dagen that the department accepted; null: it accepted no version. ${TOTALS}`,
  })
  accepted?: number | null;
  @Directive("@listSize(assumedSize: 1)")
  @Field(() => [DifferenceReason], {
    nullable: true,
    description: `Redenen why the totals differ; empty when they do not. ${TOTALS}`,
  })
  reasons?: DifferenceReason[] | null;
  @Directive("@listSize(assumedSize: 25)")
  @Field(() => [ParticipantComparison], {
    description:
      "Per deelnemer, in the order of the rows, those last whom the statement does not list. Who sees only some of its people gets those.",
  })
  participants!: ParticipantComparison[];
}
