import { Fault } from "../../../schema/faults.js";
import type { ParticipantId, ParticipantIds } from "../../../schema/identifiers.js";
import type { Instant } from "../../../schema/scalars.js";
import { InszState, type AgencyFile } from "../../kernel/agency-file.js";
import { RecordFault } from "../../kernel/record-fault.js";
import { widestPeriod } from "../../kernel/widest-period.js";
import {
  AgreementStatus,
  EndReason,
  type AgreementFault,
  type DevelopmentPlan,
  type Dimona,
  type Evaluation,
  type GuidanceAgreement,
} from "../entities/guidance-agreement.js";
import { eachChecked, endOf, fieldOf } from "./read-items.js";
import {
  DevelopmentPlanRecord,
  DimonaRecord,
  EvaluationsRecord,
  HoursRecord,
  type AgreementRecord,
  type PersonRecord,
} from "./records.js";

const END_REASON: Record<string, EndReason> = {
  DOORSTROOM: EndReason.OUTFLOW,
  NEGATIEVE_INSCHATTING: EndReason.NEGATIVE_ASSESSMENT,
  TOELATING_BEEINDIGD: EndReason.PERMISSION_ENDED,
  STATUUT_GEWIJZIGD: EndReason.STATUTE_CHANGED,
  DEELNEMER_STOPT: EndReason.PARTICIPANT_STOPPED,
  WERKGEVER_STOPT: EndReason.ORGANISATION_STOPPED,
  AFWEZIGHEID: EndReason.ABSENCE,
  VERHUIS: EndReason.MOVED,
  OVERLEDEN: EndReason.DECEASED,
  EINDE_OVEREENKOMST: EndReason.AGREEMENT_ENDED,
};

/** UNKNOWN for a code that is not in the published list. */
export function endReasonOf(code: string): EndReason {
  return END_REASON[code] ?? EndReason.UNKNOWN;
}

/** The counter's words for the status of an agreement, as the search asks for it. */
export const WIRE_STATUS = {
  [AgreementStatus.PLANNED]: "GEPLAND",
  [AgreementStatus.RUNNING]: "LOPEND",
  [AgreementStatus.ENDED]: "BEEINDIGD",
} as const;

/** The participant's id under the newest number that the counter tells. */
export function participantIdOf(record: PersonRecord, ids: ParticipantIds): ParticipantId {
  return ids.seal(record.opvolger?.insz ?? record.insz);
}

export function translateFile(record: PersonRecord, asOf: Instant): AgencyFile {
  return {
    agency: "LOKET",
    inszState: record.opvolger ? InszState.REPLACED : InszState.CURRENT,
    replacedOn: record.opvolger?.sinds ?? null,
    asOf,
    stale: false,
  };
}

export function translateAgreement(record: AgreementRecord, ids: ParticipantIds): GuidanceAgreement {
  const dimona = translateDimona(record.dimona);
  const hours = eachChecked(
    HoursRecord,
    record.urenstappen,
    (step) => ({ validFrom: step.vanaf, hoursPerWeek: step.urenPerWeek }),
    (step) => new RecordFault("LOKET", "a step of hours", widestPeriod(fieldOf(step, "vanaf"), null)),
  );
  return {
    id: record.id,
    participant: { id: participantIdOf(record.deelnemer, ids) },
    partnershipId: record.samenwerkingsverband,
    organisation: { enterpriseNumber: record.organisatie },
    guideId: record.begeleider ?? null,
    workplaceId: record.werkpost ?? null,
    signedOn: record.getekendOp ?? null,
    signedByWorkplaceOn: record.getekendWerkpostOp ?? null,
    startsOn: record.startdatum,
    endsOn: record.einddatum,
    endReason: record.stopreden ? endReasonOf(record.stopreden) : null,
    hours: hours.read.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)),
    hoursFaults: hours.faults,
    // Left out is not the same as none: undefined stays undefined.
    evaluations: translateEvaluations(record.evaluaties),
    developmentPlan: translatePlan(record.ontwikkelingsplan),
    dimona: dimona instanceof Fault ? undefined : dimona,
    dimonaFault: dimona instanceof Fault ? dimona : null,
  };
}

/** The fault of an agreement of which the record cannot be read. */
export function agreementFault(item: unknown): AgreementFault {
  const partnership = fieldOf(item, "samenwerkingsverband");
  return new RecordFault("LOKET", "agreement", {
    partnershipId: typeof partnership === "string" ? partnership : null,
    ...widestPeriod(fieldOf(item, "startdatum"), endOf(item, "einddatum")),
  });
}

/** A fault where one of them cannot be read: without it the guide would seem to have missed one. */
function translateEvaluations(item: unknown): Evaluation[] | null | undefined | Fault {
  const form = EvaluationsRecord.safeParse(item);
  if (!form.success) return new Fault("AGENCY_RECORD_INVALID", "LOKET", "evaluations");
  return form.data?.map(({ datum }) => ({ on: datum })).sort((a, b) => (a.on < b.on ? -1 : 1));
}

function translatePlan(item: unknown): DevelopmentPlan | null | undefined | Fault {
  const form = DevelopmentPlanRecord.safeParse(item);
  if (!form.success) return new Fault("AGENCY_RECORD_INVALID", "LOKET", "development plan");
  const plan = form.data;
  if (!plan) return plan;
  return { registeredOn: plan.geregistreerdOp, changedOn: plan.wijzigingen.map(({ datum }) => datum).sort() };
}

function translateDimona(item: unknown): Dimona | null | undefined | Fault {
  const form = DimonaRecord.safeParse(item);
  if (!form.success) return new Fault("AGENCY_RECORD_INVALID", "LOKET", "dimona");
  const record = form.data;
  return record
    ? { number: record.nummer ?? null, type: record.type, validFrom: record.van, validTo: record.tot }
    : record;
}
