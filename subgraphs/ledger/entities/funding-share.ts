import { Field, Int, ObjectType } from "type-graphql";
import { Money } from "./money.js";
import { Organisation } from "./organisation.js";

/** A member's parts by the split key that holds in a year. */
export interface SplitPart {
  /** Enterprise number. */
  organisation: string;
  parts: number;
  /** Version of the split key. */
  version: number;
}

@ObjectType({
  description:
    "Aandeel van een lid in de subsidie. What one member of the partnership gets of a year's subsidy by the split key (verdeelsleutel) that its members agreed. Source: the department's ledger, at the moment of asking. For the partnership and the department.",
})
export class FundingShare {
  @Field(() => Organisation, { description: "Lid. The member." })
  organisation!: Organisation;
  @Field(() => Int, { description: "Delen. Parts of the member in the split key; the whole is the sum of all parts." })
  parts!: number;
  @Field(() => Money, {
    nullable: true,
    description:
      "Bedrag. The shares of all members are the subsidy to the cent: the cents left over go to the largest remainders. Null when there is no subsidy.",
  })
  amount!: Money | null;
}
