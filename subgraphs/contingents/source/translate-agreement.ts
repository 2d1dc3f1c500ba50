import type { ParticipantId, ParticipantIds } from "../../../schema/identifiers.js";
import type { Instant } from "../../../schema/scalars.js";
import { InszState, type AgencyFile } from "../../kernel/agency-file.js";
import { AgreementStatus, EndReason, type GuidanceAgreement } from "../entities/guidance-agreement.js";
import type { AgreementRecord, PersonRecord } from "./records.js";

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
  };
}

export function translateAgreement(record: AgreementRecord, ids: ParticipantIds): GuidanceAgreement {
  const { dimona, evaluaties, ontwikkelingsplan } = record;
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
    hours: record.urenstappen
      .map((step) => ({ validFrom: step.vanaf, hoursPerWeek: step.urenPerWeek }))
      .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)),
    // Left out is not the same as none: undefined stays undefined.
    evaluations: evaluaties?.map(({ datum }) => ({ on: datum })).sort((a, b) => (a.on < b.on ? -1 : 1)),
    developmentPlan: ontwikkelingsplan
      ? {
          registeredOn: ontwikkelingsplan.geregistreerdOp,
          changedOn: ontwikkelingsplan.wijzigingen.map(({ datum }) => datum).sort(),
        }
      : ontwikkelingsplan,
    dimona: dimona
      ? { number: dimona.nummer ?? null, type: dimona.type, validFrom: dimona.van, validTo: dimona.tot }
      : dimona,
  };
}
