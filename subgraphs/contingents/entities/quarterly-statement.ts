import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, QuarterScalar, type Day, type QuarterName } from "../../../schema/scalars.js";
import { StatementProblemKind } from "../rules/statement-problem-kind.js";

registerEnumType(StatementProblemKind, {
  name: "StatementProblemKind",
  description: "Soort fout in een kwartaaloverzicht.",
  valuesConfig: {
    FILE_UNREADABLE: {
      description: "Bestand onleesbaar: delivered later than the one that counts, and it cannot be read.",
    },
    NO_ROWS: { description: "Geen rijen under the headings." },
    EMPTY_ROW: { description: "Lege rij between others." },
    INSZ_INVALID: { description: "Rijksregisternummer without right check digits." },
    FORMULA_UNREADABLE: { description: "Formule without its value, or with an error as #N/A." },
    DATE_INVALID: { description: "Een datum that is not in the calendar, or can be read in no way or in several." },
    DAYS_IMPOSSIBLE: { description: "Aantal dagen below nought or above the days of the quarter." },
    DAYS_MISMATCH: { description: "Aantal dagen that is not the number of days listed." },
    DAY_OUTSIDE_QUARTER: { description: "Een dag outside the quarter." },
    DAY_OUTSIDE_AGREEMENT: { description: "Een dag before the start or after the end of the agreement." },
    TOTAL_MISMATCH: { description: "Totaal that is not the sum of the rows above." },
    DUPLICATE_ROW: { description: "Dubbele rij: the same as one above." },
    SAME_DAY_TWICE: { description: "Dezelfde persoon op dezelfde dag in another row as well." },
    AGREEMENT_UNKNOWN: { description: "Overeenkomst that the counter does not know." },
  },
});

@ObjectType({ description: "Fout in een kwartaaloverzicht: where it stands, what it is, what to do. Names no person." })
export class StatementProblem {
  @Field(() => String, { nullable: true, description: "Werkblad; null: the file has no sheets, as a CSV file." })
  sheet!: string | null;
  @Field(() => Int, {
    nullable: true,
    description: "Rijnummer in the sheet, from 1; null: it concerns the whole file.",
  })
  row!: number | null;
  @Field(() => String, {
    nullable: true,
    description: "Kolom: its heading as written; null: it concerns the whole row or file.",
  })
  column!: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Waarde that stands there, as text; asterisks where it may name a person. Null: nothing stands there.",
  })
  value!: string | null;
  @Field(() => StatementProblemKind, { description: "Soort fout." })
  kind!: StatementProblemKind;
  @Field(() => String, { description: "Toelichting, without number or name of a person." })
  message!: string;
  @Field(() => String, { description: "Oplossing: what who delivers the statement does about it." })
  remedy!: string;
}

@ObjectType({
  description:
    "Kwartaaloverzicht. The days on which participants were present in a quarter, as the lead delivered it. Source: the spreadsheet in the department's drop folder (LOKET), as it lies there now. Readable by those who manage, fund or inspect.",
})
export class QuarterlyStatement {
  /** Not in the graph: whose statement it is. */
  partnershipId!: string;
  @Field(() => QuarterScalar, { description: "Kwartaal." })
  quarter!: QuarterName;
  @Field(() => DayScalar, { description: "Uiterste datum: the end of the first month after the quarter." })
  dueOn!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Ingediend op; null: not delivered." })
  deliveredOn!: Day | null;
  @Field(() => Boolean, { description: "Te laat: delivered after dueOn, or not delivered and dueOn is past." })
  late!: boolean;
  @Field(() => Int, {
    nullable: true,
    description:
      "Aantal rijen, empty ones not counted; null when not delivered. Refused OUT_OF_SIGHT to those who see only some of its people.",
  })
  rows?: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      "Aantal dagen: the days listed, each participant once a day; null when not delivered. Refused OUT_OF_SIGHT to those who see only some of its people.",
  })
  days?: number | null;
  @Directive("@listSize(assumedSize: 5)")
  @Field(() => [StatementProblem], {
    nullable: true,
    description:
      "Fouten: those of the file first, then in the order of the rows; null when not delivered. Refused OUT_OF_SIGHT to those who see only some of its people.",
  })
  problems?: StatementProblem[] | null;
}
