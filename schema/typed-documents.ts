// Made by `ama schema` from schema/api.graphql and schema/operations: change those, not this.
// It imports nothing: a front end copies it.

/** A trusted document: its `id` is what is sent, as `documentId`. */
export interface TypedDocument<Data, Variables> {
  /** SHA-256 of `text`, hexadecimal. */
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** For the type checker alone, under the name that GraphQL clients look for; it never has a value. */
  readonly __apiType?: (variables: Variables) => Data;
}

export type ActivationPart = "CARE" | "EMPOWERMENT" | "INTERNSHIP" | "UNKNOWN";

export type Actor = "ADVISORY_PHYSICIAN" | "DEPARTMENT" | "LEAD" | "MEMBER" | "PCSW" | "VDAB";

export type AdviceStatus = "CLOSED" | "GRANTED" | "PENDING" | "REFUSED" | "UNKNOWN";

export type Agency = "DWSE" | "LOKET" | "MAGDA" | "VDAB";

export type AgencyState = "DEGRADED" | "DOWN" | "UNKNOWN" | "UP";

export type AgreementStatus = "ENDED" | "PLANNED" | "RUNNING";

export type AssessmentOutcome = "CONTINUE" | "OUTFLOW_POSSIBLE" | "STOP" | "UNKNOWN";

export type Capacity = "ANALYST" | "CITIZEN" | "DOSSIER_MANAGER" | "INSPECTOR" | "LEAD" | "OCMW_WORKER" | "PARTNER_GUIDE" | "SICKNESS_FUND_EMPLOYEE" | "VDAB_MEDIATOR";

export type ChangeKind = "AGREEMENT_CHANGED" | "ASSESSMENT_CHANGED" | "CONTINGENT_CHANGED" | "DOSSIER_CHANGED" | "FUNDING_CHANGED" | "PERMISSION_CHANGED" | "REFERRAL_CHANGED" | "SNAPSHOT" | "STATEMENT_CHANGED" | "STATUTE_CHANGED";

export type ChangeSinceSettlementKind = "ADVANCE" | "GRANT" | "RULE" | "SHARED_DAYS" | "STATEMENT" | "UNIT_AMOUNT";

export type ConditionKind = "ADVICE" | "AGREEMENT" | "ASSESSMENT" | "DIMONA" | "HOURS_ABLE" | "INSURANCE_BODILY_ACCIDENT" | "INSURANCE_LIABILITY" | "PERMISSION";

export type ConditionState = "LACKING" | "MET" | "UNKNOWN";

export type DayReading = "ATTENDED" | "CALENDAR";

export type DifferenceReason = "NOTHING_ACCEPTED" | "NOT_ACCEPTED" | "NOT_DELIVERED" | "NOT_LISTED" | "OTHER_VERSION" | "QUARTER_NOT_ENDED" | "ROW_PROBLEM" | "UNKNOWN";

export type DurationDimension = "END_REASON" | "PARTNER" | "REGULATION" | "YEAR";

export type EndReason = "ABSENCE" | "AGREEMENT_ENDED" | "DECEASED" | "MOVED" | "NEGATIVE_ASSESSMENT" | "ORGANISATION_STOPPED" | "OUTFLOW" | "PARTICIPANT_STOPPED" | "PERMISSION_ENDED" | "STATUTE_CHANGED" | "UNKNOWN";

export type ExpectationMethod = "COMPLETE" | "CONTINGENT" | "COURSE_OF_LAST_YEAR" | "PACE_OF_LAST_YEAR" | "PACE_OF_THIS_YEAR";

export type FilingStatus = "ACCEPTED" | "DELIVERED" | "REPLACED" | "UNKNOWN";

export type FundingFigure = "BALANCE" | "CONTINGENT" | "DAYS" | "SHARE" | "SUBSIDY" | "TRAJECTORIES" | "UNIT_AMOUNT";

export type FundingStatus = "NOT_GRANTED" | "RUNNING" | "SETTLED" | "TO_SETTLE";

export type GrantKind = "GRANT" | "REDISTRIBUTION" | "UNKNOWN";

export type InszState = "CURRENT" | "REPLACED";

export type LegacyDestination = "REGULAR_CIRCUIT" | "SOCIAL_ECONOMY" | "WORK_EXPERIENCE";

export type LegacyScheme = "EXPERIMENT" | "OUTFLOW_PROJECT" | "SOCIAL_WORKSHOP" | "UNKNOWN";

export type MemberRole = "LEAD" | "PARTNER";

export type ObligationKind = "ADVICE" | "AGREEMENT_SIGNED" | "ASSESSMENT" | "CONTINGENT_NOT_EXCEEDED" | "DEVELOPMENT_PLAN" | "DIMONA" | "EVALUATION" | "HOURS" | "INSURANCE_BODILY_ACCIDENT" | "INSURANCE_LIABILITY" | "LEAD_IN_FLANDERS" | "PERMISSION" | "QUALIFIED_GUIDE" | "QUARTERLY_STATEMENT" | "QUARTERLY_STATEMENT_IN_TIME" | "QUARTERLY_STATEMENT_READABLE" | "QUARTERLY_STATEMENT_SETTLED" | "WELFARE_NOT_COMBINED";

export type OccupancyState = "BALANCED" | "FULL" | "NOT_GRANTED" | "OVER" | "TOO_FEW" | "UNCERTAIN" | "UNDER_USED";

export type OutflowDestination = "ACTIVATION_TRAJECTORY" | "AMA_WELFARE" | "BENEFIT" | "INDIVIDUAL_ADAPTED_WORK" | "LOCAL_SERVICES_ECONOMY" | "REGULAR_ECONOMY" | "SOCIAL_ENTERPRISE" | "TRAINING" | "UNKNOWN";

export type OutflowPartnerRole = "CARE" | "EMPOWERMENT" | "SPECIALISED_MEDIATION" | "UNKNOWN" | "WORK_CARE";

export type PartnershipFilter = {
  readonly lead?: string | null;
  readonly member?: string | null;
  readonly municipality?: string | null;
  readonly occupancy?: readonly OccupancyState[] | null;
  readonly projected?: readonly OccupancyState[] | null;
  readonly status?: PartnershipStatus | null;
};

export type PartnershipStatus = "ACTIVE" | "ENDED" | "UNKNOWN";

export type PermissionDimension = "ISSUER" | "REGULATION" | "STATUTE" | "YEAR";

export type PermissionStatus = "EXPIRED" | "GRANTED" | "NOT_NEEDED" | "REFUSED" | "REQUESTED" | "REVOKED";

export type Phase = "ACTIVE" | "ADVISED" | "AGREED" | "ENDED" | "OUTFLOW" | "PERMISSION_PENDING" | "PERMITTED" | "REFERRED" | "REFUSED" | "REGISTERED" | "SCREENED";

export type ProjectRequirementKind = "CARE_IN_MODULE" | "CARE_PARTNER" | "EMPOWERMENT_IN_MODULE" | "EMPOWERMENT_PARTNER" | "INTERNSHIP_IN_MODULE" | "SPECIALISED_MEDIATION_PARTNER" | "WORK_CARE_PARTNERS";

export type Province = "ANTWERPEN" | "LIMBURG" | "OOST_VLAANDEREN" | "VLAAMS_BRABANT" | "WEST_VLAANDEREN";

export type Purpose = "FUNDING" | "GUIDANCE" | "INSPECTION" | "OWN_FILE" | "PARTNERSHIP_MANAGEMENT" | "PERMISSION_DECISION" | "STATISTICS";

export type QualificationKind = "BACHELOR" | "OTHER" | "PROFESSIONAL_TITLE" | "UNKNOWN";

export type RecoveryReason = "CONDITION_NOT_MET" | "NEGATIVE_BALANCE" | "UNKNOWN";

export type RecoveryState = "OPEN" | "PAID";

export type ReferralStatus = "ACCEPTED" | "ENDED" | "REFERRED" | "REFUSED" | "STARTED" | "UNKNOWN" | "WITHDRAWN";

export type Regulation = "DECREE_2021" | "DECREE_2024" | "UNKNOWN";

export type StatementProblemKind = "AGREEMENT_OF_ANOTHER" | "AGREEMENT_UNKNOWN" | "AGREEMENT_UNREADABLE" | "DATE_INVALID" | "DAYS_IMPOSSIBLE" | "DAYS_MISMATCH" | "DAY_IN_FUTURE" | "DAY_OUTSIDE_AGREEMENT" | "DAY_OUTSIDE_QUARTER" | "DUPLICATE_ROW" | "EMPTY_ROW" | "END_MISMATCH" | "ENTERPRISE_MISMATCH" | "FILE_UNREADABLE" | "FORMULA_UNREADABLE" | "INSZ_INVALID" | "NO_ROWS" | "PARTICIPANT_MISMATCH" | "QUARTER_NOT_ENDED" | "REPORTED_TWICE" | "SAME_DAY_TWICE" | "START_MISMATCH" | "TOTAL_MISMATCH";

export type StatementVersionState = "IN_FORCE" | "SUPERSEDED" | "UNKNOWN" | "UNREADABLE";

export type StatuteKind = "INCOME_REPLACEMENT" | "INTEGRATION_ALLOWANCE" | "JOB_SEEKER" | "LIVING_WAGE" | "WORK_INCAPACITY";

export type StepRule = "APPORTION" | "DIVIDE" | "MINIMUM" | "MULTIPLY" | "ROUND" | "SETTLED" | "SUBTRACT" | "SUM";

export type StepSource = "ADVANCE" | "CALENDAR" | "GRANT" | "POLICY" | "PROJECTION" | "SETTLEMENT" | "SPLIT_KEY" | "STATEMENT" | "STEP" | "UNIT_AMOUNT";

export type AgenciesNowVariables = Record<string, never>;

export type AgenciesNowData = {
  readonly agencies: readonly {
    readonly agency: Agency;
    readonly state: AgencyState;
    readonly since: string;
    readonly latencyMs: number | null;
    readonly errorRate: number | null;
    readonly asOf: string;
  }[] | null;
};

/** How well does each agency's system answer? */
export const AGENCIES_NOW: TypedDocument<AgenciesNowData, AgenciesNowVariables> = {
  id: "97b6ff79a9cb07ad5629d5fdc3bf94b17d56a9fc9c0295148f4442eafae01f3b",
  name: "AgenciesNow",
  text: `query AgenciesNow {
  agencies {
    agency
    state
    since
    latencyMs
    errorRate
    asOf
  }
}`,
};

export type AgenciesOverDaysVariables = {
  readonly from?: string | null;
  readonly to?: string | null;
};

export type AgenciesOverDaysData = {
  readonly agencies: readonly {
    readonly agency: Agency;
    readonly state: AgencyState;
    readonly availability: {
      readonly from: string;
      readonly to: string;
      readonly asked: number;
      readonly answered: number;
      readonly share: number | null;
      readonly meanMs: number | null;
      readonly faults: readonly {
        readonly code: string;
        readonly count: number;
      }[];
    } | null;
  }[] | null;
};

/** How often did each agency's system answer, and how did it fail? */
export const AGENCIES_OVER_DAYS: TypedDocument<AgenciesOverDaysData, AgenciesOverDaysVariables> = {
  id: "1b35e221675416975d05c217437d8cad65d64eb3fed44833e7e18988b08d450f",
  name: "AgenciesOverDays",
  text: `query AgenciesOverDays($from: Date, $to: Date) {
  agencies {
    agency
    state
    availability(from: $from, to: $to) {
      from
      to
      asked
      answered
      share
      meanMs
      faults {
        code
        count
      }
    }
  }
}`,
};

export type AgreementsWithoutOutflowVariables = {
  readonly partnership: string;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type AgreementsWithoutOutflowData = {
  readonly partnership: {
    readonly id: string;
    readonly name: string;
    readonly agreements: {
      readonly totalCount: number;
      readonly pageInfo: {
        readonly hasNextPage: boolean;
        readonly endCursor: string | null;
      };
      readonly edges: readonly {
        readonly node: {
          readonly id: string;
          readonly endsOn: string | null;
          readonly endReason: EndReason | null;
          readonly participant: {
            readonly id: string;
            readonly outflow: {
              readonly on: string;
              readonly destination: OutflowDestination;
            } | null;
          };
        } | null;
      }[];
    } | null;
  } | null;
};

/** Which agreements ended, and was an outflow recorded? */
export const AGREEMENTS_WITHOUT_OUTFLOW: TypedDocument<AgreementsWithoutOutflowData, AgreementsWithoutOutflowVariables> = {
  id: "8d31dccdbc10af1b8848678e2561498394f139202f18067cbea38b8e304f8c11",
  name: "AgreementsWithoutOutflow",
  text: `query AgreementsWithoutOutflow($partnership: ID!, $first: Int = 50, $after: String) {
  partnership(id: $partnership) {
    id
    name
    agreements(status: ENDED, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          endsOn
          endReason
          participant {
            id
            outflow {
              on
              destination
            }
          }
        }
      }
    }
  }
}`,
};

export type AssessmentsDueVariables = {
  readonly before: string;
  readonly partnership?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type AssessmentsDueData = {
  readonly assessmentsDue: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly name: {
          readonly first: string | null;
          readonly last: string;
        } | null;
        readonly assessmentDueOn: string | null;
        readonly agreements: readonly ({
          readonly id: string;
          readonly status: AgreementStatus;
          readonly guide: {
            readonly id: string;
            readonly name: string;
          } | null;
          readonly partnership: {
            readonly id: string;
            readonly name: string;
          } | null;
        } | null)[] | null;
      } | null;
    }[];
  } | null;
};

/** Whose assessment by VDAB is due before a day, and who guides them? */
export const ASSESSMENTS_DUE: TypedDocument<AssessmentsDueData, AssessmentsDueVariables> = {
  id: "0bf713c7c0d1d231253c24ba446bcf08adae793c5e1ac5550cbd86f177f1ef1d",
  name: "AssessmentsDue",
  text: `query AssessmentsDue($before: Date!, $partnership: ID, $first: Int = 50, $after: String) {
  assessmentsDue(
    before: $before
    partnership: $partnership
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        name {
          first
          last
        }
        assessmentDueOn
        agreements {
          id
          status
          guide {
            id
            name
          }
          partnership {
            id
            name
          }
        }
      }
    }
  }
}`,
};

