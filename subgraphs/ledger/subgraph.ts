import type { Subgraph } from "../kernel/subgraph.js";
import { AtRisk } from "./entities/at-risk.js";
import { Participant } from "./entities/participant.js";
import { Partnership } from "./entities/partnership.js";
import { QuarterlyStatement } from "./entities/quarterly-statement.js";
import { dwseNotices } from "./events.js";
import { findFundingYear } from "./find-funding-year.js";
import { createLoaders, type Loaders } from "./loaders.js";
import { FigureStepResolver } from "./resolvers/figure-step-resolver.js";
import { FundingFiguresResolver } from "./resolvers/funding-figures-resolver.js";
import { FilingFactsResolver } from "./resolvers/filing-facts-resolver.js";
import { AtRiskResolver } from "./resolvers/at-risk-resolver.js";
import { FundingYearResolver } from "./resolvers/funding-year-resolver.js";
import { LegacyRegimeResolver } from "./resolvers/legacy-regime-resolver.js";
import { LegacyFactsOfParticipant, LegacyFactsOfPartnership } from "./resolvers/legacy-facts-resolver.js";
import { OutflowProjectResolver } from "./resolvers/outflow-project-resolver.js";
import { ParticipantFundingResolver } from "./resolvers/participant-funding-resolver.js";
import { ParticipantResolver } from "./resolvers/participant-resolver.js";
import { PartnershipResolver } from "./resolvers/partnership-resolver.js";
import { QuarterlyStatementResolver } from "./resolvers/quarterly-statement-resolver.js";
import { QueryResolver } from "./resolvers/query-resolver.js";
import { SettlementResolver } from "./resolvers/settlement-resolver.js";
import { SharedParticipantResolver } from "./resolvers/shared-participant-resolver.js";
import { Statistics } from "./statistics/statistics.js";
import { StatisticsResolver } from "./statistics/statistics-resolver.js";
import { createDwseSource, type DwseSource } from "./source/dwse-source.js";

/** What the department's ledger knows: which days it accepted, what it pays for them, and what was there before. */
export const ledgerSubgraph: Subgraph<DwseSource, Loaders> = {
  name: "ledger",
  entities: [Statistics, Partnership, Participant, QuarterlyStatement, AtRisk],
  resolvers: [
    QueryResolver,
    PartnershipResolver,
    FundingYearResolver,
    FundingFiguresResolver,
    SettlementResolver,
    SharedParticipantResolver,
    ParticipantResolver,
    ParticipantFundingResolver,
    LegacyRegimeResolver,
    OutflowProjectResolver,
    LegacyFactsOfPartnership,
    LegacyFactsOfParticipant,
    QuarterlyStatementResolver,
    FilingFactsResolver,
    FigureStepResolver,
    StatisticsResolver,
    AtRiskResolver,
  ],
  references: {
    Partnership: ({ id }: { id: string }) => ({ id }),
    Participant: ({ id }: { id: string }) => ({ id }),
    QuarterlyStatement: (key: { partnership: { id: string }; quarter: string }) => key,
    // It carries how many flowed out to paid work.
    Statistics: (representation: { until: string }) => representation,
    AtRisk: (representation: AtRisk) => representation,
    FundingYear: ({ partnership, year }: { partnership: { id: string }; year: number }, context) =>
      findFundingYear(partnership.id, year, context),
  },
  createSource: createDwseSource,
  createLoaders,
  // Money is shown as it is, and the department's own database sets no limit to reads.
  keepsNothing: true,
  notices: dwseNotices,
};
