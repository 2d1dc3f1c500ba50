import { z } from "zod";
import { Fault } from "../../../schema/faults.js";
import type { Insz, ParticipantId, ParticipantIds } from "../../../schema/identifiers.js";
import type { Seal } from "../../../schema/seal.js";
import type { Day, Instant } from "../../../schema/scalars.js";
import { InszState } from "../../kernel/agency-file.js";
import { AdviceStatus, AssessmentOutcome, type PeriodFact } from "../../kernel/facts.js";
import { readCode } from "../../kernel/read-code.js";
import { RecordFault } from "../../kernel/record-fault.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import { dayIn, widestPeriod, type WidestPeriod } from "../../kernel/widest-period.js";
import type { EligibilityAssessment } from "../entities/eligibility-assessment.js";
import type { MediationAdvice } from "../entities/mediation-advice.js";
import { OutflowDestination, type Outflow } from "../entities/outflow.js";
import type { Participant } from "../entities/participant.js";
import { ReferralStatus, type Referral } from "../entities/referral.js";
import type { Statute } from "../entities/statute.js";
import { relates, type Relation } from "../rules/may-see.js";
import { AdviceRecord, AssessmentRecord, PeriodRecord, ReferralRecord, StatuteRecord } from "./records.js";
import type { ClientRecord, OutflowRecord } from "./records.js";

const ADVICE: Record<string, AdviceStatus> = {
  TG: AdviceStatus.GRANTED,
  GG: AdviceStatus.GRANTED,
  IB: AdviceStatus.PENDING,
  GW: AdviceStatus.REFUSED,
  AF: AdviceStatus.CLOSED,
};
export const REFERRAL_OF: Record<string, ReferralStatus> = {
  VW: ReferralStatus.REFERRED,
  AA: ReferralStatus.ACCEPTED,
  GW: ReferralStatus.REFUSED,
  IT: ReferralStatus.WITHDRAWN,
  GS: ReferralStatus.STARTED,
  BE: ReferralStatus.ENDED,
};
const OUTCOME: Record<string, AssessmentOutcome> = {
  V: AssessmentOutcome.CONTINUE,
  D: AssessmentOutcome.OUTFLOW_POSSIBLE,
  S: AssessmentOutcome.STOP,
};
export const STATUTE_OF: Record<string, StatuteKind> = {
  NWWZ: StatuteKind.JOB_SEEKER,
  // Unemployment benefits (RVA), integration income for the unemployed (BIU) and protection benefits go with being a job seeker.
  RVA: StatuteKind.JOB_SEEKER,
  BIU: StatuteKind.JOB_SEEKER,
  BU: StatuteKind.JOB_SEEKER,
  LL: StatuteKind.LIVING_WAGE,
  RIZIV: StatuteKind.WORK_INCAPACITY,
  "FOD-IVT": StatuteKind.INCOME_REPLACEMENT,
  "FOD-IT": StatuteKind.INTEGRATION_ALLOWANCE,
};
const DESTINATION: Record<string, OutflowDestination> = {
  NEC: OutflowDestination.REGULAR_ECONOMY,
  MWB: OutflowDestination.SOCIAL_ENTERPRISE,
  IMW: OutflowDestination.INDIVIDUAL_ADAPTED_WORK,
  LDE: OutflowDestination.LOCAL_SERVICES_ECONOMY,
  OPL: OutflowDestination.TRAINING,
  ACT: OutflowDestination.ACTIVATION_TRAJECTORY,
  AMW: OutflowDestination.AMA_WELFARE,
  UIT: OutflowDestination.BENEFIT,
  ONB: OutflowDestination.UNKNOWN,
};

/** The statutes VDAB recorded, for the code list as the search asks for it. */
export const STATUTE_CODES: Record<StatuteKind, string> = {
  [StatuteKind.JOB_SEEKER]: "NWWZ",
  [StatuteKind.LIVING_WAGE]: "LL",
  [StatuteKind.WORK_INCAPACITY]: "RIZIV",
  [StatuteKind.INCOME_REPLACEMENT]: "FOD-IVT",
  [StatuteKind.INTEGRATION_ALLOWANCE]: "FOD-IT",
};

/** VDAB's codes of the states of a referral, as the search asks for them. */
export const REFERRAL_CODES = Object.fromEntries(
  Object.entries(REFERRAL_OF).map(([code, status]) => [status, code]),
) as Partial<Record<ReferralStatus, string>>;

/** What an unreadable statute still says; null where it says nothing. */
export interface ReadableStatute extends WidestPeriod {
  kind: StatuteKind | null;
}
export type StatuteFault = RecordFault<ReadableStatute>;
/** What an unreadable assessment still says. */
export type AssessmentFault = RecordFault<{ assessedOn: Day | null }>;

/** A person with what VDAB's client record says; each statute and the advice may be a fault of their own. */
export interface Client extends Participant {
  id: ParticipantId;
  insz: Insz;
  statutes: (Statute | StatuteFault)[];
  advice: MediationAdvice | null | RecordFault<WidestPeriod>;
  /** Periods of AMA welzijn; null where VDAB does not record them, a fault where one of them is not right. */
  welfareActivities: PeriodFact[] | null | Fault;
}

export function translateClient(record: ClientRecord, ids: ParticipantIds, asOf: Instant): Client {
  const successor = record.opvolgendInsz ?? record.insz;
  const replaced = !successor.equals(record.insz);
  return {
    id: ids.seal(successor),
    insz: record.insz,
    name: { first: record.voornaam ?? null, last: record.naam },
    birthYear: record.geboortejaar ?? null,
    municipality: record.woonplaats
      ? { nis: record.woonplaats.nisCode, name: record.woonplaats.gemeente ?? null }
      : null,
    statutes: record.statuten.map(translateStatute),
    welfareActivities: record.amaWelzijn ? translatePeriods(record.amaWelzijn) : null,
    advice: translateAdvice(record.bemiddelingsadvies),
    assessmentDueOn: record.volgendeInschattingVoor ?? null,
    vdabFile: {
      agency: "VDAB",
      inszState: replaced ? InszState.REPLACED : InszState.CURRENT,
      replacedOn: replaced ? (record.inszGewijzigdOp ?? null) : null,
      asOf,
      stale: false,
    },
  };
}