export type CostPerOutflowVariables = {
  readonly partnership: string;
  readonly year: number;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type CostPerOutflowData = {
  readonly partnership: {
    readonly id: string;
    readonly name: string;
    readonly funding: {
      readonly year: number;
      readonly status: FundingStatus | null;
      readonly subsidy: {
        readonly cents: number;
        readonly currency: string;
      } | null;
    } | null;
    readonly participants: {
      readonly totalCount: number;
      readonly pageInfo: {
        readonly hasNextPage: boolean;
        readonly endCursor: string | null;
      };
      readonly edges: readonly {
        readonly node: {
          readonly id: string;
          readonly outflow: {
            readonly on: string;
            readonly destination: OutflowDestination;
          } | null;
        } | null;
      }[];
    } | null;
  } | null;
};

/** What did a year cost, and how many of the participants flowed out? */
export const COST_PER_OUTFLOW: TypedDocument<CostPerOutflowData, CostPerOutflowVariables> = {
  id: "fb448890c20413f3e733d3bab3d2e3fad9fde6fef3658f689373c2a8aae3fd96",
  name: "CostPerOutflow",
  text: `query CostPerOutflow($partnership: ID!, $year: Int!, $first: Int = 100, $after: String) {
  partnership(id: $partnership) {
    id
    name
    funding(year: $year) {
      year
      status
      subsidy {
        cents
        currency
      }
    }
    participants(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          outflow {
            on
            destination
          }
        }
      }
    }
  }
}`,
};

export type DashboardAgencyChangesVariables = Record<string, never>;

export type DashboardAgencyChangesData = {
  readonly agencyStatusChanged: {
    readonly agency: Agency;
    readonly state: AgencyState;
    readonly since: string;
    readonly latencyMs: number | null;
    readonly errorRate: number | null;
    readonly asOf: string;
  };
};

/** How well does each agency's system answer, as it changes? */
export const DASHBOARD_AGENCY_CHANGES: TypedDocument<DashboardAgencyChangesData, DashboardAgencyChangesVariables> = {
  id: "98387b26d3bbdf7f70fee53bfa86c0133f22f2e53c6de09147e94e421b6be9c9",
  name: "DashboardAgencyChanges",
  text: `subscription DashboardAgencyChanges {
  agencyStatusChanged {
    agency
    state
    since
    latencyMs
    errorRate
    asOf
  }
}`,
};

export type DashboardAssessmentsVariables = {
  readonly before: string;
  readonly partnership?: string | null;
  readonly identify: boolean;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type DashboardAssessmentsData = {
  readonly assessmentsDue: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly name?: {
          readonly first: string | null;
          readonly last: string;
        } | null;
        readonly assessmentDueOn: string | null;
      } | null;
    }[];
  } | null;
};

/** Whose assessment by VDAB is due before a day? */
export const DASHBOARD_ASSESSMENTS: TypedDocument<DashboardAssessmentsData, DashboardAssessmentsVariables> = {
  id: "ccee7d5cb17a808c4f83dddab7df2e2a179b3c90e060122be8b17bed45e85990",
  name: "DashboardAssessments",
  text: `query DashboardAssessments($before: Date!, $partnership: ID, $identify: Boolean!, $first: Int = 200, $after: String) {
  assessmentsDue(
    before: $before
    partnership: $partnership
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        name @include(if: $identify) {
          first
          last
        }
        assessmentDueOn
      }
    }
  }
}`,
};

export type DashboardFindingsVariables = {
  readonly filter?: PartnershipFilter | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type DashboardFindingsData = {
  readonly partnerships: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly compliance: readonly {
          readonly kind: ObligationKind;
          readonly met: boolean | null;
          readonly since: string | null;
          readonly actor: Actor | null;
          readonly subject: {
            readonly enterpriseNumber: string;
            readonly name: string | null;
          };
        }[] | null;
      } | null;
    }[];
  } | null;
};

/** Which obligations are met and which not, partnership by partnership, and who must act? */
export const DASHBOARD_FINDINGS: TypedDocument<DashboardFindingsData, DashboardFindingsVariables> = {
  id: "fc638b9cf4e7238b695786c1c75a82b9bb84292b118dadc0412f589c6f6da107",
  name: "DashboardFindings",
  text: `query DashboardFindings($filter: PartnershipFilter, $first: Int = 100, $after: String) {
  partnerships(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        compliance {
          kind
          met
          since
          actor
          subject {
            enterpriseNumber
            name
          }
        }
      }
    }
  }
}`,
};

export type DashboardFundingVariables = {
  readonly year: number;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type DashboardFundingData = {
  readonly fundingYears: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly year: number;
        readonly status: FundingStatus | null;
        readonly roundedTo: number;
        readonly contingent: number | null;
        readonly days: number | null;
        readonly trajectories: number | null;
        readonly partnership: {
          readonly id: string;
        } | null;
        readonly unitAmount: {
          readonly amount: {
            readonly cents: number;
          };
          readonly confirmed: boolean;
        } | null;
        readonly subsidy: {
          readonly cents: number;
        } | null;
        readonly advances: readonly {
          readonly paidOn: string;
          readonly amount: {
            readonly cents: number;
          };
        }[] | null;
        readonly balance: {
          readonly cents: number;
        } | null;
        readonly shares: readonly {
          readonly parts: number;
          readonly organisation: {
            readonly enterpriseNumber: string;
            readonly name: string | null;
          };
          readonly amount: {
            readonly cents: number;
          } | null;
        }[] | null;
      };
    }[];
  } | null;
};

/** What does each partnership get in a year, what was paid ahead, and what is each member's share? */
export const DASHBOARD_FUNDING: TypedDocument<DashboardFundingData, DashboardFundingVariables> = {
  id: "42d954e67240a2be43705d81872ccabc619c072078eb5942ffb45af4e0c09c39",
  name: "DashboardFunding",
  text: `query DashboardFunding($year: Int!, $first: Int = 200, $after: String) {
  fundingYears(year: $year, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        ...FundingNow
      }
    }
  }
}

fragment FundingNow on FundingYear {
  year
  status
  roundedTo
  contingent
  days
  trajectories
  partnership {
    id
  }
  unitAmount {
    amount {
      cents
    }
    confirmed
  }
  subsidy {
    cents
  }
  advances {
    paidOn
    amount {
      cents
    }
  }
  balance {
    cents
  }
  shares {
    parts
    organisation {
      enterpriseNumber
      name
    }
    amount {
      cents
    }
  }
}`,
};

export type DashboardParticipantChangesVariables = {
  readonly after?: string | null;
  readonly identify: boolean;
};

export type DashboardParticipantChangesData = {
  readonly participantChanged: {
    readonly cursor: string;
    readonly kind: ChangeKind;
    readonly agency: Agency | null;
    readonly occurredAt: string;
    readonly participant: {
      readonly id: string;
      readonly name?: {
        readonly first: string | null;
        readonly last: string;
      } | null;
    } | null;
  };
};

/** What changes for the participants in sight, as it happens? */
export const DASHBOARD_PARTICIPANT_CHANGES: TypedDocument<DashboardParticipantChangesData, DashboardParticipantChangesVariables> = {
  id: "c165c38faf05672144ec9f8b3c71ad9d252f69f375b66b32bd06a5ce3035a18c",
  name: "DashboardParticipantChanges",
  text: `subscription DashboardParticipantChanges($after: ID, $identify: Boolean!) {
  participantChanged(after: $after) {
    cursor
    kind
    agency
    occurredAt
    participant {
      id
      name @include(if: $identify) {
        first
        last
      }
    }
  }
}`,
};

export type DashboardParticipantNowVariables = {
  readonly participant: string;
  readonly identify: boolean;
};

export type DashboardParticipantNowData = {
  readonly participant: {
    readonly id: string;
    readonly name?: {
      readonly first: string | null;
      readonly last: string;
    } | null;
    readonly assessmentDueOn: string | null;
    readonly readiness: {
      readonly on: string;
      readonly mayBeActive: boolean | null;
      readonly conditions: readonly {
        readonly kind: ConditionKind;
        readonly statute: StatuteKind | null;
        readonly state: ConditionState;
        readonly since: string | null;
        readonly until: string | null;
        readonly actor: Actor | null;
      }[];
    } | null;
  } | null;
};

/** What changed for this participant: may the person be active, and when is the assessment due? */
export const DASHBOARD_PARTICIPANT_NOW: TypedDocument<DashboardParticipantNowData, DashboardParticipantNowVariables> = {
  id: "60fceb16f469d695f571448ff15bed657e04cfe6b2cfd376c422dcdd1613d322",
  name: "DashboardParticipantNow",
  text: `query DashboardParticipantNow($participant: ID!, $identify: Boolean!) {
  participant(id: $participant) {
    id
    name @include(if: $identify) {
      first
      last
    }
    assessmentDueOn
    readiness {
      on
      mayBeActive
      conditions {
        kind
        statute
        state
        since
        until
        actor
      }
    }
  }
}`,
};

export type DashboardParticipantVariables = {
  readonly participant: string;
  readonly year: number;
  readonly identify: boolean;
  readonly person: boolean;
  readonly guidance: boolean;
  readonly permissions: boolean;
  readonly readiness: boolean;
  readonly funding: boolean;
};

export type DashboardParticipantData = {
  readonly participant: {
    readonly id: string;
    readonly name?: {
      readonly first: string | null;
      readonly last: string;
    } | null;
    readonly birthYear?: number | null;
    readonly municipality?: {
      readonly nis: string;
      readonly name: string | null;
    } | null;
    readonly statutes?: readonly ({
      readonly kind: StatuteKind;
      readonly validFrom: string;
      readonly validTo: string | null;
    } | null)[] | null;
    readonly phase?: Phase | null;
    readonly advice?: {
      readonly status: AdviceStatus;
      readonly decidedOn: string | null;
      readonly validFrom: string | null;
      readonly validTo: string | null;
    } | null;
    readonly assessmentDueOn?: string | null;
    readonly assessments?: readonly ({
      readonly assessedOn: string;
      readonly outcome: AssessmentOutcome;
      readonly hoursPerWeekAble: number | null;
    } | null)[] | null;
    readonly hoursPerWeek?: number | null;
    readonly agreements?: readonly ({
      readonly id: string;
      readonly status: AgreementStatus;
      readonly startsOn: string;
      readonly endsOn: string | null;
      readonly signedOn: string | null;
      readonly organisation: {
        readonly enterpriseNumber: string;
        readonly name: string | null;
      };
      readonly partnership: {
        readonly id: string;
        readonly name: string;
      } | null;
      readonly guide: {
        readonly id: string;
        readonly name: string;
      } | null;
      readonly workplace: {
        readonly id: string;
        readonly name: string;
      } | null;
    } | null)[] | null;
    readonly outflow?: {
      readonly on: string;
      readonly destination: OutflowDestination;
    } | null;
    readonly permissions?: readonly ({
      readonly id: string;
      readonly statute: StatuteKind;
      readonly status: PermissionStatus | null;
      readonly validFrom: string | null;
      readonly validTo: string | null;
      readonly issuer: {
        readonly enterpriseNumber: string;
        readonly name: string | null;
      } | null;
    } | null)[] | null;
    readonly readiness?: {
      readonly on: string;
      readonly mayBeActive: boolean | null;
      readonly conditions: readonly {
        readonly kind: ConditionKind;
        readonly statute: StatuteKind | null;
        readonly state: ConditionState;
        readonly since: string | null;
        readonly until: string | null;
        readonly actor: Actor | null;
        readonly agreement: {
          readonly id: string;
        } | null;
      }[];
      readonly agreements: readonly {
        readonly mayBeActive: boolean | null;
        readonly agreement: {
          readonly id: string;
          readonly organisation: {
            readonly enterpriseNumber: string;
            readonly name: string | null;
          };
          readonly workplace: {
            readonly id: string;
            readonly name: string;
          } | null;
        } | null;
      }[];
    } | null;
    readonly funding?: {
      readonly days: number | null;
      readonly trajectories: number | null;
      readonly amount: {
        readonly cents: number;
      } | null;
    } | null;
    readonly vdabFile?: {
      readonly agency: Agency;
      readonly inszState: InszState;
      readonly asOf: string;
    } | null;
    readonly networkFile?: {
      readonly agency: Agency;
      readonly inszState: InszState;
      readonly asOf: string;
    } | null;
    readonly counterFile?: {
      readonly agency: Agency;
      readonly inszState: InszState;
      readonly asOf: string;
    } | null;
    readonly ledgerFile?: {
      readonly agency: Agency;
      readonly inszState: InszState;
      readonly asOf: string;
    } | null;
  } | null;
};

