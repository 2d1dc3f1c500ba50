import type { AccessFacts, PermissionFact } from "../../../subgraphs/kernel/facts.js";
import { AdviceStatus, AssessmentOutcome, PermissionStatus } from "../../../subgraphs/kernel/facts.js";
import { StatuteKind } from "../../../subgraphs/kernel/statute-kind.js";
import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import type { GuidanceAgreement } from "../../../subgraphs/contingents/entities/guidance-agreement.js";
import {
  InsuranceKind,
  type Insurance,
  type InsuranceFault,
} from "../../../subgraphs/contingents/entities/insurance.js";
import type { GuidanceFacts } from "../../../subgraphs/contingents/rules/guidance-conditions.js";
import type { PermissionPolicy } from "../../../subgraphs/contingents/rules/permission-policy.js";
import type { ReadinessFacts } from "../../../subgraphs/contingents/rules/readiness.js";

export const today = "2026-11-21";
export const heft = "0950000281" as EnterpriseNumber;

/** What the counter calls the place of `agreement()`. */
export const PLACE = { workplace: "Moestuin Het Heft", organisation: "vzw Het Heft", isTold: true };
/** As the settings have it where nobody says otherwise. */
export const POLICY: PermissionPolicy = { workplace: "NAME_OR_ORGANISATION", standsMonths: 0 };

/** Everything as it should be for somebody with work incapacity; `changes` say what is otherwise. */
export function access(changes: Partial<AccessFacts> = {}): AccessFacts {
  return {
    advice: [{ status: AdviceStatus.GRANTED, validFrom: "2025-09-01", validTo: null }],
    assessments: [{ assessedOn: "2026-03-02", outcome: AssessmentOutcome.CONTINUE, hoursPerWeekAble: 16 }],
    statutes: [{ kind: StatuteKind.WORK_INCAPACITY, validFrom: "2024-05-01", validTo: null }],
    referredOn: "2025-10-01",
    outflowOn: null,
    withheld: [],
    ...changes,
  };
}

export function permission(changes: Partial<PermissionFact> = {}): PermissionFact {
  return {
    statute: StatuteKind.WORK_INCAPACITY,
    issuer: null,
    status: PermissionStatus.GRANTED,
    validFrom: "2026-01-10",
    validTo: "2028-01-09",
    revokedOn: null,
    workplace: PLACE.workplace,
    ...changes,
  };
}

export function agreement(changes: Partial<GuidanceAgreement> = {}): GuidanceAgreement {
  return {
    id: "BO-0000001",
    participant: { id: "p" },
    partnershipId: "SV-0001",
    organisation: { enterpriseNumber: heft },
    guideId: "BG-00002",
    workplaceId: "WP-00003",
    signedOn: "2026-01-12",
    signedByWorkplaceOn: "2026-01-12",
    startsOn: "2026-01-12",
    endsOn: null,
    endReason: null,
    hours: [{ validFrom: "2026-01-12", hoursPerWeek: 12 }],
    dimona: { number: "400000000001", type: "DWD", validFrom: "2026-01-12", validTo: null },
    ...changes,
  };
}

export function insurance(kind: InsuranceKind, changes: Partial<Insurance> = {}): Insurance {
  return {
    organisation: { enterpriseNumber: heft },
    kind,
    policyNumber: "P1",
    insurer: "Ethias",
    validFrom: "2021-04-01",
    validTo: null,
    ...changes,
  };
}

export const insured = [insurance(InsuranceKind.BODILY_ACCIDENT), insurance(InsuranceKind.CIVIL_LIABILITY)];

/** Agreements at the place, and those of which the record cannot be read, each with the days on which it may run. */
export function guidance(
  agreements: GuidanceAgreement[] = [agreement()],
  insurances: Insurance[] | null = insured,
  { unreadable = [], ...rest }: Partial<GuidanceFacts> & { badInsurances?: InsuranceFault[] } = {},
): GuidanceFacts {
  const { badInsurances = [], placeOf = () => PLACE } = rest;
  return {
    agreements,
    unreadable,
    insurancesOf: () => insurances && { insurances, unreadable: badInsurances },
    placeOf,
  };
}

export function facts(changes: Partial<ReadinessFacts> = {}): ReadinessFacts {
  return { access: access(), permissions: [permission()], guidance: guidance(), ...changes };
}
