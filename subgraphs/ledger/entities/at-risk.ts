import { Directive, Field, ObjectType } from "type-graphql";
import { PeopleOnDay } from "../../kernel/facts.js";

@ObjectType({
  description:
    "Dagen in het gedrang. Days reported as attended on which an obligation did not hold that puts such a day at risk. They are shown: they are counted and paid as any other day. Source: the quarterly statements in the drop folder (LOKET), judged by the facts of VDAB, the permitting bodies and the counter. Readable by those who guide, manage, fund or inspect.",
})
@Directive('@key(fields: "perDay { on people }")')
export class AtRisk {
  @Field(() => [PeopleOnDay], { description: "On how many people each day is at risk, oldest first; for the ledger." })
  @Directive("@inaccessible")
  perDay!: PeopleOnDay[];
}