/** One participant across the agencies, as far as the asker's mandate goes. */
export const DASHBOARD_PARTICIPANT: TypedDocument<DashboardParticipantData, DashboardParticipantVariables> = {
  id: "b715812ceb0d9f74b0a85939ca83bd1c857ac06708da59c3671cc270ddc93c4d",
  name: "DashboardParticipant",
  text: `query DashboardParticipant($participant: ID!, $year: Int!, $identify: Boolean!, $person: Boolean!, $guidance: Boolean!, $permissions: Boolean!, $readiness: Boolean!, $funding: Boolean!) {
  participant(id: $participant) {
    id
    name @include(if: $identify) {
      first
      last
    }
    birthYear @include(if: $person)
    municipality @include(if: $person) {
      nis
      name
    }
    statutes @include(if: $person) {
      kind
      validFrom
      validTo
    }
    phase @include(if: $guidance)
    advice @include(if: $guidance) {
      status
      decidedOn
      validFrom
      validTo
    }
    assessmentDueOn @include(if: $guidance)
    assessments @include(if: $guidance) {
      assessedOn
      outcome
      hoursPerWeekAble
    }
    hoursPerWeek @include(if: $guidance)
    agreements @include(if: $guidance) {
      id
      status
      startsOn
      endsOn
      signedOn
      organisation {
        enterpriseNumber
        name
      }
      partnership {
        id
        name
      }
      guide {
        id
        name
      }
      workplace {
        id
        name
      }
    }
    outflow @include(if: $guidance) {
      on
      destination
    }
    permissions @include(if: $permissions) {
      id
      statute
      status
      validFrom
      validTo
      issuer {
        enterpriseNumber
        name
      }
    }
    readiness @include(if: $readiness) {
      on
      mayBeActive
      conditions {
        kind
        statute
        state
        since
        until
        actor
        agreement {
          id
        }
      }
      agreements {
        mayBeActive
        agreement {
          id
          organisation {
            enterpriseNumber
            name
          }
          workplace {
            id
            name
          }
        }
      }
    }
    funding(year: $year) @include(if: $funding) {
      days
      trajectories
      amount {
        cents
      }
    }
    vdabFile @include(if: $guidance) {
      ...FileFreshness
    }
    networkFile @include(if: $permissions) {
      ...FileFreshness
    }
    counterFile @include(if: $guidance) {
      ...FileFreshness
    }
    ledgerFile @include(if: $funding) {
      ...FileFreshness
    }
  }
}

fragment FileFreshness on AgencyFile {
  agency
  inszState
  asOf
}`,
};

export type DashboardPartnershipChangesVariables = {
  readonly ids?: readonly string[] | null;
  readonly after?: string | null;
};

export type DashboardPartnershipChangesData = {
  readonly partnershipChanged: {
    readonly cursor: string;
    readonly kind: ChangeKind;
    readonly agency: Agency | null;
    readonly occurredAt: string;
    readonly partnership: {
      readonly id: string;
    } | null;
  };
};

/** What changes for the partnerships, their agreements and their funding, as it happens? */
export const DASHBOARD_PARTNERSHIP_CHANGES: TypedDocument<DashboardPartnershipChangesData, DashboardPartnershipChangesVariables> = {
  id: "4c2f23ed3e379431b378070c4c850af2cdc06c93bcca71127ce3b99ebf1a9ec4",
  name: "DashboardPartnershipChanges",
  text: `subscription DashboardPartnershipChanges($ids: [ID!], $after: ID) {
  partnershipChanged(ids: $ids, after: $after) {
    cursor
    kind
    agency
    occurredAt
    partnership {
      id
    }
  }
}`,
};

export type DashboardPartnershipNowVariables = {
  readonly partnership: string;
  readonly year: number;
  readonly on: readonly string[];
  readonly funding: boolean;
};

export type DashboardPartnershipNowData = {
  readonly partnership: {
    readonly id: string;
    readonly name: string;
    readonly status: PartnershipStatus;
    readonly municipality: {
      readonly nis: string;
      readonly name: string | null;
    } | null;
    readonly lead: {
      readonly enterpriseNumber: string;
      readonly name: string | null;
    };
    readonly occupancy: {
      readonly on: string;
      readonly countedOn: string;
      readonly roundedTo: number;
      readonly granted: number | null;
      readonly running: number | null;
      readonly ratio: number | null;
      readonly state: OccupancyState;
      readonly projectedYearEnd: number | null;
      readonly projectedState: OccupancyState;
    } | null;
    readonly occupancies: readonly {
      readonly on: string;
      readonly countedOn: string;
      readonly roundedTo: number;
      readonly granted: number | null;
      readonly running: number | null;
      readonly used: number | null;
      readonly projectedYearEnd: number | null;
    }[] | null;
    readonly compliance: readonly {
      readonly kind: ObligationKind;
      readonly met: boolean | null;
      readonly since: string | null;
      readonly actor: Actor | null;
      readonly subject: {
        readonly enterpriseNumber: string;
        readonly name: string | null;
      };
    }[] | null;
    readonly funding?: {
      readonly year: number;
      readonly status: FundingStatus | null;
      readonly roundedTo: number;
      readonly contingent: number | null;
      readonly days: number | null;
      readonly trajectories: number | null;
      readonly partnership: {
        readonly id: string;
      } | null;
      readonly unitAmount: {
        readonly amount: {
          readonly cents: number;
        };
        readonly confirmed: boolean;
      } | null;
      readonly subsidy: {
        readonly cents: number;
      } | null;
      readonly advances: readonly {
        readonly paidOn: string;
        readonly amount: {
          readonly cents: number;
        };
      }[] | null;
      readonly balance: {
        readonly cents: number;
      } | null;
      readonly shares: readonly {
        readonly parts: number;
        readonly organisation: {
          readonly enterpriseNumber: string;
          readonly name: string | null;
        };
        readonly amount: {
          readonly cents: number;
        } | null;
      }[] | null;
    } | null;
  } | null;
};

/** How full is this one partnership now, which obligations does it meet, and how does its funding stand? */
export const DASHBOARD_PARTNERSHIP_NOW: TypedDocument<DashboardPartnershipNowData, DashboardPartnershipNowVariables> = {
  id: "46163c5b08500d6f374dbc791453454ded935d42a7f817b19899ce9a1638a57d",
  name: "DashboardPartnershipNow",
  text: `query DashboardPartnershipNow($partnership: ID!, $year: Int!, $on: [Date!]!, $funding: Boolean!) {
  partnership(id: $partnership) {
    id
    name
    status
    municipality {
      nis
      name
    }
    lead {
      enterpriseNumber
      name
    }
    occupancy {
      on
      countedOn
      roundedTo
      granted
      running
      ratio
      state
      projectedYearEnd
      projectedState
    }
    occupancies(on: $on) {
      on
      countedOn
      roundedTo
      granted
      running
      used
      projectedYearEnd
    }
    compliance {
      kind
      met
      since
      actor
      subject {
        enterpriseNumber
        name
      }
    }
    funding(year: $year) @include(if: $funding) {
      year
      status
      roundedTo
      contingent
      days
      trajectories
      partnership {
        id
      }
      unitAmount {
        amount {
          cents
        }
        confirmed
      }
      subsidy {
        cents
      }
      advances {
        paidOn
        amount {
          cents
        }
      }
      balance {
        cents
      }
      shares {
        parts
        organisation {
          enterpriseNumber
          name
        }
        amount {
          cents
        }
      }
    }
  }
}`,
};

export type DashboardPartnershipVariables = {
  readonly partnership: string;
  readonly year: number;
  readonly guidance: boolean;
  readonly funding: boolean;
};

export type DashboardPartnershipData = {
  readonly partnership: {
    readonly id: string;
    readonly name: string;
    readonly status: PartnershipStatus;
    readonly regulation: Regulation;
    readonly municipality: {
      readonly nis: string;
      readonly name: string | null;
    } | null;
    readonly members: readonly ({
      readonly role: MemberRole;
      readonly validFrom: string;
      readonly validTo: string | null;
      readonly qualifiedGuides: number | null;
      readonly organisation: {
        readonly enterpriseNumber: string;
        readonly name: string | null;
      };
    } | null)[];
    readonly contingents: readonly ({
      readonly year: number;
      readonly appliedFor: number;
      readonly granted: number | null;
      readonly grantedOn: string | null;
    } | null)[];
    readonly occupancy: {
      readonly on: string;
      readonly countedOn: string;
      readonly roundedTo: number;
      readonly granted: number | null;
      readonly running: number | null;
      readonly ratio: number | null;
      readonly state: OccupancyState;
      readonly projectedYearEnd: number | null;
      readonly projectedState: OccupancyState;
    } | null;
    readonly compliance: readonly {
      readonly kind: ObligationKind;
      readonly met: boolean | null;
      readonly since: string | null;
      readonly actor: Actor | null;
      readonly subject: {
        readonly enterpriseNumber: string;
        readonly name: string | null;
      };
    }[] | null;
    readonly statements?: readonly {
      readonly quarter: string;
      readonly dueOn: string;
      readonly deliveredOn: string | null;
      readonly late: boolean;
    }[] | null;
    readonly funding?: {
      readonly status: FundingStatus | null;
      readonly roundedTo: number;
      readonly subsidy: {
        readonly cents: number;
      } | null;
      readonly advances: readonly {
        readonly paidOn: string;
        readonly amount: {
          readonly cents: number;
        };
      }[] | null;
      readonly balance: {
        readonly cents: number;
      } | null;
      readonly shares: readonly {
        readonly parts: number;
        readonly organisation: {
          readonly enterpriseNumber: string;
          readonly name: string | null;
        };
        readonly amount: {
          readonly cents: number;
        } | null;
      }[] | null;
    } | null;
  } | null;
};

/** One partnership across the agencies, as far as the asker's mandate goes. */
export const DASHBOARD_PARTNERSHIP: TypedDocument<DashboardPartnershipData, DashboardPartnershipVariables> = {
  id: "27e372aa84924bcd7ee2116ad715c419e7ddc96d301281dc402eb22038305002",
  name: "DashboardPartnership",
  text: `query DashboardPartnership($partnership: ID!, $year: Int!, $guidance: Boolean!, $funding: Boolean!) {
  partnership(id: $partnership) {
    id
    name
    status
    regulation
    municipality {
      nis
      name
    }
    members {
      role
      validFrom
      validTo
      qualifiedGuides
      organisation {
        enterpriseNumber
        name
      }
    }
    contingents {
      year
      appliedFor
      granted
      grantedOn
    }
    occupancy {
      on
      countedOn
      roundedTo
      granted
      running
      ratio
      state
      projectedYearEnd
      projectedState
    }
    compliance {
      kind
      met
      since
      actor
      subject {
        enterpriseNumber
        name
      }
    }
    statements(year: $year) @include(if: $guidance) {
      quarter
      dueOn
      deliveredOn
      late
    }
    funding(year: $year) @include(if: $funding) {
      status
      roundedTo
      subsidy {
        cents
      }
      advances {
        paidOn
        amount {
          cents
        }
      }
      balance {
        cents
      }
      shares {
        parts
        organisation {
          enterpriseNumber
          name
        }
        amount {
          cents
        }
      }
    }
  }
}`,
};

export type DashboardPartnershipsVariables = {
  readonly filter?: PartnershipFilter | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type DashboardPartnershipsData = {
  readonly partnerships: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly name: string;
        readonly status: PartnershipStatus;
        readonly municipality: {
          readonly nis: string;
          readonly name: string | null;
        } | null;
        readonly lead: {
          readonly enterpriseNumber: string;
          readonly name: string | null;
        };
        readonly occupancy: {
          readonly on: string;
          readonly countedOn: string;
          readonly roundedTo: number;
          readonly granted: number | null;
          readonly running: number | null;
          readonly ratio: number | null;
          readonly state: OccupancyState;
          readonly projectedYearEnd: number | null;
          readonly projectedState: OccupancyState;
        } | null;
      } | null;
    }[];
  } | null;
};

/** How full is each partnership now and at the end of the year, and who leads it? */
export const DASHBOARD_PARTNERSHIPS: TypedDocument<DashboardPartnershipsData, DashboardPartnershipsVariables> = {
  id: "961afd4df9ec2bce9301255dfd746fd151fb21bd3bc9f0c5634f3e4a10b722dd",
  name: "DashboardPartnerships",
  text: `query DashboardPartnerships($filter: PartnershipFilter, $first: Int = 200, $after: String) {
  partnerships(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        name
        status
        municipality {
          nis
          name
        }
        lead {
          enterpriseNumber
          name
        }
        occupancy {
          on
          countedOn
          roundedTo
          granted
          running
          ratio
          state
          projectedYearEnd
          projectedState
        }
      }
    }
  }
}`,
};

export type DashboardReadinessVariables = {
  readonly partnership: string;
  readonly today: string;
  readonly identify: boolean;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type DashboardReadinessData = {
  readonly partnership: {
    readonly id: string;
    readonly participants: {
      readonly totalCount: number;
      readonly pageInfo: {
        readonly hasNextPage: boolean;
        readonly endCursor: string | null;
      };
      readonly edges: readonly {
        readonly node: {
          readonly id: string;
          readonly name?: {
            readonly first: string | null;
            readonly last: string;
          } | null;
          readonly readiness: {
            readonly on: string;
            readonly mayBeActive: boolean | null;
            readonly conditions: readonly {
              readonly kind: ConditionKind;
              readonly statute: StatuteKind | null;
              readonly state: ConditionState;
              readonly since: string | null;
              readonly until: string | null;
              readonly actor: Actor | null;
            }[];
          } | null;
        } | null;
      }[];
    } | null;
  } | null;
};

/** Who guided by this partnership may not be active today, and which condition ends when? */
export const DASHBOARD_READINESS: TypedDocument<DashboardReadinessData, DashboardReadinessVariables> = {
  id: "c9573fec3fffd8fc09d00fc223554545e78d4c23c13f5e12eeba04a1a9869a2a",
  name: "DashboardReadiness",
  text: `query DashboardReadiness($partnership: ID!, $today: Date!, $identify: Boolean!, $first: Int = 100, $after: String) {
  partnership(id: $partnership) {
    id
    participants(filter: {activeOn: $today}, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...ReadinessToday
        }
      }
    }
  }
}

fragment ReadinessToday on Participant {
  id
  name @include(if: $identify) {
    first
    last
  }
  readiness {
    on
    mayBeActive
    conditions {
      kind
      statute
      state
      since
      until
      actor
    }
  }
}`,
};

export type DashboardReferredReadinessVariables = {
  readonly partnership?: string | null;
  readonly identify: boolean;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type DashboardReferredReadinessData = {
  readonly participants: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly name?: {
          readonly first: string | null;
          readonly last: string;
        } | null;
        readonly readiness: {
          readonly on: string;
          readonly mayBeActive: boolean | null;
          readonly conditions: readonly {
            readonly kind: ConditionKind;
            readonly statute: StatuteKind | null;
            readonly state: ConditionState;
            readonly since: string | null;
            readonly until: string | null;
            readonly actor: Actor | null;
          }[];
        } | null;
      } | null;
    }[];
  } | null;
};

