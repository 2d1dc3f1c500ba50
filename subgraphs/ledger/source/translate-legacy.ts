import type { LegacyParticipationFact, LegacyRecognitionFact } from "../../kernel/facts.js";
import { LegacyScheme } from "../../kernel/legacy-scheme.js";
import { readCode } from "../../kernel/read-code.js";
import type { LegacyRegime } from "../entities/legacy-regime.js";
import { ActivationPart, OutflowPartnerRole, type OutflowProject } from "../entities/outflow-project.js";
import { shown, type Hundredths } from "../rules/hundredths.js";
import { legacyOutflow } from "../rules/legacy-outflow.js";
import type { LegacyParticipationRecord, LegacyRecognitionRecord, LegacyRegimeRecord } from "./records.js";

const SCHEME: Record<string, LegacyScheme> = {
  SOCIALE_WERKPLAATS: LegacyScheme.SOCIAL_WORKSHOP,
  EXPERIMENT: LegacyScheme.EXPERIMENT,
  DOORSTROOMTRAJECT: LegacyScheme.OUTFLOW_PROJECT,
};
const ROLE: Record<string, OutflowPartnerRole> = {
  ARBEIDSZORG: OutflowPartnerRole.WORK_CARE,
  GTB: OutflowPartnerRole.SPECIALISED_MEDIATION,
  ZORG: OutflowPartnerRole.CARE,
  EMPOWERMENT: OutflowPartnerRole.EMPOWERMENT,
};
const PART: Record<string, ActivationPart> = {
  ZORG: ActivationPart.CARE,
  EMPOWERMENT: ActivationPart.EMPOWERMENT,
  STAGE: ActivationPart.INTERNSHIP,
};

/** @param limit how many people a number must be of to be shown */
export function translateLegacyRegime(record: LegacyRegimeRecord, limit: number): LegacyRegime {
  return {
    scheme: schemeOf(record.stelsel),
    title: record.titel,
    validFrom: record.geldig_van,
    validTo: record.geldig_tot,
    participantFte: fte(record.vte_deelnemers),
    supportStaffFte: fte(record.vte_omkadering),
    workshops: record.werkplaatsen,
    outflowProjects: record.trajecten.map((project) => translateProject(project, limit)),
  };
}

function translateProject(project: LegacyRegimeRecord["trajecten"][number], limit: number): OutflowProject {
  return {
    name: project.naam,
    startedOn: project.van,
    endedOn: project.tot,
    partners: project.partners.map(({ naam, rol }) => ({
      name: naam,
      role: readCode(ROLE, rol) ?? OutflowPartnerRole.UNKNOWN,
    })),
    targetGroup: project.doelgroep,
    activation: project.onderdelen.map((code) => readCode(PART, code) ?? ActivationPart.UNKNOWN),
    ...legacyOutflow(
      {
        participants: project.deelnemers,
        socialEconomy: project.naar_sociale_economie,
        workExperience: project.naar_werkervaring,
        regularCircuit: project.naar_regulier,
      },
      limit,
    ),
  };
}

export function translateLegacyRecognition(record: LegacyRecognitionRecord): LegacyRecognitionFact {
  return {
    organisation: record.ondernemingsnummer,
    scheme: schemeOf(record.stelsel),
    validFrom: record.van,
    validTo: record.tot,
    participantFte: fte(record.vte_deelnemers),
    supportStaffFte: fte(record.vte_omkadering),
  };
}

export function translateLegacyParticipation(record: LegacyParticipationRecord): LegacyParticipationFact {
  return {
    organisation: record.ondernemingsnummer,
    scheme: schemeOf(record.stelsel),
    validFrom: record.van,
    validTo: record.tot,
    fullTimeEquivalent: fte(record.vte),
  };
}

function schemeOf(code: string): LegacyScheme {
  return readCode(SCHEME, code) ?? LegacyScheme.UNKNOWN;
}

function fte(hundredths: Hundredths | null): number | null {
  return hundredths === null ? null : shown(hundredths);
}
