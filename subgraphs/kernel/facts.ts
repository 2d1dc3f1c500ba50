import { Directive, Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import type { EnterpriseNumber } from "../../schema/identifiers.js";
import { DayScalar, EnterpriseNumberScalar, QuarterScalar, type Day, type QuarterName } from "../../schema/scalars.js";
import { LegacyScheme } from "./legacy-scheme.js";
import { PersonName } from "./person-name.js";
import { StatuteKind } from "./statute-kind.js";

const UNREADABLE =
  "True when the agency's record cannot be read: what is left blank is not known, and the period is the longest possible.";

/*
 * Facts that one subgraph hands to another through `@requires`. They are @inaccessible: no client sees them, they take no
 * arguments, and a null among them means that the agency did not answer.
 */

export enum AdviceStatus {
  GRANTED = "GRANTED",
  PENDING = "PENDING",
  REFUSED = "REFUSED",
  CLOSED = "CLOSED",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(AdviceStatus, {
  name: "AdviceStatus",
  description: "Status van het bemiddelingsadvies. What VDAB decided on access.",
  valuesConfig: {
    GRANTED: { description: "Toegekend of goedgekeurd." },
    PENDING: { description: "In behandeling." },
    REFUSED: { description: "Geweigerd." },
    CLOSED: { description: "Afgesloten." },
    UNKNOWN: { description: "VDAB gave a code that is not in the published list." },
  },
});

export enum AssessmentOutcome {
  CONTINUE = "CONTINUE",
  OUTFLOW_POSSIBLE = "OUTFLOW_POSSIBLE",
  STOP = "STOP",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(AssessmentOutcome, {
  name: "AssessmentOutcome",
  description: "Uitkomst van de inschatting. What VDAB's assessment concluded.",
  valuesConfig: {
    CONTINUE: { description: "Verderzetten: the conditions still hold." },
    OUTFLOW_POSSIBLE: { description: "Doorstroom mogelijk: steps to paid work can be taken." },
    STOP: { description: "Stopzetten: the conditions no longer hold." },
    UNKNOWN: { description: "VDAB gave a code that is not in the published list." },
  },
});

export enum PermissionStatus {
  REQUESTED = "REQUESTED",
  GRANTED = "GRANTED",
  REFUSED = "REFUSED",
  EXPIRED = "EXPIRED",
  REVOKED = "REVOKED",
  NOT_NEEDED = "NOT_NEEDED",
}
registerEnumType(PermissionStatus, {
  name: "PermissionStatus",
  description: "Status van de toelating, on the day asked for.",
  valuesConfig: {
    REQUESTED: { description: "Aangevraagd, not decided yet." },
    GRANTED: { description: "Toegestaan, and in force on the day." },
    REFUSED: { description: "Geweigerd." },
    EXPIRED: { description: "Verlopen: it was granted for a period that ended before the day." },
    REVOKED: { description: "Herroepen on or before the day." },
    NOT_NEEDED: { description: "Niet nodig: this statute needs no permission." },
  },
});

@ObjectType({ description: "One decision of VDAB on access, with its period." })
@Directive("@shareable")
@Directive("@inaccessible")
export class AdviceFact {
  @Field(() => AdviceStatus, { description: "What was decided." })
  status!: AdviceStatus;
  @Field(() => DayScalar, { nullable: true, description: "First day." })
  validFrom!: Day | null;
  @Field(() => DayScalar, { nullable: true, description: "Last day; null is open." })
  validTo!: Day | null;
  @Field(() => Boolean, { nullable: true, description: UNREADABLE })
  unreadable?: boolean | null;
}

@ObjectType({ description: "One assessment by VDAB." })
@Directive("@shareable")
@Directive("@inaccessible")
export class AssessmentFact {
  @Field(() => DayScalar, { nullable: true, description: "Day of the assessment; null when it cannot be read." })
  assessedOn!: Day | null;
  @Field(() => AssessmentOutcome, { description: "What it concluded." })
  outcome!: AssessmentOutcome;
  @Field(() => Int, { nullable: true, description: "Hours a week the person is able to; null when left blank." })
  hoursPerWeekAble!: number | null;
  @Field(() => Boolean, { nullable: true, description: UNREADABLE })
  unreadable?: boolean | null;
}

@ObjectType({ description: "One statute held, with its period." })
@Directive("@shareable")
@Directive("@inaccessible")
export class StatuteFact {
  @Field(() => StatuteKind, { nullable: true, description: "Which statute; null when it cannot be read." })
  kind!: StatuteKind | null;
  @Field(() => DayScalar, { nullable: true, description: "First day; null when it cannot be read." })
  validFrom!: Day | null;
  @Field(() => DayScalar, { nullable: true, description: "Last day; null is open." })
  validTo!: Day | null;
  @Field(() => Boolean, { nullable: true, description: UNREADABLE })
  unreadable?: boolean | null;
}

/** The parts of what VDAB files that fail each by itself. */
export type AccessPart = "ADVICE" | "STATUTES" | "ASSESSMENTS" | "REFERRALS" | "OUTFLOW";

@ObjectType({ description: "A part that VDAB did not tell, and why." })
@Directive("@shareable")
@Directive("@inaccessible")
export class WithheldFact {
  @Field(() => String, { description: "ADVICE, STATUTES, ASSESSMENTS, REFERRALS or OUTFLOW." })
  part!: AccessPart;
  @Field(() => String, { description: "Code of the fault." })
  code!: string;
}

@ObjectType({ description: "A period, both days included." })
@Directive("@shareable")
@Directive("@inaccessible")
export class PeriodFact {
  @Field(() => DayScalar, { description: "First day." })
  validFrom!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Last day; null is open." })
  validTo!: Day | null;
}

@ObjectType({ description: "How many people on a day." })
@Directive("@shareable")
@Directive("@inaccessible")
export class PeopleOnDay {
  @Field(() => DayScalar, { description: "The day." })
  on!: Day;
  @Field(() => Int, { description: "How many people, each once." })
  people!: number;
}

@ObjectType({ description: "What VDAB knows that decides whether a person may be active." })
@Directive("@shareable")
@Directive("@inaccessible")
export class AccessFacts {
  @Field(() => [AdviceFact], {
    nullable: true,
    description: "Decisions on access; empty when there was none, null when VDAB did not tell.",
  })
  advice!: AdviceFact[] | null;
  @Field(() => [AssessmentFact], { nullable: true, description: "Assessments; null when VDAB did not tell." })
  assessments!: AssessmentFact[] | null;
  @Field(() => [StatuteFact], { nullable: true, description: "Statutes held, past ones too; null when not told." })
  statutes!: StatuteFact[] | null;
  @Field(() => DayScalar, {
    nullable: true,
    description: "Day of the newest referral that was not withdrawn or refused.",
  })
  referredOn!: Day | null;
  @Field(() => DayScalar, { nullable: true, description: "Day of outflow, when recorded." })
  outflowOn!: Day | null;
  @Field(() => [PeriodFact], {
    nullable: true,
    description: "Periods of AMA welzijn; empty when there was none, null when that is not known.",
  })
  welfareActivities?: PeriodFact[] | null;
  @Field(() => [WithheldFact], { description: "The parts that VDAB did not tell." })
  withheld!: WithheldFact[];
}

@ObjectType({ description: "What VDAB files as the name of a person; nothing where it has no file." })
@Directive("@shareable")
@Directive("@inaccessible")
export class NameFact {
  @Field(() => PersonName, { nullable: true, description: "The name." })
  name!: PersonName | null;
  @Field(() => String, { nullable: true, description: "Code of the fault for which VDAB does not tell the name." })
  withheldFor!: string | null;
}

@ObjectType({ description: "One permission, as far as it decides whether a person may be active." })
@Directive("@shareable")
@Directive("@inaccessible")
export class PermissionFact {
  @Field(() => StatuteKind, {
    nullable: true,
    description: "The statute it was asked for; null when it cannot be read.",
  })
  statute!: StatuteKind | null;
  @Field(() => EnterpriseNumberScalar, {
    nullable: true,
    description: "Enterprise number of the sickness fund or OCMW that decides; null when the network does not tell.",
  })
  issuer!: string | null;
  @Field(() => PermissionStatus, {
    nullable: true,
    description: "As last decided, whatever the day: EXPIRED is never used here. Null when it cannot be read.",
  })
  status!: PermissionStatus | null;
  @Field(() => DayScalar, { nullable: true, description: "First day." })
  validFrom!: Day | null;
  @Field(() => DayScalar, { nullable: true, description: "Last day; null is open." })
  validTo!: Day | null;
  @Field(() => DayScalar, { nullable: true, description: "First day on which it no longer held, when it was revoked." })
  revokedOn!: Day | null;
  @Field(() => String, { nullable: true, description: "The workplace it was given for, as the form names it." })
  workplace!: string | null;
  @Field(() => Boolean, { nullable: true, description: UNREADABLE })
  unreadable?: boolean | null;
}

@ObjectType({ description: "What a member of a partnership was recognised for before 1 April 2021." })
@Directive("@shareable")
@Directive("@inaccessible")
export class LegacyRecognitionFact {
  @Field(() => EnterpriseNumberScalar, { description: "Enterprise number of the member." })
  organisation!: EnterpriseNumber;
  @Field(() => LegacyScheme, { description: "Under which scheme." })
  scheme!: LegacyScheme;
  @Field(() => DayScalar, { description: "First day." })
  validFrom!: Day;
  @Field(() => DayScalar, { description: "Last day." })
  validTo!: Day;
  @Field(() => Float, { nullable: true, description: "Participants, in full-time equivalents." })
  participantFte!: number | null;
  @Field(() => Float, { nullable: true, description: "Subsidised staff, in full-time equivalents." })
  supportStaffFte!: number | null;
}

@ObjectType({ description: "Where a person took part in work-oriented care before 1 April 2021." })
@Directive("@shareable")
@Directive("@inaccessible")
export class LegacyParticipationFact {
  @Field(() => EnterpriseNumberScalar, { description: "Enterprise number of the organisation." })
  organisation!: EnterpriseNumber;
  @Field(() => LegacyScheme, { description: "Under which scheme." })
  scheme!: LegacyScheme;
  @Field(() => DayScalar, { description: "First day." })
  validFrom!: Day;
  @Field(() => DayScalar, { description: "Last day." })
  validTo!: Day;
  @Field(() => Float, { nullable: true, description: "Full-time equivalent; null when not known." })
  fullTimeEquivalent!: number | null;
}

@ObjectType({ description: "One version of a quarterly statement, as the department filed it." })
@Directive("@shareable")
@Directive("@inaccessible")
export class FilingFact {
  @Field(() => QuarterScalar, { description: "Which quarter." })
  quarter!: QuarterName;
  @Field(() => Int, { description: "Which version, from 1." })
  version!: number;
  @Field(() => DayScalar, { description: "Day of delivery." })
  deliveredOn!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Day of acceptance; null when it was not accepted." })
  acceptedOn!: Day | null;
  @Field(() => DayScalar, {
    nullable: true,
    description: "The last settlement of the year, where the version came after it; null where it did not.",
  })
  settledBefore!: Day | null;
}

@ObjectType({ description: "The versions of the statements of this year and the year before." })
@Directive("@shareable")
@Directive("@inaccessible")
export class FilingFacts {
  @Field(() => String, { nullable: true, description: "Code for which the ledger does not tell; null where it tells." })
  withheldFor!: string | null;
  @Field(() => [FilingFact], { description: "In the order of quarter and version." })
  filings!: FilingFact[];
}

@ObjectType({ description: "How many people flowed out to paid work in a year." })
@Directive("@shareable")
@Directive("@inaccessible")
export class PaidWorkFact {
  @Field(() => Int, { description: "Calendar year." })
  year!: number;
  @Field(() => Int, { nullable: true, description: "How many; null where that is suppressed." })
  people!: number | null;
}
