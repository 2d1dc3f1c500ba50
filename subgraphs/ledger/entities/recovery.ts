import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { Money } from "./money.js";

export enum RecoveryReason {
  NEGATIVE_BALANCE = "NEGATIVE_BALANCE",
  CONDITION_NOT_MET = "CONDITION_NOT_MET",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(RecoveryReason, {
  name: "RecoveryReason",
  description: "Reden van een terugvordering.",
  valuesConfig: {
    NEGATIVE_BALANCE: { description: "Negatief saldo: the advances were more than the subsidy." },
    CONDITION_NOT_MET: { description: "Voorwaarde niet voldaan: a condition of the subsidy was not met." },
    UNKNOWN: { description: "The department gave a code that is not in the published list." },
  },
});

export enum RecoveryState {
  OPEN = "OPEN",
  PAID = "PAID",
}
registerEnumType(RecoveryState, {
  name: "RecoveryState",
  description: "Stand van een terugvordering.",
  valuesConfig: {
    OPEN: { description: "Open: not paid back yet." },
    PAID: { description: "Betaald: paid back." },
  },
});

@ObjectType({
  description:
    "Terugvordering. What the department asks back of a year's subsidy. Source: the department's ledger, at the moment of asking. For the partnership and the department.",
})
export class Recovery {
  @Field(() => Money, { description: "Bedrag that is asked back." })
  amount!: Money;
  @Field(() => RecoveryReason, { description: "Reden." })
  reason!: RecoveryReason;
  @Field(() => Int, {
    nullable: true,
    description: "Versie van de afrekening that it follows from; null when the ledger does not tell.",
  })
  settlementVersion!: number | null;
  @Field(() => DayScalar, { description: "Opgelegd op. Day of the decision." })
  imposedOn!: Day;
  @Field(() => RecoveryState, { description: "Stand, today." })
  state!: RecoveryState;
  @Field(() => DayScalar, { nullable: true, description: "Betaald op. Day of the payment; null while it is open." })
  paidOn!: Day | null;
}

/** A recovery as the ledger keeps it; its state depends on the day. */
export type RecoveryFact = Omit<Recovery, "state">;