/** Who of those that VDAB referred and that started may not be active today, and which condition ends when? */
export const DASHBOARD_REFERRED_READINESS: TypedDocument<DashboardReferredReadinessData, DashboardReferredReadinessVariables> = {
  id: "eccd1ab4e5e0933dfe857674e9fa07f6960104e5e4d8d56ddeb69a17e2258865",
  name: "DashboardReferredReadiness",
  text: `query DashboardReferredReadiness($partnership: ID, $identify: Boolean!, $first: Int = 100, $after: String) {
  participants(
    filter: {partnership: $partnership, referralStatus: [STARTED]}
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        ...ReadinessToday
      }
    }
  }
}

fragment ReadinessToday on Participant {
  id
  name @include(if: $identify) {
    first
    last
  }
  readiness {
    on
    mayBeActive
    conditions {
      kind
      statute
      state
      since
      until
      actor
    }
  }
}`,
};

export type DashboardYearLineVariables = {
  readonly on: readonly string[];
  readonly filter?: PartnershipFilter | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type DashboardYearLineData = {
  readonly partnerships: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly occupancies: readonly {
          readonly on: string;
          readonly countedOn: string;
          readonly roundedTo: number;
          readonly granted: number | null;
          readonly running: number | null;
          readonly used: number | null;
          readonly projectedYearEnd: number | null;
        }[] | null;
      } | null;
    }[];
  } | null;
};

/** How did the guidance of each partnership go over the year? */
export const DASHBOARD_YEAR_LINE: TypedDocument<DashboardYearLineData, DashboardYearLineVariables> = {
  id: "c691c909a9199810fa7ed903252ad9c81946f2cb195e37865afe08958f46fc08",
  name: "DashboardYearLine",
  text: `query DashboardYearLine($on: [Date!]!, $filter: PartnershipFilter, $first: Int = 200, $after: String) {
  partnerships(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        occupancies(on: $on) {
          on
          countedOn
          roundedTo
          granted
          running
          used
          projectedYearEnd
        }
      }
    }
  }
}`,
};

export type DayReadingsComparedVariables = {
  readonly year: number;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type DayReadingsComparedData = {
  readonly fundingYears: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly year: number;
        readonly partnership: {
          readonly id: string;
          readonly name: string;
        } | null;
        readonly attendedDays: number | null;
        readonly calendarDays: number | null;
        readonly attended: {
          readonly cents: number;
          readonly currency: string;
        } | null;
        readonly calendar: {
          readonly cents: number;
          readonly currency: string;
        } | null;
      };
    }[];
  } | null;
};

/** What is the difference in euros between days attended and calendar days? */
export const DAY_READINGS_COMPARED: TypedDocument<DayReadingsComparedData, DayReadingsComparedVariables> = {
  id: "345732e622b328aa60d23136c8a5ab2e446aae72440b674db103168108d89b30",
  name: "DayReadingsCompared",
  text: `query DayReadingsCompared($year: Int!, $first: Int = 100, $after: String) {
  fundingYears(year: $year, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        year
        partnership {
          id
          name
        }
        attendedDays: days(reading: ATTENDED)
        calendarDays: days(reading: CALENDAR)
        attended: subsidy(reading: ATTENDED) {
          cents
          currency
        }
        calendar: subsidy(reading: CALENDAR) {
          cents
          currency
        }
      }
    }
  }
}`,
};

export type DaysWithoutCoverVariables = {
  readonly partnership: string;
  readonly year: number;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type DaysWithoutCoverData = {
  readonly partnership: {
    readonly id: string;
    readonly name: string;
    readonly atRisk: {
      readonly days: number;
      readonly unknownDays: number;
      readonly missing: readonly string[];
      readonly unreadable: number;
      readonly amount: {
        readonly cents: number;
        readonly currency: string;
      } | null;
    } | null;
    readonly lapses: readonly {
      readonly kind: ObligationKind;
      readonly met: boolean | null;
      readonly since: string | null;
      readonly until: string | null;
      readonly actor: Actor | null;
      readonly subject: {
        readonly enterpriseNumber: string;
        readonly name: string | null;
      };
    }[] | null;
    readonly participants: {
      readonly totalCount: number;
      readonly pageInfo: {
        readonly hasNextPage: boolean;
        readonly endCursor: string | null;
      };
      readonly edges: readonly {
        readonly node: {
          readonly id: string;
          readonly atRisk: {
            readonly days: number;
            readonly unknownDays: number;
            readonly amount: {
              readonly cents: number;
              readonly currency: string;
            } | null;
          } | null;
          readonly findings: readonly ({
            readonly kind: ObligationKind;
            readonly met: boolean | null;
            readonly on: string;
            readonly since: string;
            readonly until: string | null;
            readonly actor: Actor;
            readonly explanation: string;
            readonly agreement: {
              readonly id: string;
            };
            readonly subject: {
              readonly enterpriseNumber: string;
            };
            readonly answerable: {
              readonly enterpriseNumber: string;
            } | null;
            readonly atRisk: {
              readonly days: number;
              readonly amount: {
                readonly cents: number;
                readonly currency: string;
              } | null;
            } | null;
          } | null)[] | null;
        } | null;
      }[];
    } | null;
  } | null;
};

/** Which reported days of a year are at risk since an obligation did not hold, how many euros are that, and who must act? */
export const DAYS_WITHOUT_COVER: TypedDocument<DaysWithoutCoverData, DaysWithoutCoverVariables> = {
  id: "43262d718c66aca1e52f41ff0dbf845fde5065e41b12cbc13395326036e41533",
  name: "DaysWithoutCover",
  text: `query DaysWithoutCover($partnership: ID!, $year: Int!, $first: Int = 50, $after: String) {
  partnership(id: $partnership) {
    id
    name
    atRisk(year: $year) {
      days
      unknownDays
      missing
      unreadable
      amount {
        cents
        currency
      }
    }
    lapses {
      kind
      met
      since
      until
      actor
      subject {
        enterpriseNumber
        name
      }
    }
    participants(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          atRisk(year: $year) {
            days
            unknownDays
            amount {
              cents
              currency
            }
          }
          findings {
            kind
            met
            on
            since
            until
            actor
            explanation
            agreement {
              id
            }
            subject {
              enterpriseNumber
            }
            answerable {
              enterpriseNumber
            }
            atRisk {
              days
              amount {
                cents
                currency
              }
            }
          }
        }
      }
    }
  }
}`,
};

export type DurationAndEndReasonsVariables = {
  readonly partnership: string;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type DurationAndEndReasonsData = {
  readonly partnership: {
    readonly id: string;
    readonly name: string;
    readonly agreements: {
      readonly totalCount: number;
      readonly pageInfo: {
        readonly hasNextPage: boolean;
        readonly endCursor: string | null;
      };
      readonly edges: readonly {
        readonly node: {
          readonly id: string;
          readonly startsOn: string;
          readonly endsOn: string | null;
          readonly endReason: EndReason | null;
        } | null;
      }[];
    } | null;
  } | null;
};

/** How long did agreements last, and why did they end? */
export const DURATION_AND_END_REASONS: TypedDocument<DurationAndEndReasonsData, DurationAndEndReasonsVariables> = {
  id: "2de40eb2e2c4d490164cd4a7d6cc693934f144fc6eaff554c2725f21ec737c34",
  name: "DurationAndEndReasons",
  text: `query DurationAndEndReasons($partnership: ID!, $first: Int = 100, $after: String) {
  partnership(id: $partnership) {
    id
    name
    agreements(status: ENDED, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          startsOn
          endsOn
          endReason
        }
      }
    }
  }
}`,
};

export type EffectOfAnIndexVariables = {
  readonly year: number;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type EffectOfAnIndexData = {
  readonly unitAmounts: readonly {
    readonly amount: {
      readonly cents: number;
      readonly currency: string;
    };
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly confirmed: boolean;
    readonly source: string;
  }[] | null;
  readonly fundingYears: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly year: number;
        readonly status: FundingStatus | null;
        readonly partnership: {
          readonly id: string;
          readonly name: string;
        } | null;
        readonly contingent: number | null;
        readonly trajectories: number | null;
        readonly unitAmount: {
          readonly amount: {
            readonly cents: number;
            readonly currency: string;
          };
        } | null;
        readonly subsidy: {
          readonly cents: number;
          readonly currency: string;
        } | null;
      };
    }[];
  } | null;
};

/** What is the budget of a year, and on which amount would an index of 2% work? */
export const EFFECT_OF_AN_INDEX: TypedDocument<EffectOfAnIndexData, EffectOfAnIndexVariables> = {
  id: "48f0e26f8c470b3c85fe62499ad0c76faac6c496540522d59b94a226d58e52aa",
  name: "EffectOfAnIndex",
  text: `query EffectOfAnIndex($year: Int!, $first: Int = 100, $after: String) {
  unitAmounts {
    amount {
      cents
      currency
    }
    validFrom
    validTo
    confirmed
    source
  }
  fundingYears(year: $year, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        year
        status
        partnership {
          id
          name
        }
        contingent
        trajectories
        unitAmount {
          amount {
            cents
            currency
          }
        }
        subsidy {
          cents
          currency
        }
      }
    }
  }
}`,
};

export type ExpectedBalancesVariables = {
  readonly year: number;
  readonly exact?: boolean;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type ExpectedBalancesData = {
  readonly statistics?: {
    readonly funding: {
      readonly roundedTo: number;
      readonly partnerships: number;
      readonly balance: {
        readonly cents: number;
      };
      readonly expected: {
        readonly partnerships: number;
        readonly subsidy: {
          readonly cents: number;
        };
        readonly lowest: {
          readonly cents: number;
        };
        readonly highest: {
          readonly cents: number;
        };
        readonly stillToPay: {
          readonly cents: number;
        };
      } | null;
      readonly openRecoveries: {
        readonly cents: number;
      };
    } | null;
  } | null;
  readonly fundingYears: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly year: number;
        readonly status: FundingStatus | null;
        readonly settledOn: string | null;
        readonly partnership: {
          readonly id: string;
          readonly name: string;
        } | null;
        readonly contingent: number | null;
        readonly roundedTo: number;
        readonly trajectories: number | null;
        readonly subsidy: {
          readonly cents: number;
          readonly currency: string;
        } | null;
        readonly advances: readonly {
          readonly paidOn: string;
          readonly amount: {
            readonly cents: number;
          };
        }[] | null;
        readonly balance: {
          readonly cents: number;
          readonly currency: string;
        } | null;
        readonly expected?: {
          readonly on: string;
          readonly method: ExpectationMethod;
          readonly accepted: readonly string[];
          readonly likely: {
            readonly days: number;
            readonly subsidy: {
              readonly cents: number;
            } | null;
            readonly stillToPay: {
              readonly cents: number;
            } | null;
          };
          readonly low: {
            readonly days: number;
            readonly subsidy: {
              readonly cents: number;
            } | null;
            readonly stillToPay: {
              readonly cents: number;
            } | null;
          };
          readonly high: {
            readonly days: number;
            readonly subsidy: {
              readonly cents: number;
            } | null;
            readonly stillToPay: {
              readonly cents: number;
            } | null;
          };
        } | null;
        readonly recoveries?: readonly {
          readonly reason: RecoveryReason;
          readonly state: RecoveryState;
          readonly imposedOn: string;
          readonly paidOn: string | null;
          readonly amount: {
            readonly cents: number;
          };
        }[] | null;
      };
    }[];
  } | null;
};

/** What is the balance of each partnership today, what is it expected to come to on 31 December, and what is asked back: of each for those who see its people ($exact), of all together for analysts? */
export const EXPECTED_BALANCES: TypedDocument<ExpectedBalancesData, ExpectedBalancesVariables> = {
  id: "23df557b8f36f09ff969647e5254091a3cf6aaf555fe54c427eae9c302103a9b",
  name: "ExpectedBalances",
  text: `query ExpectedBalances($year: Int!, $exact: Boolean! = false, $first: Int = 100, $after: String) {
  statistics @skip(if: $exact) {
    funding(year: $year) {
      roundedTo
      partnerships
      balance {
        cents
      }
      expected {
        partnerships
        subsidy {
          cents
        }
        lowest {
          cents
        }
        highest {
          cents
        }
        stillToPay {
          cents
        }
      }
      openRecoveries {
        cents
      }
    }
  }
  fundingYears(year: $year, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        year
        status
        settledOn
        partnership {
          id
          name
        }
        contingent
        roundedTo
        trajectories
        subsidy {
          cents
          currency
        }
        advances {
          paidOn
          amount {
            cents
          }
        }
        balance {
          cents
          currency
        }
        expected @include(if: $exact) {
          on
          method
          accepted
          likely {
            ...ExpectedMoney
          }
          low {
            ...ExpectedMoney
          }
          high {
            ...ExpectedMoney
          }
        }
        recoveries @include(if: $exact) {
          reason
          state
          imposedOn
          paidOn
          amount {
            cents
          }
        }
      }
    }
  }
}

fragment ExpectedMoney on ExpectedFigures {
  days
  subsidy {
    cents
  }
  stillToPay {
    cents
  }
}`,
};

export type FindParticipantVariables = {
  readonly insz: string;
};

export type FindParticipantData = {
  readonly participantByInsz: {
    readonly id: string;
    readonly name: {
      readonly first: string | null;
      readonly last: string;
    } | null;
    readonly birthYear: number | null;
    readonly phase: Phase | null;
  } | null;
};

/** Who is the person with this national number? */
export const FIND_PARTICIPANT: TypedDocument<FindParticipantData, FindParticipantVariables> = {
  id: "6616cf6e4ea4d9a5e8cf4929a674d5b4e7ae8d876da8c28ae08c77a2c0e82d8b",
  name: "FindParticipant",
  text: `query FindParticipant($insz: Insz!) {
  participantByInsz(insz: $insz) {
    id
    name {
      first
      last
    }
    birthYear
    phase
  }
}`,
};

