import { Field, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { Actor } from "./actor.js";
import { Organisation } from "./organisation.js";

export enum ObligationKind {
  QUALIFIED_GUIDE = "QUALIFIED_GUIDE",
  INSURANCE_BODILY_ACCIDENT = "INSURANCE_BODILY_ACCIDENT",
  INSURANCE_LIABILITY = "INSURANCE_LIABILITY",
  QUARTERLY_STATEMENT = "QUARTERLY_STATEMENT",
  QUARTERLY_STATEMENT_READABLE = "QUARTERLY_STATEMENT_READABLE",
  QUARTERLY_STATEMENT_IN_TIME = "QUARTERLY_STATEMENT_IN_TIME",
  QUARTERLY_STATEMENT_SETTLED = "QUARTERLY_STATEMENT_SETTLED",
  AGREEMENT_SIGNED = "AGREEMENT_SIGNED",
  DIMONA = "DIMONA",
  CONTINGENT_NOT_EXCEEDED = "CONTINGENT_NOT_EXCEEDED",
}
registerEnumType(ObligationKind, {
  name: "ObligationKind",
  description: "Soort verplichting of a partnership or one of its members.",
  valuesConfig: {
    QUALIFIED_GUIDE: { description: "Each member employs at least one qualified guide (begeleider)." },
    INSURANCE_BODILY_ACCIDENT: { description: "Each member is insured for lichamelijke ongevallen, travel included." },
    INSURANCE_LIABILITY: { description: "Each member is insured for burgerlijke aansprakelijkheid." },
    QUARTERLY_STATEMENT: {
      description:
        "The lead delivers the kwartaaloverzicht by the end of the first month after it. A file that cannot be read, or that came before the quarter had ended, is none.",
    },
    QUARTERLY_STATEMENT_READABLE: { description: "The last file of each kwartaaloverzicht can be read." },
    QUARTERLY_STATEMENT_IN_TIME: { description: "Each kwartaaloverzicht that is delivered came in time." },
    QUARTERLY_STATEMENT_SETTLED: {
      description:
        "No kwartaaloverzicht was delivered or accepted after its year was settled: known to the lead and the department.",
    },
    AGREEMENT_SIGNED: { description: "Every running agreement is signed by participant and workplace." },
    DIMONA: { description: "For every running agreement a Dimona of type DWD is declared." },
    CONTINGENT_NOT_EXCEEDED: { description: "No more participants than trajectories granted." },
  },
});

@ObjectType({
  description:
    "Vaststelling. One obligation, met or not, today. Source: worked out from the department's counter and its drop folder (LOKET). Readable by everybody; what was seen of people, by those who have a right to them.",
})
export class Finding {
  @Field(() => ObligationKind, { description: "Verplichting. Which one." })
  kind!: ObligationKind;
  @Field(() => Boolean, { nullable: true, description: "Voldaan. Null when it is not known, or not shown." })
  met!: boolean | null;
  @Field(() => DayScalar, { nullable: true, description: "Sinds. Since when it is (not) met, as far as known." })
  since!: Day | null;
  @Field(() => Actor, { nullable: true, description: "Wie moet handelen; null when it is met, or not shown." })
  actor!: Actor | null;
  @Field(() => Organisation, { description: "Over wie. The organisation that the obligation rests on." })
  subject!: Organisation;
  @Field(() => String, { description: "Toelichting. What was seen." })
  explanation!: string;
}
