import { Field, Int, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { DayReading } from "./day-reading.js";
import { Participant } from "./participant.js";

/** What the ledger says of one participant whose days several partnerships report. */
export interface SharedPerson {
  readonly participant: string;
  readonly shared: Readonly<Record<DayReading, readonly Day[]>>;
  readonly paid: Readonly<Record<DayReading, readonly Day[]>>;
  readonly others: readonly string[];
}

@ObjectType({
  description:
    "Deelnemer met gedeelde dagen: somebody whose days another partnership reports too. Source: the department's ledger, at the moment of asking. Personal: for those who manage the partnership or inspect.",
})
export class SharedParticipant {
  @Field(() => Participant, { description: "Deelnemer." })
  participant!: Participant;
  @Field(() => [DayScalar], { description: "Dagen that another partnership reports too, in order." })
  days!: Day[];
  @Field(() => [DayScalar], { description: "Dagen van deze that this partnership is paid for." })
  paidHere!: Day[];
  /** Shown by the field `otherPartnerships`, to those who may know. */
  others!: readonly string[];
}

@ObjectType({
  description:
    "Gedeelde dagen. Days of the same participants that another partnership reports too: a participant counts once a day, so one of the two is paid. Source: the department's ledger, at the moment of asking. Personal: for those who manage the partnership or inspect.",
})
export class SharedDays {
  @Field(() => DayReading, { description: "Lezing van de dagen." })
  reading!: DayReading;
  @Field(() => Int, { description: "Dagen that another partnership reports too." })
  days!: number;
  @Field(() => Int, { description: "Hier betaald: the days that count for this partnership." })
  paidHere!: number;
  @Field(() => Int, {
    description: "Elders betaald: the days that count for another partnership, and not for this one.",
  })
  paidElsewhere!: number;
  @Field(() => [SharedParticipant], { description: "Deelnemers who have such days." })
  participants!: SharedParticipant[];
}
