import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, EnterpriseNumberScalar, type Day } from "../../../schema/scalars.js";

export enum StepRule {
  SUM = "SUM",
  SUBTRACT = "SUBTRACT",
  MULTIPLY = "MULTIPLY",
  DIVIDE = "DIVIDE",
  MINIMUM = "MINIMUM",
  ROUND = "ROUND",
  APPORTION = "APPORTION",
  SETTLED = "SETTLED",
}
registerEnumType(StepRule, {
  name: "StepRule",
  description: "Rekenregel. What a step does with its inputs, in their order.",
  valuesConfig: {
    SUM: { description: "Som: all inputs added; 0 without inputs." },
    SUBTRACT: { description: "Verschil: the first input less all others." },
    MULTIPLY: { description: "Product: all inputs multiplied." },
    DIVIDE: { description: "Quotiënt: the first input divided by the second, exactly." },
    MINIMUM: { description: "Minimum: the smallest input." },
    ROUND: { description: "Afronding: the input to the nearest whole number; a half goes up." },
    APPORTION: {
      description:
        "Verdeling: the first input is whole cents to divide, the second a place, the others are parts. Each part gets amount × part ÷ sum of the parts, rounded down; the cents left over go one by one to the largest remainders, of equal ones to the part named first. The result is what the part at that place gets, counted from 1.",
    },
    SETTLED: {
      description:
        "Afgerekend: the second input, which the department fixed, whatever the first is, which the rules give on the same statements.",
    },
  },
});

export enum StepSource {
  STATEMENT = "STATEMENT",
  GRANT = "GRANT",
  UNIT_AMOUNT = "UNIT_AMOUNT",
  ADVANCE = "ADVANCE",
  SETTLEMENT = "SETTLEMENT",
  SPLIT_KEY = "SPLIT_KEY",
  POLICY = "POLICY",
  CALENDAR = "CALENDAR",
  PROJECTION = "PROJECTION",
  STEP = "STEP",
}
registerEnumType(StepSource, {
  name: "StepSource",
  description: "Herkomst van een invoer. Where the input of a step comes from.",
  valuesConfig: {
    STATEMENT: { description: "Kwartaaloverzicht: the version, on the day of its acceptance." },
    GRANT: { description: "Toekenning: by number, on the day of the grant." },
    UNIT_AMOUNT: { description: "Eenheidsbedrag, in cents: on its first day." },
    ADVANCE: { description: "Voorschot, in cents: on the day of the payment." },
    SETTLEMENT: { description: "Afrekening: the version, on its day." },
    SPLIT_KEY: { description: "Verdeelsleutel: the version." },
    POLICY: { description: "Beleidskeuze: a number of the rule itself, or one that the operators chose." },
    CALENDAR: { description: "Kalender: a number of days." },
    PROJECTION: { description: "Raming: days that no statement reports yet." },
    STEP: { description: "Tussenresultaat: the result of an earlier step." },
  },
});

export enum FundingFigure {
  DAYS = "DAYS",
  TRAJECTORIES = "TRAJECTORIES",
  CONTINGENT = "CONTINGENT",
  UNIT_AMOUNT = "UNIT_AMOUNT",
  SUBSIDY = "SUBSIDY",
  BALANCE = "BALANCE",
  SHARE = "SHARE",
}
registerEnumType(FundingFigure, {
  name: "FundingFigure",
  description: "Cijfer van een financieringsjaar. Which figure a step ends in.",
  valuesConfig: {
    DAYS: { description: "Dagen die tellen." },
    TRAJECTORIES: { description: "Trajecten." },
    CONTINGENT: { description: "Contingent of the year." },
    UNIT_AMOUNT: { description: "Eenheidsbedrag of the year, in cents; a mean where more than one holds." },
    SUBSIDY: { description: "Subsidie, in cents." },
    BALANCE: { description: "Saldo, in cents." },
    SHARE: { description: "Aandeel of the organisation, in cents." },
  },
});

@ObjectType({
  description:
    "Invoer van een rekenstap. One number that a step works with. Source: the department's ledger. For the partnership and the department.",
})
export class StepInput {
  @Field(() => String, { description: "Naam: what the number is." })
  name!: string;
  @Field(() => StepSource, { description: "Herkomst. Where the number comes from." })
  source!: StepSource;
  @Field(() => Int, { nullable: true, description: "Stap: the earlier step that gives it; null for another source." })
  step!: number | null;
  @Field(() => Int, { nullable: true, description: "Versie of the source; null where it has none." })
  version!: number | null;
  @Field(() => DayScalar, { nullable: true, description: "Datum of the source; null where it has none." })
  on!: Day | null;
  @Field(() => String, {
    description: "Waarde, exact: `11`, `10.5`, or the fraction `20/73` where no decimals end it.",
  })
  value!: string;
}

@ObjectType({
  description:
    "Rekenstap. One step by which a figure is worked out, from numbers of the ledger and results of earlier steps. Source: the department's ledger. For the partnership and the department.",
})
export class FundingStep {
  @Field(() => Int, { description: "Nummer, from 1, in the order of work." })
  number!: number;
  @Field(() => String, { description: "Naam: what is worked out." })
  name!: string;
  @Field(() => StepRule, { description: "Rekenregel." })
  rule!: StepRule;
  @Field(() => [StepInput], { description: "Invoer, in the order that the rule asks." })
  inputs!: StepInput[];
  @Field(() => String, { description: "Uitkomst, exact, written as the inputs are." })
  result!: string;
  @Field(() => FundingFigure, { nullable: true, description: "Cijfer that the step ends in; null for a step between." })
  figure!: FundingFigure | null;
  @Field(() => EnterpriseNumberScalar, {
    nullable: true,
    description: "Ondernemingsnummer of the member whose share it is; null for another figure.",
  })
  organisation!: string | null;
}
