import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, QuarterScalar, type Day, type QuarterName } from "../../../schema/scalars.js";
import { AcceptedFacts } from "./accepted-facts.js";
import { StatementVersion } from "./statement-version.js";
import { Partnership } from "./partnership.js";
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
    AGREEMENT_UNKNOWN: { description: "Overeenkomst that the counter does not know; the row does not count." },
    AGREEMENT_UNREADABLE: {
      description: "Overeenkomst whose record at the counter is not right; the row does not count.",
    },
    AGREEMENT_OF_ANOTHER: { description: "Overeenkomst of another partnership; the row does not count." },
    PARTICIPANT_MISMATCH: { description: "INSZ of somebody who does not hold the agreement; the row does not count." },
    ENTERPRISE_MISMATCH: {
      description: "Ondernemingsnummer that is not the guiding member's; the row does not count.",
    },
    START_MISMATCH: { description: "Startdatum unlike the counter's; the row does not count." },
    END_MISMATCH: { description: "Einddatum unlike the counter's; the row does not count." },
    DAY_IN_FUTURE: { description: "Een dag that had not come when the statement was delivered; it does not count." },
    QUARTER_NOT_ENDED: { description: "Delivered before the kwartaal had ended; nothing counts." },
    REPORTED_TWICE: {
      description: "Een dag that the statement of another partnership lists for the same person as well.",
    },
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
@Directive('@key(fields: "partnership { id } quarter")')
export class QuarterlyStatement {
  /** Not in the graph: whose statement it is. */
  partnershipId!: string;
  @Field(() => Partnership, { description: "Samenwerkingsverband. Whose statement it is." })
  partnership?: Partnership;
  @Field(() => QuarterScalar, { description: "Kwartaal." })
  quarter!: QuarterName;
  @Field(() => DayScalar, { description: "Uiterste datum: the end of the first month after the quarter." })
  dueOn!: Day;
  @Field(() => DayScalar, {
    nullable: true,
    description: "Ingediend op: the last delivery, readable or not; null: not delivered.",
  })
  deliveredOn!: Day | null;
  @Field(() => Boolean, {
    description: "Te laat: the first delivery came after dueOn, or there is none and dueOn is past.",
  })
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
  @Field(() => Int, {
    nullable: true,
    description:
      "Aantal dagen die tellen: each participant once a day, without the rows that contradict the counter and the days that cannot be; each of these is a problem. Null when not delivered. Refused OUT_OF_SIGHT to those who see only some of its people.",
  })
  countedDays?: number | null;
  @Directive("@listSize(assumedSize: 5)")
  @Field(() => [StatementProblem], {
    nullable: true,
    description:
      "Fouten: those of the file first, then in the order of the rows; null when not delivered. Refused OUT_OF_SIGHT to those who see only some of its people.",
  })
  problems?: StatementProblem[] | null;
  @Directive("@listSize(assumedSize: 1)")
  @Field(() => [StatementVersion], {
    nullable: true,
    description:
      "Versies: each delivery that the drop folder keeps, oldest first; empty when not delivered. What the department filed, also of files that were overwritten, is in filings. Refused OUT_OF_SIGHT to those who see only some of its people.",
  })
  versions?: StatementVersion[] | null;
  @Field(() => AcceptedFacts, { nullable: true, description: "What the department accepted of the statement." })
  @Directive("@external")
  acceptedFacts?: AcceptedFacts | null;
}
