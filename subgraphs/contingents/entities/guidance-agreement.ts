import { Directive, Field, Float, ID, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import type { Fault } from "../../../schema/faults.js";
import type { RecordFault } from "../../kernel/record-fault.js";
import type { WidestPeriod } from "../../kernel/widest-period.js";
import { Guide } from "./guide.js";
import { Organisation } from "./organisation.js";
import { Participant } from "./participant.js";
import { Partnership } from "./partnership.js";
import { Workplace } from "./workplace.js";

export enum EndReason {
  OUTFLOW = "OUTFLOW",
  NEGATIVE_ASSESSMENT = "NEGATIVE_ASSESSMENT",
  PERMISSION_ENDED = "PERMISSION_ENDED",
  STATUTE_CHANGED = "STATUTE_CHANGED",
  PARTICIPANT_STOPPED = "PARTICIPANT_STOPPED",
  ORGANISATION_STOPPED = "ORGANISATION_STOPPED",
  ABSENCE = "ABSENCE",
  MOVED = "MOVED",
  DECEASED = "DECEASED",
  AGREEMENT_ENDED = "AGREEMENT_ENDED",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(EndReason, {
  name: "EndReason",
  description: "Stopreden. Why an agreement ended.",
  valuesConfig: {
    OUTFLOW: { description: "Doorstroom." },
    NEGATIVE_ASSESSMENT: { description: "Negatieve inschatting door VDAB." },
    PERMISSION_ENDED: { description: "Toelating beëindigd: expired or revoked." },
    STATUTE_CHANGED: { description: "Statuut gewijzigd." },
    PARTICIPANT_STOPPED: { description: "Deelnemer stopt." },
    ORGANISATION_STOPPED: { description: "Maatwerkbedrijf of partner stopt." },
    ABSENCE: { description: "Langdurige afwezigheid." },
    MOVED: { description: "Verhuis." },
    DECEASED: { description: "Overleden." },
    AGREEMENT_ENDED: { description: "Einde van de overeenkomst as agreed." },
    UNKNOWN: { description: "The counter gave a code that is not in its published list." },
  },
});

export enum AgreementStatus {
  PLANNED = "PLANNED",
  RUNNING = "RUNNING",
  ENDED = "ENDED",
}
registerEnumType(AgreementStatus, {
  name: "AgreementStatus",
  description: "Status van de begeleidingsovereenkomst today.",
  valuesConfig: {
    PLANNED: { description: "Gepland: starts later." },
    RUNNING: { description: "Lopend." },
    ENDED: { description: "Beëindigd." },
  },
});

@ObjectType({
  description: "Urenstap. Hours a week agreed from a day on; they may be built up gradually. Source: LOKET.",
})
export class HoursStep {
  @Field(() => DayScalar, { description: "Vanaf. First day." })
  validFrom!: Day;
  @Field(() => Float, { description: "Uren per week." })
  hoursPerWeek!: number;
}

@ObjectType({
  description:
    "Dimona. The declaration of type DWD (Dimona without DmfA) to the social security office. Source: the department's counter (LOKET).",
})
export class Dimona {
  @Field(() => String, { nullable: true, description: "Dimonanummer." })
  number!: string | null;
  @Field(() => String, { description: "Type; DWD is what AMA needs." })
  type!: string;
  @Field(() => DayScalar, { description: "Van. First day." })
  validFrom!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Tot. Last day; null is an open end." })
  validTo!: Day | null;
}

/** An agreement of which the record cannot be read, with the days on which it may run. */
export type AgreementFault = RecordFault<WidestPeriod & { partnershipId: string | null }>;

@ObjectType({
  description:
    "Evaluatie. That the guide evaluated formally, as is due at least yearly; never what was found. Source: LOKET.",
})
export class Evaluation {
  @Field(() => DayScalar, { description: "Datum van de evaluatie." })
  on!: Day;
}

@ObjectType({
  description:
    "Persoonlijk ontwikkelingsplan (POP). That it is registered and when it changed; never what is in it. Source: LOKET.",
})
export class DevelopmentPlan {
  @Field(() => DayScalar, { description: "Geregistreerd op." })
  registeredOn!: Day;
  @Directive("@listSize(assumedSize: 2)")
  @Field(() => [DayScalar], { description: "Gewijzigd op, oldest first." })
  changedOn!: Day[];
}

@ObjectType({
  description:
    "Begeleidingsovereenkomst. What participant, workplace and guiding member agreed at the start. A person may hold several. Source: the department's counter (LOKET), at the moment of asking. Readable by those who guide, manage, decide or inspect.",
})
@Directive('@key(fields: "id")')
export class GuidanceAgreement {
  /** Not in the graph: by what the counter names the other side of the agreement. */
  partnershipId!: string;
  guideId!: string | null;
  workplaceId!: string | null;
  /** Not in the graph: what of the agreement cannot be read. */
  hoursFaults?: readonly RecordFault<WidestPeriod>[];
  dimonaFault?: Fault | null;
  @Field(() => ID, { description: "The counter's own id of the agreement." })
  id!: string;
  @Field(() => Participant, { description: "Deelnemer." })
  participant!: Participant;
  @Field(() => Partnership, { nullable: true, description: "Samenwerkingsverband." })
  partnership?: Partnership | null;
  @Field(() => Organisation, { description: "Begeleidende organisatie. The member that guides." })
  organisation!: Organisation;
  @Field(() => Guide, {
    nullable: true,
    description: "Begeleider; null when nobody is named or the counter no longer knows who it was.",
  })
  guide?: Guide | null;
  @Field(() => Workplace, { nullable: true, description: "Werkpost." })
  workplace?: Workplace | null;
  @Field(() => AgreementStatus, { description: "Status today, by the dates." })
  status?: AgreementStatus;
  @Field(() => DayScalar, { nullable: true, description: "Getekend door de deelnemer op; null: not signed." })
  signedOn!: Day | null;
  @Field(() => DayScalar, {
    nullable: true,
    description: "Getekend door de verantwoordelijke van de werkpost op; null: not signed.",
  })
  signedByWorkplaceOn!: Day | null;
  @Field(() => DayScalar, { description: "Startdatum. First day." })
  startsOn!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Einddatum. Last day; null is an open end." })
  endsOn!: Day | null;
  @Field(() => EndReason, { nullable: true, description: "Stopreden; null while it was not stopped." })
  endReason!: EndReason | null;
  @Directive("@listSize(assumedSize: 4)")
  @Field(() => [HoursStep], {
    nullable: "items",
    description: "Urenstappen, oldest first. One whose record cannot be read is null by itself.",
  })
  hours!: HoursStep[];
  @Directive("@listSize(assumedSize: 2)")
  @Field(() => [Evaluation], {
    nullable: true,
    description: "Evaluaties by the guide, oldest first; null when the counter does not tell.",
  })
  evaluations?: Evaluation[] | Fault | null | undefined;
  @Field(() => DevelopmentPlan, {
    nullable: true,
    description: "Ontwikkelingsplan (POP); null when none is registered or the counter does not tell.",
  })
  developmentPlan?: DevelopmentPlan | Fault | null | undefined;
  @Field(() => Dimona, {
    nullable: true,
    description: "Dimona DWD; null when none is declared or the counter does not tell.",
  })
  dimona?: Dimona | null;
}
