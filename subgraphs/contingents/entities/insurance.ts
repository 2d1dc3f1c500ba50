import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import type { RecordFault } from "../../kernel/record-fault.js";
import type { WidestPeriod } from "../../kernel/widest-period.js";
import { Organisation } from "./organisation.js";

export enum InsuranceKind {
  BODILY_ACCIDENT = "BODILY_ACCIDENT",
  CIVIL_LIABILITY = "CIVIL_LIABILITY",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(InsuranceKind, {
  name: "InsuranceKind",
  description: "Soort verzekering. Both are needed before a participant starts.",
  valuesConfig: {
    BODILY_ACCIDENT: { description: "Lichamelijke ongevallen at the workplace and on the way to and from it." },
    CIVIL_LIABILITY: { description: "Burgerlijke aansprakelijkheid." },
    UNKNOWN: { description: "The counter gave a kind that is not in its published list." },
  },
});

/** An insurance of which the record cannot be read, with what it still says; null where it says nothing. */
export type InsuranceFault = RecordFault<
  WidestPeriod & { organisation: EnterpriseNumber | null; kind: InsuranceKind | null }
>;

@ObjectType({
  description:
    "Verzekering. A policy that a member took out for its participants. Source: the department's counter (LOKET). Readable by those who manage, decide or inspect.",
})
export class Insurance {
  @Field(() => Organisation, { description: "Verzekeringnemer. The member that is insured." })
  organisation!: Organisation;
  @Field(() => InsuranceKind, { description: "Soort. What it covers." })
  kind!: InsuranceKind;
  @Field(() => String, { nullable: true, description: "Polisnummer." })
  policyNumber!: string | null;
  @Field(() => String, { nullable: true, description: "Verzekeraar." })
  insurer!: string | null;
  @Field(() => DayScalar, { description: "Begindatum. First day of cover." })
  validFrom!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Einddatum. Last day of cover; null is an open end." })
  validTo!: Day | null;
}
