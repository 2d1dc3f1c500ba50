import { Directive, Field, Int, ObjectType } from "type-graphql";
import { QuarterScalar, type QuarterName } from "../../../schema/scalars.js";
import { PeopleOnDay } from "../../kernel/facts.js";

@ObjectType({
  description:
    "Dagen in het gedrang. Days reported as attended on which an obligation did not hold that puts such a day at risk. They are shown: they are counted and paid as any other day. Source: the quarterly statements in the drop folder (LOKET), judged by the facts of VDAB, the permitting bodies and the counter. Readable by those who guide, manage, fund or inspect.",
})
@Directive('@key(fields: "perDay { on people }", resolvable: false)')
export class AtRisk {
  @Field(() => [PeopleOnDay], { description: "On how many people each day is at risk, oldest first; for the ledger." })
  @Directive("@inaccessible")
  perDay!: PeopleOnDay[];
  @Field(() => Int, { description: "Aantal dagen, each participant once a day." })
  days!: number;
  @Field(() => Int, {
    description: "Aantal dagen waarvan het niet gekend is: an agency that decides it did not answer or left it blank.",
  })
  unknownDays!: number;
  @Directive("@listSize(assumedSize: 2)")
  @Field(() => [QuarterScalar], {
    description:
      "Ontbrekende kwartalen: ended ones of which no statement lies in the drop folder, so that their days are not in the figures.",
  })
  missing!: QuarterName[];
  @Field(() => Int, {
    description: "Onleesbare overeenkomsten: whose record is not right, so that their days are not in the figures.",
  })
  unreadable!: number;
}