export type GuidesAndParticipantsVariables = {
  readonly partnership: string;
};

export type GuidesAndParticipantsData = {
  readonly partnership: {
    readonly id: string;
    readonly name: string;
    readonly members: readonly ({
      readonly role: MemberRole;
      readonly validFrom: string;
      readonly validTo: string | null;
      readonly qualifiedGuides: number | null;
      readonly organisation: {
        readonly enterpriseNumber: string;
        readonly name: string | null;
      };
    } | null)[];
    readonly guides: readonly ({
      readonly id: string;
      readonly name: string;
      readonly employedFrom: string;
      readonly employedTo: string | null;
      readonly activeParticipants: number | null;
      readonly organisation: {
        readonly enterpriseNumber: string;
      };
      readonly qualification: {
        readonly kind: QualificationKind;
        readonly obtainedOn: string | null;
      } | null;
    } | null)[] | null;
    readonly compliance: readonly {
      readonly kind: ObligationKind;
      readonly met: boolean | null;
      readonly since: string | null;
      readonly actor: Actor | null;
      readonly explanation: string;
      readonly subject: {
        readonly enterpriseNumber: string;
        readonly name: string | null;
      };
    }[] | null;
  } | null;
};

/** How many participants has each qualified guide, and which partner has no guide? */
export const GUIDES_AND_PARTICIPANTS: TypedDocument<GuidesAndParticipantsData, GuidesAndParticipantsVariables> = {
  id: "2377a62f7f8d02aec7088310dfb4e834ee6b554f342c0c53aa656f5aa0dca25e",
  name: "GuidesAndParticipants",
  text: `query GuidesAndParticipants($partnership: ID!) {
  partnership(id: $partnership) {
    id
    name
    members {
      role
      validFrom
      validTo
      qualifiedGuides
      organisation {
        enterpriseNumber
        name
      }
    }
    guides {
      id
      name
      employedFrom
      employedTo
      activeParticipants
      organisation {
        enterpriseNumber
      }
      qualification {
        kind
        obtainedOn
      }
    }
    compliance {
      kind
      met
      since
      actor
      explanation
      subject {
        enterpriseNumber
        name
      }
    }
  }
}`,
};

export type OutflowToPaidWorkVariables = {
  readonly partnership?: string | null;
  readonly statute?: StatuteKind | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type OutflowToPaidWorkData = {
  readonly participants: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly municipality: {
          readonly nis: string;
          readonly name: string | null;
        } | null;
        readonly statutes: readonly ({
          readonly kind: StatuteKind;
          readonly validFrom: string;
          readonly validTo: string | null;
        } | null)[] | null;
        readonly referrals: readonly ({
          readonly referredOn: string;
          readonly organisation: {
            readonly enterpriseNumber: string;
            readonly name: string | null;
          } | null;
          readonly partnership: {
            readonly id: string;
          } | null;
        } | null)[] | null;
        readonly outflow: {
          readonly on: string;
          readonly destination: OutflowDestination;
          readonly employedAfter6Months: boolean | null;
          readonly employedAfter12Months: boolean | null;
          readonly employedAfter24Months: boolean | null;
        } | null;
      } | null;
    }[];
  } | null;
};

/** Who flowed out to paid work, and was still at work after 6, 12 and 24 months: by statute, municipality and partner? */
export const OUTFLOW_TO_PAID_WORK: TypedDocument<OutflowToPaidWorkData, OutflowToPaidWorkVariables> = {
  id: "40ec90174bfce6ae240f84a3d9551867d2e22b56a694e2ec4c3a829c3cb91941",
  name: "OutflowToPaidWork",
  text: `query OutflowToPaidWork($partnership: ID, $statute: StatuteKind, $first: Int = 50, $after: String) {
  participants(
    filter: {partnership: $partnership, statute: $statute}
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        municipality {
          nis
          name
        }
        statutes {
          kind
          validFrom
          validTo
        }
        referrals {
          referredOn
          organisation {
            enterpriseNumber
            name
          }
          partnership {
            id
          }
        }
        outflow {
          on
          destination
          employedAfter6Months
          employedAfter12Months
          employedAfter24Months
        }
      }
    }
  }
}`,
};

export type ParticipantFreshnessVariables = {
  readonly participant: string;
};

export type ParticipantFreshnessData = {
  readonly participant: {
    readonly id: string;
    readonly vdabFile: {
      readonly agency: Agency;
      readonly asOf: string;
      readonly stale: boolean;
    } | null;
    readonly networkFile: {
      readonly agency: Agency;
      readonly asOf: string;
      readonly stale: boolean;
    } | null;
    readonly counterFile: {
      readonly agency: Agency;
      readonly asOf: string;
      readonly stale: boolean;
    } | null;
    readonly ledgerFile: {
      readonly agency: Agency;
      readonly asOf: string;
      readonly stale: boolean;
    } | null;
  } | null;
  readonly agencies: readonly {
    readonly agency: Agency;
    readonly state: AgencyState;
    readonly since: string;
    readonly latencyMs: number | null;
    readonly errorRate: number | null;
    readonly asOf: string;
  }[] | null;
};

/** As of when do each agency's facts about this person hold, and does that agency answer now? */
export const PARTICIPANT_FRESHNESS: TypedDocument<ParticipantFreshnessData, ParticipantFreshnessVariables> = {
  id: "70ce684190f086758376d594d666734af79ba6fb40bc7935516db85285d73e30",
  name: "ParticipantFreshness",
  text: `query ParticipantFreshness($participant: ID!) {
  participant(id: $participant) {
    id
    vdabFile {
      ...Freshness
    }
    networkFile {
      ...Freshness
    }
    counterFile {
      ...Freshness
    }
    ledgerFile {
      ...Freshness
    }
  }
  agencies {
    agency
    state
    since
    latencyMs
    errorRate
    asOf
  }
}

fragment Freshness on AgencyFile {
  agency
  asOf
  stale
}`,
};

export type ParticipantHoursVariables = {
  readonly participant: string;
  readonly quarter: string;
};

export type ParticipantHoursData = {
  readonly participant: {
    readonly id: string;
    readonly hoursPerWeek: number | null;
    readonly assessments: readonly ({
      readonly assessedOn: string;
      readonly hoursPerWeekAble: number | null;
    } | null)[] | null;
    readonly agreements: readonly ({
      readonly id: string;
      readonly status: AgreementStatus;
      readonly startsOn: string;
      readonly endsOn: string | null;
      readonly hours: readonly ({
        readonly validFrom: string;
        readonly hoursPerWeek: number;
      } | null)[];
    } | null)[] | null;
    readonly attendance: {
      readonly quarter: string;
      readonly days: number;
    } | null;
  } | null;
};

/** How did the hours a week go since the start, and are there still twelve? */
export const PARTICIPANT_HOURS: TypedDocument<ParticipantHoursData, ParticipantHoursVariables> = {
  id: "3ab677a85b9ac0b7b15eee7e24c0033753b6d5ff75a21bca4927886aa88c4092",
  name: "ParticipantHours",
  text: `query ParticipantHours($participant: ID!, $quarter: Quarter!) {
  participant(id: $participant) {
    id
    hoursPerWeek
    assessments {
      assessedOn
      hoursPerWeekAble
    }
    agreements {
      id
      status
      startsOn
      endsOn
      hours {
        validFrom
        hoursPerWeek
      }
    }
    attendance(quarter: $quarter) {
      quarter
      days
    }
  }
}`,
};

export type ParticipantNumbersVariables = {
  readonly participant: string;
};

export type ParticipantNumbersData = {
  readonly participant: {
    readonly id: string;
    readonly vdabFile: {
      readonly agency: Agency;
      readonly inszState: InszState;
      readonly replacedOn: string | null;
    } | null;
    readonly networkFile: {
      readonly agency: Agency;
      readonly inszState: InszState;
      readonly replacedOn: string | null;
    } | null;
    readonly counterFile: {
      readonly agency: Agency;
      readonly inszState: InszState;
      readonly replacedOn: string | null;
    } | null;
    readonly ledgerFile: {
      readonly agency: Agency;
      readonly inszState: InszState;
      readonly replacedOn: string | null;
    } | null;
  } | null;
};

/** Was the national number replaced, and are all four systems on the new one? */
export const PARTICIPANT_NUMBERS: TypedDocument<ParticipantNumbersData, ParticipantNumbersVariables> = {
  id: "46e114bbd88be4e574092154235e013d22dfc7bdac9c31bce32b46b7be640924",
  name: "ParticipantNumbers",
  text: `query ParticipantNumbers($participant: ID!) {
  participant(id: $participant) {
    id
    vdabFile {
      ...NumberState
    }
    networkFile {
      ...NumberState
    }
    counterFile {
      ...NumberState
    }
    ledgerFile {
      ...NumberState
    }
  }
}

fragment NumberState on AgencyFile {
  agency
  inszState
  replacedOn
}`,
};

export type ParticipantOnOnePageVariables = {
  readonly participant: string;
  readonly year: number;
};

export type ParticipantOnOnePageData = {
  readonly participant: {
    readonly id: string;
    readonly name: {
      readonly first: string | null;
      readonly last: string;
    } | null;
    readonly birthYear: number | null;
    readonly municipality: {
      readonly nis: string;
      readonly name: string | null;
    } | null;
    readonly phase: Phase | null;
    readonly statutes: readonly ({
      readonly kind: StatuteKind;
      readonly validFrom: string;
      readonly validTo: string | null;
    } | null)[] | null;
    readonly advice: {
      readonly status: AdviceStatus;
      readonly decidedOn: string | null;
      readonly validFrom: string | null;
      readonly validTo: string | null;
    } | null;
    readonly assessmentDueOn: string | null;
    readonly permissions: readonly ({
      readonly id: string;
      readonly statute: StatuteKind;
      readonly status: PermissionStatus | null;
      readonly validFrom: string | null;
      readonly validTo: string | null;
      readonly workplace: string | null;
      readonly asOf: string;
      readonly issuer: {
        readonly enterpriseNumber: string;
        readonly name: string | null;
      } | null;
    } | null)[] | null;
    readonly hoursPerWeek: number | null;
    readonly agreements: readonly ({
      readonly id: string;
      readonly status: AgreementStatus;
      readonly organisation: {
        readonly enterpriseNumber: string;
        readonly name: string | null;
      };
      readonly partnership: {
        readonly id: string;
        readonly name: string;
      } | null;
      readonly guide: {
        readonly id: string;
        readonly name: string;
      } | null;
      readonly workplace: {
        readonly id: string;
        readonly name: string;
      } | null;
      readonly signedOn: string | null;
      readonly startsOn: string;
      readonly endsOn: string | null;
      readonly hours: readonly ({
        readonly validFrom: string;
        readonly hoursPerWeek: number;
      } | null)[];
    } | null)[] | null;
    readonly funding: {
      readonly days: number | null;
      readonly trajectories: number | null;
      readonly amount: {
        readonly cents: number;
        readonly currency: string;
      } | null;
    } | null;
    readonly outflow: {
      readonly on: string;
      readonly destination: OutflowDestination;
    } | null;
  } | null;
};

/** All of one participant on one page: state, advice, permissions per statute, hours, agreement, share of the funding. */
export const PARTICIPANT_ON_ONE_PAGE: TypedDocument<ParticipantOnOnePageData, ParticipantOnOnePageVariables> = {
  id: "3834639910f8a42fbacec4a29743a60dcceea58d006bb7947ef64e7e316c111e",
  name: "ParticipantOnOnePage",
  text: `query ParticipantOnOnePage($participant: ID!, $year: Int!) {
  participant(id: $participant) {
    id
    name {
      first
      last
    }
    birthYear
    municipality {
      nis
      name
    }
    phase
    statutes {
      kind
      validFrom
      validTo
    }
    advice {
      status
      decidedOn
      validFrom
      validTo
    }
    assessmentDueOn
    permissions {
      ...PermissionInForce
    }
    hoursPerWeek
    agreements {
      id
      status
      organisation {
        enterpriseNumber
        name
      }
      partnership {
        id
        name
      }
      guide {
        id
        name
      }
      workplace {
        id
        name
      }
      signedOn
      startsOn
      endsOn
      hours {
        validFrom
        hoursPerWeek
      }
    }
    funding(year: $year) {
      days
      trajectories
      amount {
        cents
        currency
      }
    }
    outflow {
      on
      destination
    }
  }
}

fragment PermissionInForce on Permission {
  id
  statute
  status
  validFrom
  validTo
  workplace
  asOf
  issuer {
    enterpriseNumber
    name
  }
}`,
};

export type ParticipantReadinessVariables = {
  readonly participant: string;
  readonly on?: string | null;
};

export type ParticipantReadinessData = {
  readonly participant: {
    readonly id: string;
    readonly phase: Phase | null;
    readonly readiness: {
      readonly on: string;
      readonly mayBeActive: boolean | null;
      readonly conditions: readonly {
        readonly kind: ConditionKind;
        readonly statute: StatuteKind | null;
        readonly state: ConditionState;
        readonly since: string | null;
        readonly until: string | null;
        readonly actor: Actor | null;
        readonly explanation: string;
      }[];
      readonly agreements: readonly {
        readonly mayBeActive: boolean | null;
        readonly agreement: {
          readonly id: string;
          readonly workplace: {
            readonly id: string;
            readonly name: string;
          } | null;
        } | null;
        readonly conditions: readonly {
          readonly kind: ConditionKind;
          readonly statute: StatuteKind | null;
          readonly state: ConditionState;
          readonly actor: Actor | null;
          readonly explanation: string;
        }[];
      }[];
    } | null;
  } | null;
};

