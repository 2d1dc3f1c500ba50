import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import type { AgencyName } from "../../../schema/agencies.js";
import { AgencyEnum } from "../../../schema/agency-enum.js";
import { EVENTS, type EventKind } from "../../../schema/events.js";
import { InstantScalar, type Instant } from "../../../schema/scalars.js";
import { Participant } from "./participant.js";
import { Partnership } from "./partnership.js";

/** What a change can be: an event of the catalogue, or that nothing changed and one is told how things stand. */
export type ChangeKind = EventKind | "SNAPSHOT";

export const ChangeKindEnum = Object.fromEntries(
  ["SNAPSHOT", ...Object.keys(EVENTS)].map((kind) => [kind, kind]),
) as Record<ChangeKind, ChangeKind>;
registerEnumType(ChangeKindEnum, {
  name: "ChangeKind",
  description: "Soort wijziging. What happened; what exactly changed is for the rest of the selection to tell.",
  valuesConfig: {
    SNAPSHOT: { description: "Nothing changed: how things stand as the subscription begins." },
    ...Object.fromEntries(Object.entries(EVENTS).map(([kind, { means }]) => [kind, { description: means }])),
  },
});

/** What is told of any change. */
@ObjectType()
abstract class Change {
  @Field(() => ID, {
    description: "Opaque place in the stream of changes: subscribe `after` it to go on without loss or repetition.",
  })
  cursor!: string;
  @Field(() => ChangeKindEnum, { description: "Soort. What happened." })
  kind!: ChangeKind;
  @Field(() => AgencyEnum, {
    nullable: true,
    description: "Instantie. Whose notice it was; null where the graph itself tells how things stand.",
  })
  agency!: AgencyName | null;
  @Field(() => InstantScalar, { description: "Tijdstip. When it happened, by the agency's word." })
  occurredAt!: Instant;
}

@ObjectType({
  description:
    "Wijziging bij een deelnemer. That an agency told of a change about a person in the asker's sight. Source: the agencies' own notices.",
})
export class ParticipantChange extends Change {
  @Field(() => Participant, {
    nullable: true,
    description:
      "Deelnemer. The person as the query `participant` answers after the change, under the subscriber's own mandate.",
  })
  participant!: Participant | null;
}

@ObjectType({
  description:
    "Wijziging bij een samenwerkingsverband. That an agency told of a change about a partnership, its agreements or its funding. Source: the agencies' own notices.",
})
export class PartnershipChange extends Change {
  @Field(() => Partnership, {
    nullable: true,
    description:
      "Samenwerkingsverband. The partnership as the query `partnership` answers after the change, under the subscriber's own mandate.",
  })
  partnership!: Partnership | null;
}
