import { Fault } from "../../../schema/faults.js";
import type { Day } from "../../../schema/scalars.js";
import { AdviceStatus, AssessmentOutcome, type AccessFacts } from "../../kernel/facts.js";
import { readableOf, RecordFault } from "../../kernel/record-fault.js";
import type { EligibilityAssessment } from "../entities/eligibility-assessment.js";
import type { Outflow } from "../entities/outflow.js";
import { ReferralStatus, type Referral } from "../entities/referral.js";
import type { AssessmentFault, Client } from "../source/translate.js";

const NEVER_LED_ANYWHERE: readonly ReferralStatus[] = [ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN];

/** What VDAB files of one person, each part its answer or the fault for which it is not told. */
export interface AccessFile {
  client: Pick<Client, "advice" | "statutes" | "welfareActivities"> | null | Fault;
  assessments: readonly (EligibilityAssessment | AssessmentFault)[] | null | Fault;
  referrals: readonly (Referral | Fault)[] | null | Fault;
  outflow: Outflow | null | Fault;
}

/** A part of the facts in which a fault stands where it was not told: its null then has an error. */
type Told<T> = { [Name in keyof T]: T[Name] | Fault };

/** Puts together what decides on access; null when VDAB has no such person. */
export function accessFacts({ client, assessments, referrals, outflow }: AccessFile): Told<AccessFacts> | null {
  if (client === null) return null;
  const told = {
    advice: client instanceof Fault ? client : adviceFacts(client.advice),
    statutes: client instanceof Fault ? client : client.statutes.map(statuteFact),
    assessments: assessments instanceof Fault ? assessments : (assessments ?? []).map(assessmentFact),
    referredOn: referrals instanceof Fault ? referrals : referredOn(referrals ?? []),
    outflowOn: outflow instanceof Fault ? outflow : (outflow?.on ?? null),
    welfareActivities: client instanceof Fault ? client : client.welfareActivities,
  };
  const parts = [
    ["ADVICE", told.advice],
    ["STATUTES", told.statutes],
    ["ASSESSMENTS", told.assessments],
    ["REFERRALS", told.referredOn],
    ["OUTFLOW", told.outflowOn],
  ] as const;
  return { ...told, withheld: parts.flatMap(([part, it]) => (it instanceof Fault ? [{ part, code: it.code }] : [])) };
}

function adviceFacts(advice: Client["advice"]): AccessFacts["advice"] {
  if (advice === null) return [];
  if (advice instanceof RecordFault) return [{ status: AdviceStatus.UNKNOWN, ...advice.readable, unreadable: true }];
  return [{ status: advice.status, validFrom: advice.validFrom, validTo: advice.validTo }];
}

function statuteFact(statute: Client["statutes"][number]) {
  return statute instanceof RecordFault ? { ...statute.readable, unreadable: true } : statute;
}

function assessmentFact(assessment: EligibilityAssessment | AssessmentFault) {
  if (assessment instanceof RecordFault)
    return { ...assessment.readable, outcome: AssessmentOutcome.UNKNOWN, hoursPerWeekAble: null, unreadable: true };
  const { assessedOn, outcome, hoursPerWeekAble } = assessment;
  return { assessedOn, outcome, hoursPerWeekAble };
}

/** A referral that cannot be read may be the one that led somewhere. */
function referredOn(referrals: readonly (Referral | Fault)[]): Day | null | Fault {
  const led = readableOf(referrals).find(({ status }) => !NEVER_LED_ANYWHERE.includes(status));
  return led?.referredOn ?? referrals.find((referral) => referral instanceof Fault) ?? null;
}