/** May this person be active on that day, at which workplace, and if not, which condition lacks and who must act? */
export const PARTICIPANT_READINESS: TypedDocument<ParticipantReadinessData, ParticipantReadinessVariables> = {
  id: "214d1ee5aff7f2eefa5c56d190284865f0a131f4d868b75136f413b721adbc1e",
  name: "ParticipantReadiness",
  text: `query ParticipantReadiness($participant: ID!, $on: Date) {
  participant(id: $participant) {
    id
    phase
    readiness(on: $on) {
      on
      mayBeActive
      conditions {
        kind
        statute
        state
        since
        until
        actor
        explanation
      }
      agreements {
        mayBeActive
        agreement {
          id
          workplace {
            id
            name
          }
        }
        conditions {
          kind
          statute
          state
          actor
          explanation
        }
      }
    }
  }
}`,
};

export type PartnershipFundingExplainedVariables = {
  readonly partnership: string;
  readonly year: number;
  readonly reading?: DayReading | null;
};

export type PartnershipFundingExplainedData = {
  readonly partnership: {
    readonly id: string;
    readonly funding: {
      readonly year: number;
      readonly status: FundingStatus | null;
      readonly settlements: readonly {
        readonly version: number;
        readonly settledOn: string;
        readonly reading: DayReading;
        readonly days: number;
        readonly contingent: number;
        readonly splitKeyVersion: number | null;
        readonly unitAmount: {
          readonly cents: number;
        };
        readonly subsidy: {
          readonly cents: number;
        };
        readonly advances: {
          readonly cents: number;
        };
        readonly balance: {
          readonly cents: number;
        };
        readonly statements: readonly {
          readonly quarter: string;
          readonly version: number;
          readonly acceptedOn: string;
        }[];
        readonly recoveries: readonly {
          readonly state: RecoveryState;
          readonly reason: RecoveryReason;
          readonly imposedOn: string;
          readonly amount: {
            readonly cents: number;
          };
        }[] | null;
      }[] | null;
      readonly balances: readonly {
        readonly reading: DayReading;
        readonly counts: boolean;
        readonly amount: {
          readonly cents: number;
        } | null;
      }[] | null;
      readonly grants: readonly {
        readonly number: number;
        readonly kind: GrantKind;
        readonly contingent: number;
        readonly validFrom: string;
        readonly validTo: string;
        readonly grantedOn: string;
      }[] | null;
      readonly steps: readonly {
        readonly number: number;
        readonly name: string;
        readonly rule: StepRule;
        readonly figure: FundingFigure | null;
        readonly organisation: string | null;
        readonly result: string;
        readonly inputs: readonly {
          readonly name: string;
          readonly source: StepSource;
          readonly step: number | null;
          readonly version: number | null;
          readonly on: string | null;
          readonly value: string;
        }[];
      }[] | null;
    } | null;
  } | null;
};

/** How is each figure of a partnership's year worked out, step by step, and what was settled? */
export const PARTNERSHIP_FUNDING_EXPLAINED: TypedDocument<PartnershipFundingExplainedData, PartnershipFundingExplainedVariables> = {
  id: "8633f54bfc7bc538a698ca1fd7296aa56689b9f144f2da2fe923875ddf1ae485",
  name: "PartnershipFundingExplained",
  text: `query PartnershipFundingExplained($partnership: ID!, $year: Int!, $reading: DayReading) {
  partnership(id: $partnership) {
    id
    funding(year: $year) {
      year
      status
      settlements {
        version
        settledOn
        reading
        days
        contingent
        splitKeyVersion
        unitAmount {
          cents
        }
        subsidy {
          cents
        }
        advances {
          cents
        }
        balance {
          cents
        }
        statements {
          quarter
          version
          acceptedOn
        }
        recoveries {
          state
          reason
          imposedOn
          amount {
            cents
          }
        }
      }
      balances {
        reading
        counts
        amount {
          cents
        }
      }
      grants {
        number
        kind
        contingent
        validFrom
        validTo
        grantedOn
      }
      steps(reading: $reading) {
        number
        name
        rule
        figure
        organisation
        result
        inputs {
          name
          source
          step
          version
          on
          value
        }
      }
    }
  }
}`,
};

export type PartnershipFundingVariables = {
  readonly partnership: string;
  readonly year: number;
  readonly reading?: DayReading | null;
};

export type PartnershipFundingData = {
  readonly partnership: {
    readonly id: string;
    readonly name: string;
    readonly members: readonly ({
      readonly role: MemberRole;
      readonly organisation: {
        readonly enterpriseNumber: string;
        readonly name: string | null;
      };
    } | null)[];
    readonly funding: {
      readonly year: number;
      readonly status: FundingStatus | null;
      readonly contingent: number | null;
      readonly days: number | null;
      readonly trajectories: number | null;
      readonly unitAmount: {
        readonly amount: {
          readonly cents: number;
          readonly currency: string;
        };
        readonly confirmed: boolean;
      } | null;
      readonly subsidy: {
        readonly cents: number;
        readonly currency: string;
      } | null;
      readonly advances: readonly {
        readonly paidOn: string;
        readonly amount: {
          readonly cents: number;
          readonly currency: string;
        };
      }[] | null;
      readonly balance: {
        readonly cents: number;
        readonly currency: string;
      } | null;
      readonly shares: readonly {
        readonly parts: number;
        readonly organisation: {
          readonly enterpriseNumber: string;
          readonly name: string | null;
        };
        readonly amount: {
          readonly cents: number;
          readonly currency: string;
        } | null;
      }[] | null;
      readonly expected: {
        readonly accepted: readonly string[];
      } | null;
    } | null;
  } | null;
};

/** What was computed for a partnership in a year, by which quarters, what was advanced, and how do the members share it? */
export const PARTNERSHIP_FUNDING: TypedDocument<PartnershipFundingData, PartnershipFundingVariables> = {
  id: "9d8ffcaf713e5274fe7a50d536c4141c26c24a9e6c01da458d42138bec10549f",
  name: "PartnershipFunding",
  text: `query PartnershipFunding($partnership: ID!, $year: Int!, $reading: DayReading) {
  partnership(id: $partnership) {
    id
    name
    members {
      role
      organisation {
        enterpriseNumber
        name
      }
    }
    funding(year: $year) {
      year
      status
      contingent
      days(reading: $reading)
      trajectories(reading: $reading)
      unitAmount {
        amount {
          cents
          currency
        }
        confirmed
      }
      subsidy(reading: $reading) {
        cents
        currency
      }
      advances {
        paidOn
        amount {
          cents
          currency
        }
      }
      balance(reading: $reading) {
        cents
        currency
      }
      shares(reading: $reading) {
        parts
        organisation {
          enterpriseNumber
          name
        }
        amount {
          cents
          currency
        }
      }
      expected(reading: $reading) {
        accepted
      }
    }
  }
}`,
};

export type PartnershipsOccupancyVariables = {
  readonly filter?: PartnershipFilter | null;
  readonly on?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type PartnershipsOccupancyData = {
  readonly partnerships: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly name: string;
        readonly lead: {
          readonly enterpriseNumber: string;
          readonly name: string | null;
        };
        readonly occupancy: {
          readonly on: string;
          readonly granted: number | null;
          readonly running: number | null;
          readonly agreements: number | null;
          readonly ratio: number | null;
          readonly state: OccupancyState;
          readonly projectedYearEnd: number | null;
          readonly projectedState: OccupancyState;
        } | null;
      } | null;
    }[];
  } | null;
};

/** Which partnerships are over their contingent or leave part of it unused, now and at the end of the year? */
export const PARTNERSHIPS_OCCUPANCY: TypedDocument<PartnershipsOccupancyData, PartnershipsOccupancyVariables> = {
  id: "fe250a1ad034e37e02ab0dc7c786a6c396d70154ecbe59b248a1fdac6eee6ab6",
  name: "PartnershipsOccupancy",
  text: `query PartnershipsOccupancy($filter: PartnershipFilter, $on: Date, $first: Int = 100, $after: String) {
  partnerships(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        name
        lead {
          enterpriseNumber
          name
        }
        occupancy(on: $on) {
          on
          granted
          running
          agreements
          ratio
          state
          projectedYearEnd
          projectedState
        }
      }
    }
  }
}`,
};

export type PermissionLeadTimesVariables = {
  readonly statute?: StatuteKind | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type PermissionLeadTimesData = {
  readonly participants: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly referrals: readonly ({
          readonly referredOn: string;
        } | null)[] | null;
        readonly permissions: readonly ({
          readonly statute: StatuteKind;
          readonly status: PermissionStatus | null;
          readonly requestedOn: string | null;
          readonly decidedOn: string | null;
          readonly revokedOn: string | null;
          readonly issuer: {
            readonly enterpriseNumber: string;
            readonly name: string | null;
          } | null;
        } | null)[] | null;
      } | null;
    }[];
  } | null;
};

/** How long does each issuer take from referral to permission, and how often is it refused or revoked? */
export const PERMISSION_LEAD_TIMES: TypedDocument<PermissionLeadTimesData, PermissionLeadTimesVariables> = {
  id: "168c29e59b586b3735e226143ba741857f0d0b86bafb650e6ec1cf422a24abc5",
  name: "PermissionLeadTimes",
  text: `query PermissionLeadTimes($statute: StatuteKind, $first: Int = 50, $after: String) {
  participants(
    filter: {statute: $statute}
    orderBy: REFERRED
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        referrals {
          referredOn
        }
        permissions {
          statute
          status
          requestedOn
          decidedOn
          revokedOn
          issuer {
            enterpriseNumber
            name
          }
        }
      }
    }
  }
}`,
};

export type PermissionsAgainstAgreementsVariables = {
  readonly participant: string;
};

export type PermissionsAgainstAgreementsData = {
  readonly participant: {
    readonly id: string;
    readonly permissions: readonly ({
      readonly id: string;
      readonly statute: StatuteKind;
      readonly status: PermissionStatus | null;
      readonly validFrom: string | null;
      readonly validTo: string | null;
      readonly issuer: {
        readonly enterpriseNumber: string;
        readonly name: string | null;
      } | null;
    } | null)[] | null;
    readonly agreements: readonly ({
      readonly id: string;
      readonly status: AgreementStatus;
      readonly startsOn: string;
      readonly endsOn: string | null;
    } | null)[] | null;
  } | null;
};

/** Which permissions end before the agreement does? */
export const PERMISSIONS_AGAINST_AGREEMENTS: TypedDocument<PermissionsAgainstAgreementsData, PermissionsAgainstAgreementsVariables> = {
  id: "94de4401bba4e0bc216b862d2dc79c03071423ed81e5b8d03c80269ac3ac9992",
  name: "PermissionsAgainstAgreements",
  text: `query PermissionsAgainstAgreements($participant: ID!) {
  participant(id: $participant) {
    id
    permissions {
      id
      statute
      status
      validFrom
      validTo
      issuer {
        enterpriseNumber
        name
      }
    }
    agreements {
      id
      status
      startsOn
      endsOn
    }
  }
}`,
};

export type RegimesComparedVariables = Record<string, never>;

export type RegimesComparedData = {
  readonly legacyRegimes: readonly {
    readonly scheme: LegacyScheme;
    readonly title: string;
    readonly validFrom: string | null;
    readonly validTo: string | null;
    readonly participantFte: number | null;
    readonly supportStaffFte: number | null;
    readonly workshops: number | null;
    readonly ratio: number | null;
    readonly outflowProjects: readonly {
      readonly name: string;
      readonly startedOn: string;
      readonly endedOn: string;
      readonly partners: readonly {
        readonly name: string;
        readonly role: OutflowPartnerRole;
      }[];
      readonly targetGroup: string | null;
      readonly activation: readonly ActivationPart[];
      readonly requirements: readonly {
        readonly kind: ProjectRequirementKind;
        readonly required: number;
        readonly found: number;
        readonly met: boolean | null;
      }[];
      readonly participants: number | null;
      readonly outflow: readonly {
        readonly destination: LegacyDestination;
        readonly participants: number | null;
        readonly suppressed: boolean;
      }[] | null;
    }[] | null;
  }[] | null;
  readonly unitAmounts: readonly {
    readonly amount: {
      readonly cents: number;
      readonly currency: string;
    };
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly confirmed: boolean;
    readonly source: string;
  }[] | null;
};

/** Under which regimes, amounts and numbers did the activities run before and after 2021 and 2024? */
export const REGIMES_COMPARED: TypedDocument<RegimesComparedData, RegimesComparedVariables> = {
  id: "eaeb17d31670a5b6cd9f9eae3ddf1ec42ab9a0885e796320d0d204d61909d98f",
  name: "RegimesCompared",
  text: `query RegimesCompared {
  legacyRegimes {
    scheme
    title
    validFrom
    validTo
    participantFte
    supportStaffFte
    workshops
    ratio
    outflowProjects {
      name
      startedOn
      endedOn
      partners {
        name
        role
      }
      targetGroup
      activation
      requirements {
        kind
        required
        found
        met
      }
      participants
      outflow {
        destination
        participants
        suppressed
      }
    }
  }
  unitAmounts {
    amount {
      cents
      currency
    }
    validFrom
    validTo
    confirmed
    source
  }
}`,
};

