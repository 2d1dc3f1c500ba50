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
  LEAD_IN_FLANDERS = "LEAD_IN_FLANDERS",
  ADVICE = "ADVICE",
  ASSESSMENT = "ASSESSMENT",
  PERMISSION = "PERMISSION",
  HOURS = "HOURS",
  EVALUATION = "EVALUATION",
  DEVELOPMENT_PLAN = "DEVELOPMENT_PLAN",
  WELFARE_NOT_COMBINED = "WELFARE_NOT_COMBINED",
}
registerEnumType(ObligationKind, {
  name: "ObligationKind",
  description:
    "Soort verplichting of a partnership, of one of its members or in one agreement. Their sources are in docs/obligations.md.",
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
    AGREEMENT_SIGNED: { description: "Begeleidingsovereenkomst signed by participant and workplace at the start." },
    DIMONA: { description: "Dimona of type DWD that covers the days." },
    CONTINGENT_NOT_EXCEEDED: { description: "No more participants than trajectories granted." },
    LEAD_IN_FLANDERS: { description: "The lead has its seat in the Vlaams Gewest." },
    ADVICE: { description: "Bemiddelingsadvies of VDAB in force." },
    ASSESSMENT: { description: "Inschatting by VDAB at least yearly." },
    PERMISSION: { description: "Toelating for each statute held that needs one." },
    HOURS: { description: "Twaalf uren per week reached, or being built up within the term." },
    EVALUATION: { description: "Formele evaluatie by the guide at least yearly." },
    DEVELOPMENT_PLAN: { description: "Persoonlijk ontwikkelingsplan (POP) registered." },
    WELFARE_NOT_COMBINED: { description: "AMA welzijn not combined with AMA in the social economy." },
  },
});

@ObjectType({
  description:
    "Vaststelling. One obligation of a partnership or of one of its members, met or not. Source: worked out from the department's counter and its drop folder (LOKET). Readable by everybody; what was seen of people, by those who have a right to them.",
})
export class Finding {
  @Field(() => ObligationKind, { description: "Verplichting. Which one." })
  kind!: ObligationKind;
  @Field(() => Boolean, { nullable: true, description: "Voldaan. Null when it is not known, or not shown." })
  met!: boolean | null;
  @Field(() => DayScalar, { nullable: true, description: "Sinds. Since when it is (not) met, as far as known." })
  since!: Day | null;
  @Field(() => DayScalar, { nullable: true, description: "Tot en met. Last day of it; null: it still lasts." })
  until!: Day | null;
  @Field(() => Actor, { nullable: true, description: "Wie moet handelen; null when it is met, or not shown." })
  actor!: Actor | null;
  @Field(() => Organisation, { description: "Over wie. The organisation that the obligation rests on." })
  subject!: Organisation;
  @Field(() => Organisation, {
    description: "Wie instaat voor de kwaliteit van de begeleiding: the lead, for its partners too.",
  })
  answerable!: Organisation;
  @Field(() => String, { description: "Toelichting. What was seen." })
  explanation!: string;
}