function translateStatute(item: unknown): Statute | StatuteFault {
  const record = StatuteRecord.safeParse(item);
  const kind = readCode(STATUTE_OF, String(fieldOf(item, "code"))) ?? null;
  if (record.success && kind !== null) return { kind, validFrom: record.data.van, validTo: record.data.tot ?? null };
  return new RecordFault(
    "VDAB",
    record.success ? "a statute with an unknown code" : "a statute with an impossible form",
    {
      kind,
      ...widestPeriod(fieldOf(item, "van"), fieldOf(item, "tot")),
    },
  );
}

/** All or a fault: a period that is left out would look like one that never was. */
function translatePeriods(records: readonly unknown[]): PeriodFact[] | Fault {
  const { data } = z.array(PeriodRecord).safeParse(records);
  if (!data) return new Fault("AGENCY_RECORD_INVALID", "VDAB", "a period of AMA welzijn");
  return data.map(({ van, tot }) => ({ validFrom: van, validTo: tot ?? null }));
}

function translateAdvice(item: unknown): Client["advice"] {
  if (item === null || item === undefined) return null;
  const record = AdviceRecord.safeParse(item);
  if (!record.success) {
    const period = fieldOf(item, "periode");
    const readable = widestPeriod(fieldOf(period, "begin"), fieldOf(period, "einde"));
    return new RecordFault("VDAB", "an advice with an impossible form or date", readable);
  }
  const { status, datumBeslissing, periode } = record.data;
  return {
    status: readCode(ADVICE, status.code) ?? AdviceStatus.UNKNOWN,
    decidedOn: datumBeslissing ?? null,
    validFrom: periode?.begin ?? null,
    validTo: periode?.einde ?? null,
  };
}

/** To whom a person was referred. */
export interface ReferralFile {
  /** The members asked and the leads of their partnerships; refused and withdrawn referrals relate nobody. */
  relations: Relation[];
  /** Newest first, then a fault for each that cannot be read; one fault when VDAB no longer lets them be read. */
  referrals: (Referral | Fault)[] | Fault;
}

export function translateReferrals(items: readonly unknown[], id: string, seal: Seal): ReferralFile {
  const relations: Relation[] = [];
  const referrals: Referral[] = [];
  const faults: Fault[] = [];
  for (const item of items) {
    const { data: record } = ReferralRecord.safeParse(item);
    if (!record) {
      faults.push(new Fault("AGENCY_RECORD_INVALID", "VDAB", "a referral"));
      continue;
    }
    const referral = translateReferral(record, id, seal);
    referrals.push(referral);
    if (relates(referral.status)) relations.push(relation(record.ondernemingsnummer, record.penhouder));
  }
  referrals.sort((a, b) => b.referredOn.localeCompare(a.referredOn));
  return { relations, referrals: [...referrals, ...faults] };
}

export function relation(member: string | null | undefined, lead: string | null | undefined): Relation {
  return { member: member ?? null, lead: lead ?? null };
}

/** @param id the participant's; a referral's own id is made of it and of VDAB's number, sealed, so that it can be found again */
export function translateReferral(record: ReferralRecord, id: string, seal: Seal): Referral {
  return {
    id: `${id}.${seal.close(record.nummer, ["Referral"])}`,
    participant: { id },
    partnership: record.samenwerkingsverband ? { id: record.samenwerkingsverband } : null,
    organisation: record.ondernemingsnummer ? { enterpriseNumber: record.ondernemingsnummer } : null,
    status: readCode(REFERRAL_OF, record.status.code) ?? ReferralStatus.UNKNOWN,
    referredOn: record.datum,
    answeredOn: record.antwoordOp ?? null,
  };
}

/** Newest first, then a fault for each that cannot be read. */
export function translateAssessments(items: readonly unknown[]): (EligibilityAssessment | AssessmentFault)[] {
  const assessments = items.map(translateAssessment);
  const dayOf = (one: EligibilityAssessment | AssessmentFault) => (one instanceof Fault ? "" : one.assessedOn);
  return assessments.sort((a, b) => dayOf(b).localeCompare(dayOf(a)));
}

function translateAssessment(item: unknown): EligibilityAssessment | AssessmentFault {
  const { data: record } = AssessmentRecord.safeParse(item);
  if (!record) return new RecordFault("VDAB", "an assessment", { assessedOn: dayIn(fieldOf(item, "datum")) });
  return {
    assessedOn: record.datum,
    outcome: readCode(OUTCOME, record.uitkomst.code) ?? AssessmentOutcome.UNKNOWN,
    hoursPerWeekAble: record.urenPerWeek ?? null,
    nextDueOn: record.volgendeVoor,
  };
}

export function translateOutflow(record: OutflowRecord): Outflow {
  return {
    on: record.datum,
    destination: readCode(DESTINATION, record.bestemming.code) ?? OutflowDestination.UNKNOWN,
    employedAfter6Months: record.opvolging.na6 ?? null,
    employedAfter12Months: record.opvolging.na12 ?? null,
    employedAfter24Months: record.opvolging.na24 ?? null,
  };
}

/** A field of something of which the form is not known. */
function fieldOf(item: unknown, name: string): unknown {
  return typeof item === "object" && item !== null ? (item as Record<string, unknown>)[name] : undefined;
}