export type ReportedTwiceVariables = {
  readonly partnership: string;
  readonly year: number;
  readonly reading?: DayReading | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type ReportedTwiceData = {
  readonly partnership: {
    readonly id: string;
    readonly name: string;
    readonly funding: {
      readonly year: number;
      readonly sharedDays: {
        readonly reading: DayReading;
        readonly days: number;
        readonly paidHere: number;
        readonly paidElsewhere: number;
        readonly participants: readonly {
          readonly participant: {
            readonly id: string;
          };
          readonly days: readonly string[];
          readonly paidHere: readonly string[];
          readonly otherPartnerships: readonly {
            readonly id: string;
            readonly name: string;
          }[] | null;
        }[];
      } | null;
    } | null;
    readonly statements: readonly {
      readonly quarter: string;
      readonly problems: readonly {
        readonly sheet: string | null;
        readonly row: number | null;
        readonly kind: StatementProblemKind;
        readonly value: string | null;
        readonly message: string;
        readonly remedy: string;
      }[] | null;
    }[] | null;
    readonly participants: {
      readonly totalCount: number;
      readonly pageInfo: {
        readonly hasNextPage: boolean;
        readonly endCursor: string | null;
      };
      readonly edges: readonly {
        readonly node: {
          readonly id: string;
          readonly findings: readonly ({
            readonly kind: ObligationKind;
            readonly met: boolean | null;
            readonly since: string;
            readonly until: string | null;
            readonly agreement: {
              readonly id: string;
            };
          } | null)[] | null;
        } | null;
      }[];
    } | null;
  } | null;
};

/** Who is reported by two partnerships on the same day, which of them is paid, and who is in AMA welzijn at the same time? */
export const REPORTED_TWICE: TypedDocument<ReportedTwiceData, ReportedTwiceVariables> = {
  id: "3843bcdb0245f359675e8e7c26037df140115a3570379b1c432ec6019f8e7a91",
  name: "ReportedTwice",
  text: `query ReportedTwice($partnership: ID!, $year: Int!, $reading: DayReading, $first: Int = 50, $after: String) {
  partnership(id: $partnership) {
    id
    name
    funding(year: $year) {
      year
      sharedDays(reading: $reading) {
        reading
        days
        paidHere
        paidElsewhere
        participants {
          participant {
            id
          }
          days
          paidHere
          otherPartnerships {
            id
            name
          }
        }
      }
    }
    statements(year: $year) {
      quarter
      problems {
        sheet
        row
        kind
        value
        message
        remedy
      }
    }
    participants(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          findings {
            kind
            met
            since
            until
            agreement {
              id
            }
          }
        }
      }
    }
  }
}`,
};

export type StatementComparedVariables = {
  readonly partnership: string;
  readonly year: number;
};

export type StatementComparedData = {
  readonly partnership: {
    readonly id: string;
    readonly name: string;
    readonly statements: readonly {
      readonly quarter: string;
      readonly deliveredOn: string | null;
      readonly late: boolean;
      readonly versions: readonly {
        readonly number: number;
        readonly deliveredAt: string;
        readonly file: string;
        readonly state: StatementVersionState;
        readonly rows: number | null;
        readonly days: number | null;
        readonly trouble: string | null;
      }[] | null;
      readonly filings: readonly {
        readonly version: number;
        readonly status: FilingStatus;
        readonly deliveredOn: string;
        readonly acceptedOn: string | null;
        readonly days: number;
        readonly settledBefore: string | null;
      }[] | null;
      readonly comparison: {
        readonly listed: number | null;
        readonly counted: number | null;
        readonly accepted: number | null;
        readonly reasons: readonly DifferenceReason[] | null;
        readonly participants: readonly {
          readonly participant: {
            readonly id: string;
          };
          readonly listed: number;
          readonly counted: number;
          readonly accepted: number | null;
          readonly reasons: readonly DifferenceReason[];
        }[];
      } | null;
    }[] | null;
  } | null;
};

/** What does a partnership's statement list, what of it counts, what did the department accept, and why do they differ? */
export const STATEMENT_COMPARED: TypedDocument<StatementComparedData, StatementComparedVariables> = {
  id: "bab019508323b353f0b72716bfc8a5c34c808c1e1c9ccf6c17d2d3e3dac2dfe2",
  name: "StatementCompared",
  text: `query StatementCompared($partnership: ID!, $year: Int!) {
  partnership(id: $partnership) {
    id
    name
    statements(year: $year) {
      quarter
      deliveredOn
      late
      versions {
        number
        deliveredAt
        file
        state
        rows
        days
        trouble
      }
      filings {
        version
        status
        deliveredOn
        acceptedOn
        days
        settledBefore
      }
      comparison {
        listed
        counted
        accepted
        reasons
        participants {
          participant {
            id
          }
          listed
          counted
          accepted
          reasons
        }
      }
    }
  }
}`,
};

export type StatementsAfterSettlementVariables = {
  readonly year: number;
  readonly filter?: PartnershipFilter | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type StatementsAfterSettlementData = {
  readonly partnerships: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly name: string;
        readonly funding: {
          readonly year: number;
          readonly status: FundingStatus | null;
          readonly settledOn: string | null;
          readonly balance: {
            readonly cents: number;
          } | null;
          readonly recomputed: {
            readonly days: number;
            readonly balance: {
              readonly cents: number;
            } | null;
            readonly difference: {
              readonly cents: number;
            } | null;
            readonly because: readonly {
              readonly kind: ChangeSinceSettlementKind;
              readonly quarter: string | null;
              readonly version: number | null;
              readonly acceptedOn: string | null;
            }[];
          } | null;
        } | null;
        readonly statements: readonly {
          readonly quarter: string;
          readonly deliveredOn: string | null;
          readonly filings: readonly {
            readonly version: number;
            readonly status: FilingStatus;
            readonly deliveredOn: string;
            readonly acceptedOn: string | null;
            readonly settledBefore: string | null;
          }[] | null;
        }[] | null;
      } | null;
    }[];
  } | null;
};

/** Which quarterly statements were delivered or accepted after the year was settled, and what would the year come to with them? */
export const STATEMENTS_AFTER_SETTLEMENT: TypedDocument<StatementsAfterSettlementData, StatementsAfterSettlementVariables> = {
  id: "1f337990f6e560d0da408acfd55cc0c496873f1de91fd12276fba3d6e60c6050",
  name: "StatementsAfterSettlement",
  text: `query StatementsAfterSettlement($year: Int!, $filter: PartnershipFilter, $first: Int = 50, $after: String) {
  partnerships(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        name
        funding(year: $year) {
          year
          status
          settledOn
          balance {
            cents
          }
          recomputed {
            days
            balance {
              cents
            }
            difference {
              cents
            }
            because {
              kind
              quarter
              version
              acceptedOn
            }
          }
        }
        statements(year: $year) {
          quarter
          deliveredOn
          filings {
            version
            status
            deliveredOn
            acceptedOn
            settledBefore
          }
        }
      }
    }
  }
}`,
};

export type StatementsDeliveredVariables = {
  readonly year: number;
  readonly filter?: PartnershipFilter | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type StatementsDeliveredData = {
  readonly partnerships: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly name: string;
        readonly statements: readonly {
          readonly quarter: string;
          readonly dueOn: string;
          readonly deliveredOn: string | null;
          readonly late: boolean;
          readonly rows: number | null;
          readonly days: number | null;
          readonly countedDays: number | null;
          readonly problems: readonly {
            readonly sheet: string | null;
            readonly row: number | null;
            readonly column: string | null;
            readonly value: string | null;
            readonly kind: StatementProblemKind;
            readonly message: string;
            readonly remedy: string;
          }[] | null;
        }[] | null;
      } | null;
    }[];
  } | null;
};

/** Which quarterly statements came in time, which late, which not at all, and what is wrong with them? */
export const STATEMENTS_DELIVERED: TypedDocument<StatementsDeliveredData, StatementsDeliveredVariables> = {
  id: "6759a0d9d8941d1c79d3a37bbc509b766dcd36ae96025f688ac1fa4f8c399648",
  name: "StatementsDelivered",
  text: `query StatementsDelivered($year: Int!, $filter: PartnershipFilter, $first: Int = 50, $after: String) {
  partnerships(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        name
        statements(year: $year) {
          quarter
          dueOn
          deliveredOn
          late
          rows
          days
          countedDays
          problems {
            sheet
            row
            column
            value
            kind
            message
            remedy
          }
        }
      }
    }
  }
}`,
};

export type StatisticsOfCostVariables = {
  readonly year: number;
};

export type StatisticsOfCostData = {
  readonly statistics: {
    readonly until: string;
    readonly costPerOutflow: {
      readonly year: number;
      readonly subsidy: {
        readonly cents: number;
        readonly currency: string;
      };
      readonly outflows: number | null;
      readonly suppressed: boolean;
      readonly amount: {
        readonly cents: number;
        readonly currency: string;
      } | null;
    } | null;
  } | null;
};

/** What did a year cost, and what for each participant who flowed out to paid work in it? */
export const STATISTICS_OF_COST: TypedDocument<StatisticsOfCostData, StatisticsOfCostVariables> = {
  id: "0af280e1df74c88a9a779ee52a51b13ec2103479c85fd016d16ee006aff9d69b",
  name: "StatisticsOfCost",
  text: `query StatisticsOfCost($year: Int!) {
  statistics {
    until
    costPerOutflow(year: $year) {
      year
      subsidy {
        cents
        currency
      }
      outflows
      suppressed
      amount {
        cents
        currency
      }
    }
  }
}`,
};

export type StatisticsOfDurationsVariables = {
  readonly by?: DurationDimension | null;
};

export type StatisticsOfDurationsData = {
  readonly statistics: {
    readonly until: string;
    readonly durations: {
      readonly asOf: string;
      readonly leftOut: number;
      readonly cells: readonly {
        readonly endReason: EndReason | null;
        readonly partner: {
          readonly enterpriseNumber: string;
          readonly name: string | null;
        } | null;
        readonly year: number | null;
        readonly ended: number | null;
        readonly suppressed: boolean;
        readonly days: {
          readonly count: number;
          readonly lower: number;
          readonly median: number;
          readonly upper: number;
        } | null;
      }[];
    } | null;
  } | null;
};

/** How long did agreements last, and why did they end? */
export const STATISTICS_OF_DURATIONS: TypedDocument<StatisticsOfDurationsData, StatisticsOfDurationsVariables> = {
  id: "119a9ef58fb801a92d9f7126b96e25e65aa03de6278207b04f11b2146976d6ed",
  name: "StatisticsOfDurations",
  text: `query StatisticsOfDurations($by: DurationDimension = END_REASON) {
  statistics {
    until
    durations(by: $by) {
      asOf
      leftOut
      cells {
        endReason
        partner {
          enterpriseNumber
          name
        }
        year
        ended
        suppressed
        days {
          count
          lower
          median
          upper
        }
      }
    }
  }
}`,
};

export type StatisticsOfFundingVariables = {
  readonly year: number;
  readonly percent?: number;
};

export type StatisticsOfFundingData = {
  readonly statistics: {
    readonly until: string;
    readonly funding: {
      readonly year: number;
      readonly asOf: string;
      readonly partnerships: number;
      readonly settled: number;
      readonly roundedTo: number;
      readonly contingent: number;
      readonly trajectories: number;
      readonly unusedContingent: number;
      readonly subsidy: {
        readonly cents: number;
        readonly currency: string;
      };
      readonly advances: {
        readonly cents: number;
      };
      readonly balance: {
        readonly cents: number;
      };
      readonly openRecoveries: {
        readonly cents: number;
      };
      readonly expected: {
        readonly partnerships: number;
        readonly subsidy: {
          readonly cents: number;
        };
        readonly lowest: {
          readonly cents: number;
        };
        readonly highest: {
          readonly cents: number;
        };
        readonly stillToPay: {
          readonly cents: number;
        };
      } | null;
      readonly readings: readonly {
        readonly reading: DayReading;
        readonly days: number;
        readonly trajectories: number;
        readonly subsidy: {
          readonly cents: number;
        };
      }[];
      readonly difference: {
        readonly cents: number;
      };
      readonly unused: readonly {
        readonly partnership: {
          readonly id: string;
          readonly name: string;
        };
        readonly contingent: number;
        readonly used: number | null;
        readonly unused: number | null;
        readonly suppressed: boolean;
      }[];
    } | null;
    readonly indexEffect: {
      readonly percent: number;
      readonly unitAmount: {
        readonly cents: number;
      };
      readonly indexedUnitAmount: {
        readonly cents: number;
      };
      readonly subsidy: {
        readonly cents: number;
      };
      readonly indexedSubsidy: {
        readonly cents: number;
      };
      readonly difference: {
        readonly cents: number;
      };
    } | null;
  } | null;
};

/** What will a year cost, what is left of the contingents, what would an index do, and what is the other reading of a day worth? */
export const STATISTICS_OF_FUNDING: TypedDocument<StatisticsOfFundingData, StatisticsOfFundingVariables> = {
  id: "55daee852058710cd2e6cae166d5032c96b26c53f1ef6184cafdf95febf91efb",
  name: "StatisticsOfFunding",
  text: `query StatisticsOfFunding($year: Int!, $percent: Float! = 2) {
  statistics {
    until
    funding(year: $year) {
      year
      asOf
      partnerships
      settled
      roundedTo
      contingent
      trajectories
      unusedContingent
      subsidy {
        cents
        currency
      }
      advances {
        cents
      }
      balance {
        cents
      }
      openRecoveries {
        cents
      }
      expected {
        partnerships
        subsidy {
          cents
        }
        lowest {
          cents
        }
        highest {
          cents
        }
        stillToPay {
          cents
        }
      }
      readings {
        reading
        days
        trajectories
        subsidy {
          cents
        }
      }
      difference {
        cents
      }
      unused {
        partnership {
          id
          name
        }
        contingent
        used
        unused
        suppressed
      }
    }
    indexEffect(year: $year, percent: $percent) {
      percent
      unitAmount {
        cents
      }
      indexedUnitAmount {
        cents
      }
      subsidy {
        cents
      }
      indexedSubsidy {
        cents
      }
      difference {
        cents
      }
    }
  }
}`,
};

export type StatisticsOfOutflowVariables = Record<string, never>;

export type StatisticsOfOutflowData = {
  readonly statistics: {
    readonly until: string;
    readonly all: {
      readonly asOf: string;
      readonly leftOut: number;
      readonly cells: readonly {
        readonly started: number | null;
        readonly suppressed: boolean;
        readonly paidWork: {
          readonly of: number | null;
          readonly count: number | null;
          readonly share: number | null;
          readonly suppressed: boolean;
        };
        readonly within: readonly {
          readonly months: number;
          readonly share: {
            readonly of: number | null;
            readonly count: number | null;
            readonly share: number | null;
            readonly suppressed: boolean;
          };
        }[];
        readonly stillEmployed: readonly {
          readonly months: number;
          readonly share: {
            readonly of: number | null;
            readonly count: number | null;
            readonly share: number | null;
            readonly suppressed: boolean;
          };
        }[];
      }[];
    } | null;
    readonly byStatute: {
      readonly cells: readonly {
        readonly statute: StatuteKind | null;
        readonly started: number | null;
        readonly suppressed: boolean;
        readonly paidWork: {
          readonly of: number | null;
          readonly count: number | null;
          readonly share: number | null;
          readonly suppressed: boolean;
        };
        readonly within: readonly {
          readonly months: number;
          readonly share: {
            readonly of: number | null;
            readonly count: number | null;
            readonly share: number | null;
            readonly suppressed: boolean;
          };
        }[];
        readonly stillEmployed: readonly {
          readonly months: number;
          readonly share: {
            readonly of: number | null;
            readonly count: number | null;
            readonly share: number | null;
            readonly suppressed: boolean;
          };
        }[];
      }[];
    } | null;
    readonly byProvince: {
      readonly cells: readonly {
        readonly province: Province | null;
        readonly started: number | null;
        readonly suppressed: boolean;
        readonly paidWork: {
          readonly of: number | null;
          readonly count: number | null;
          readonly share: number | null;
          readonly suppressed: boolean;
        };
        readonly within: readonly {
          readonly months: number;
          readonly share: {
            readonly of: number | null;
            readonly count: number | null;
            readonly share: number | null;
            readonly suppressed: boolean;
          };
        }[];
        readonly stillEmployed: readonly {
          readonly months: number;
          readonly share: {
            readonly of: number | null;
            readonly count: number | null;
            readonly share: number | null;
            readonly suppressed: boolean;
          };
        }[];
      }[];
    } | null;
    readonly byPartner: {
      readonly cells: readonly {
        readonly partner: {
          readonly enterpriseNumber: string;
          readonly name: string | null;
        } | null;
        readonly started: number | null;
        readonly suppressed: boolean;
        readonly paidWork: {
          readonly of: number | null;
          readonly count: number | null;
          readonly share: number | null;
          readonly suppressed: boolean;
        };
        readonly within: readonly {
          readonly months: number;
          readonly share: {
            readonly of: number | null;
            readonly count: number | null;
            readonly share: number | null;
            readonly suppressed: boolean;
          };
        }[];
        readonly stillEmployed: readonly {
          readonly months: number;
          readonly share: {
            readonly of: number | null;
            readonly count: number | null;
            readonly share: number | null;
            readonly suppressed: boolean;
          };
        }[];
      }[];
    } | null;
    readonly byYear: {
      readonly cells: readonly {
        readonly year: number | null;
        readonly started: number | null;
        readonly suppressed: boolean;
        readonly paidWork: {
          readonly of: number | null;
          readonly count: number | null;
          readonly share: number | null;
          readonly suppressed: boolean;
        };
        readonly within: readonly {
          readonly months: number;
          readonly share: {
            readonly of: number | null;
            readonly count: number | null;
            readonly share: number | null;
            readonly suppressed: boolean;
          };
        }[];
        readonly stillEmployed: readonly {
          readonly months: number;
          readonly share: {
            readonly of: number | null;
            readonly count: number | null;
            readonly share: number | null;
            readonly suppressed: boolean;
          };
        }[];
      }[];
    } | null;
  } | null;
};

/** Who flowed out to paid work within 6, 12 and 24 months, and still worked as long after: by statute, province, partner and year? */
export const STATISTICS_OF_OUTFLOW: TypedDocument<StatisticsOfOutflowData, StatisticsOfOutflowVariables> = {
  id: "226b5ef2d73ea273dee482833f3b863d3d1dfd88f8a802cc0914eff382eb669b",
  name: "StatisticsOfOutflow",
  text: `query StatisticsOfOutflow {
  statistics {
    until
    all: outflow {
      asOf
      leftOut
      cells {
        ...OutflowFigures
      }
    }
    byStatute: outflow(by: STATUTE) {
      cells {
        statute
        ...OutflowFigures
      }
    }
    byProvince: outflow(by: PROVINCE) {
      cells {
        province
        ...OutflowFigures
      }
    }
    byPartner: outflow(by: PARTNER) {
      cells {
        partner {
          enterpriseNumber
          name
        }
        ...OutflowFigures
      }
    }
    byYear: outflow(by: YEAR) {
      cells {
        year
        ...OutflowFigures
      }
    }
  }
}

fragment OutflowFigures on OutflowCell {
  started
  suppressed
  paidWork {
    of
    count
    share
    suppressed
  }
  within {
    months
    share {
      of
      count
      share
      suppressed
    }
  }
  stillEmployed {
    months
    share {
      of
      count
      share
      suppressed
    }
  }
}`,
};

export type StatisticsOfPermissionsVariables = {
  readonly by?: PermissionDimension | null;
};

export type StatisticsOfPermissionsData = {
  readonly statistics: {
    readonly until: string;
    readonly permissionDecisions: {
      readonly asOf: string;
      readonly leftOut: number;
      readonly cells: readonly {
        readonly issuer: {
          readonly enterpriseNumber: string;
          readonly name: string | null;
        } | null;
        readonly statute: StatuteKind | null;
        readonly year: number | null;
        readonly decided: number | null;
        readonly suppressed: boolean;
        readonly refused: {
          readonly of: number | null;
          readonly count: number | null;
          readonly share: number | null;
          readonly suppressed: boolean;
        };
        readonly revoked: {
          readonly of: number | null;
          readonly count: number | null;
          readonly share: number | null;
          readonly suppressed: boolean;
        };
        readonly requestToDecision: {
          readonly lower: number;
          readonly median: number;
          readonly upper: number;
        } | null;
      }[];
    } | null;
    readonly permissionLeadTimes: {
      readonly asOf: string;
      readonly cells: readonly {
        readonly issuer: {
          readonly enterpriseNumber: string;
          readonly name: string | null;
        } | null;
        readonly statute: StatuteKind | null;
        readonly year: number | null;
        readonly suppressed: boolean;
        readonly referralToPermission: {
          readonly count: number;
          readonly lower: number;
          readonly median: number;
          readonly upper: number;
        } | null;
      }[];
    } | null;
  } | null;
};

/** How long does each issuer take from referral to permission, and how often does it refuse or revoke? */
export const STATISTICS_OF_PERMISSIONS: TypedDocument<StatisticsOfPermissionsData, StatisticsOfPermissionsVariables> = {
  id: "2ac69ebc7c39a2e9c64b24b7545de6d8d263c346859f47b583b394fee9f36d2d",
  name: "StatisticsOfPermissions",
  text: `query StatisticsOfPermissions($by: PermissionDimension = ISSUER) {
  statistics {
    until
    permissionDecisions(by: $by) {
      asOf
      leftOut
      cells {
        issuer {
          enterpriseNumber
          name
        }
        statute
        year
        decided
        suppressed
        refused {
          of
          count
          share
          suppressed
        }
        revoked {
          of
          count
          share
          suppressed
        }
        requestToDecision {
          lower
          median
          upper
        }
      }
    }
    permissionLeadTimes(by: $by) {
      asOf
      cells {
        issuer {
          enterpriseNumber
          name
        }
        statute
        year
        suppressed
        referralToPermission {
          count
          lower
          median
          upper
        }
      }
    }
  }
}`,
};

export type StatisticsOfRegimesVariables = Record<string, never>;

export type StatisticsOfRegimesData = {
  readonly legacyRegimes: readonly {
    readonly scheme: LegacyScheme;
    readonly title: string;
    readonly validFrom: string | null;
    readonly validTo: string | null;
    readonly participantFte: number | null;
    readonly supportStaffFte: number | null;
    readonly workshops: number | null;
    readonly ratio: number | null;
  }[] | null;
  readonly unitAmounts: readonly {
    readonly amount: {
      readonly cents: number;
      readonly currency: string;
    };
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly confirmed: boolean;
    readonly source: string;
  }[] | null;
  readonly statistics: {
    readonly until: string;
    readonly outflow: {
      readonly cells: readonly {
        readonly regulation: Regulation | null;
        readonly started: number | null;
        readonly suppressed: boolean;
        readonly paidWork: {
          readonly of: number | null;
          readonly count: number | null;
          readonly share: number | null;
          readonly suppressed: boolean;
        };
        readonly within: readonly {
          readonly months: number;
          readonly share: {
            readonly of: number | null;
            readonly count: number | null;
            readonly share: number | null;
            readonly suppressed: boolean;
          };
        }[];
      }[];
    } | null;
    readonly durations: {
      readonly cells: readonly {
        readonly regulation: Regulation | null;
        readonly ended: number | null;
        readonly suppressed: boolean;
        readonly days: {
          readonly lower: number;
          readonly median: number;
          readonly upper: number;
        } | null;
      }[];
    } | null;
    readonly permissionDecisions: {
      readonly cells: readonly {
        readonly regulation: Regulation | null;
        readonly decided: number | null;
        readonly suppressed: boolean;
        readonly refused: {
          readonly of: number | null;
          readonly count: number | null;
          readonly share: number | null;
          readonly suppressed: boolean;
        };
        readonly requestToDecision: {
          readonly lower: number;
          readonly median: number;
          readonly upper: number;
        } | null;
      }[];
    } | null;
  } | null;
};

/** How did outflow, durations, permissions and amounts go before and after each change of the rules? */
export const STATISTICS_OF_REGIMES: TypedDocument<StatisticsOfRegimesData, StatisticsOfRegimesVariables> = {
  id: "35f4b67e2365d232d0a3080ab39b1b5670d1b556d48424a3441724a95986822d",
  name: "StatisticsOfRegimes",
  text: `query StatisticsOfRegimes {
  legacyRegimes {
    scheme
    title
    validFrom
    validTo
    participantFte
    supportStaffFte
    workshops
    ratio
  }
  unitAmounts {
    amount {
      cents
      currency
    }
    validFrom
    validTo
    confirmed
    source
  }
  statistics {
    until
    outflow(by: REGULATION) {
      cells {
        regulation
        started
        suppressed
        paidWork {
          of
          count
          share
          suppressed
        }
        within {
          months
          share {
            of
            count
            share
            suppressed
          }
        }
      }
    }
    durations(by: REGULATION) {
      cells {
        regulation
        ended
        suppressed
        days {
          lower
          median
          upper
        }
      }
    }
    permissionDecisions(by: REGULATION) {
      cells {
        regulation
        decided
        suppressed
        refused {
          of
          count
          share
          suppressed
        }
        requestToDecision {
          lower
          median
          upper
        }
      }
    }
  }
}`,
};

export type ViewerVariables = Record<string, never>;

export type ViewerData = {
  readonly viewer: {
    readonly subject: string;
    readonly organisation: string;
    readonly organisationName: string;
    readonly capacity: Capacity;
    readonly purpose: Purpose;
    readonly legalContext: string;
  };
};

/** Who am I, for whom do I ask, in which capacity and for which purpose? */
export const VIEWER: TypedDocument<ViewerData, ViewerVariables> = {
  id: "3debddd3f06fe0027aa2ec0ae2c4702f29385b2c9b9f3542dabc98a7b59d5e43",
  name: "Viewer",
  text: `query Viewer {
  viewer {
    subject
    organisation
    organisationName
    capacity
    purpose
    legalContext
  }
}`,
};

export type WaitingListVariables = {
  readonly partnership?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type WaitingListData = {
  readonly participants: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly endCursor: string | null;
    };
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly name: {
          readonly first: string | null;
          readonly last: string;
        } | null;
        readonly advice: {
          readonly status: AdviceStatus;
          readonly decidedOn: string | null;
        } | null;
        readonly referrals: readonly ({
          readonly id: string;
          readonly status: ReferralStatus;
          readonly referredOn: string;
          readonly waitingDays: number | null;
          readonly partnership: {
            readonly id: string;
            readonly name: string;
          } | null;
        } | null)[] | null;
      } | null;
    }[];
  } | null;
};

/** Who is advised and referred but has not started, and for how many days? */
export const WAITING_LIST: TypedDocument<WaitingListData, WaitingListVariables> = {
  id: "ab888fc4a1209c4bce9889291ac4a7f1581c0f51ec61369eb4e675bef19ada31",
  name: "WaitingList",
  text: `query WaitingList($partnership: ID, $first: Int = 50, $after: String) {
  participants(
    filter: {waiting: true, partnership: $partnership}
    orderBy: REFERRED
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        name {
          first
          last
        }
        advice {
          status
          decidedOn
        }
        referrals {
          id
          status
          referredOn
          waitingDays
          partnership {
            id
            name
          }
        }
      }
    }
  }
}`,
};

export type WhoLookedVariables = {
  readonly participant: string;
  readonly first?: number | null;
  readonly after?: string | null;
};

export type WhoLookedData = {
  readonly participant: {
    readonly id: string;
    readonly accessLog: {
      readonly totalCount: number;
      readonly pageInfo: {
        readonly hasNextPage: boolean;
        readonly endCursor: string | null;
      };
      readonly edges: readonly {
        readonly node: {
          readonly at: string;
          readonly organisationName: string | null;
          readonly capacity: Capacity;
          readonly purpose: Purpose;
          readonly legalContext: string;
          readonly agency: Agency | null;
          readonly fields: readonly string[];
          readonly byRule: boolean;
        };
      }[];
    } | null;
  } | null;
};

/** Who looked at this person's data, in which capacity and for which purpose, and what went to a rule of the graph alone? */
export const WHO_LOOKED: TypedDocument<WhoLookedData, WhoLookedVariables> = {
  id: "d5ed5e357cb55517137693f8058aab6e47a46de18abad66656ccc166b9ce8ceb",
  name: "WhoLooked",
  text: `query WhoLooked($participant: ID!, $first: Int = 50, $after: String) {
  participant(id: $participant) {
    id
    accessLog(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          at
          organisationName
          capacity
          purpose
          legalContext
          agency
          fields
          byRule
        }
      }
    }
  }
}`,
};
