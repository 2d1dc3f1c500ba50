import { KEPT_SDL } from "../kernel/kept/kept-times.js";
import type { Subgraph } from "../kernel/subgraph.js";
import { loketNotices } from "./events.js";
import { findAgreement, findGuide } from "./find-in-sight.js";
import { findStatement, type StatementReference } from "./list-statements.js";
import { FundingYear } from "./entities/funding-year.js";
import type { Participant } from "./entities/participant.js";
import { createLoaders, type Loaders } from "./loaders.js";
import { AgreementObligationsResolver } from "./resolvers/agreement-obligations-resolver.js";
import { FundingYearResolver } from "./resolvers/funding-year-resolver.js";
import { GuidanceAgreementResolver } from "./resolvers/guidance-agreement-resolver.js";
import { GuidanceFindingResolver } from "./resolvers/guidance-finding-resolver.js";
import { GuideResolver } from "./resolvers/guide-resolver.js";
import { ListedElsewhereResolver } from "./resolvers/listed-elsewhere-resolver.js";
import { MembershipResolver } from "./resolvers/membership-resolver.js";
import { OrganisationResolver } from "./resolvers/organisation-resolver.js";
import { ParticipantObligationsResolver } from "./resolvers/participant-obligations-resolver.js";
import { ParticipantResolver } from "./resolvers/participant-resolver.js";
import { PartnershipRegimesResolver } from "./resolvers/partnership-regimes-resolver.js";
import { PartnershipObligationsResolver } from "./resolvers/partnership-obligations-resolver.js";
import { PartnershipResolver } from "./resolvers/partnership-resolver.js";
import {
  ParticipationHistoryResolver,
  ParticipationPeriodResolver,
} from "./resolvers/participation-history-resolver.js";
import { QuarterlyStatementResolver } from "./resolvers/quarterly-statement-resolver.js";
import { QueryResolver } from "./resolvers/query-resolver.js";
import {
  ParticipantComparisonResolver,
  StatementComparisonResolver,
} from "./resolvers/statement-comparison-resolver.js";
import { Statistics } from "./statistics/statistics.js";
import { StatisticsResolver } from "./statistics/statistics-resolver.js";
import { createLoketSource, type LoketSource } from "./source/loket-source.js";

/** What the maatwerkbedrijven and the department share at the counter: partnerships, contingents, guidance, statements. */
export const contingentsSubgraph: Subgraph<LoketSource, Loaders> = {
  name: "contingents",
  entities: [Statistics, FundingYear],
  resolvers: [
    QueryResolver,
    PartnershipResolver,
    PartnershipRegimesResolver,
    MembershipResolver,
    OrganisationResolver,
    GuideResolver,
    GuidanceAgreementResolver,
    ParticipantResolver,
    ParticipationHistoryResolver,
    ParticipationPeriodResolver,
    QuarterlyStatementResolver,
    StatementComparisonResolver,
    ParticipantComparisonResolver,
    ListedElsewhereResolver,
    StatisticsResolver,
    ParticipantObligationsResolver,
    AgreementObligationsResolver,
    PartnershipObligationsResolver,
    FundingYearResolver,
    GuidanceFindingResolver,
  ],
  references: {
    // The representation carries what `readiness` and `phase` require of other agencies.
    Participant: (representation: { id: string }) => representation,
    // The representation carries what `compliance`, `regimes` and `atRisk` require of other agencies.
    Partnership: async ({ id, ...required }: { id: string }, { load }) => {
      const partnership = await load.partnership.load(id);
      return partnership && { ...partnership, ...required };
    },
    FundingYear: (representation: FundingYear) => representation,
    Organisation: ({ enterpriseNumber }: { enterpriseNumber: string }) => ({ enterpriseNumber }),
    // The representation carries what `readiness` requires of other agencies.
    GuidanceAgreement: async ({ id, participant }: { id: string; participant?: Partial<Participant> }, context) => {
      const agreement = await findAgreement(id, context, participant);
      return agreement && { ...agreement, participant: { ...participant, ...agreement.participant } };
    },
    QuarterlyStatement: (representation: StatementReference, context) => findStatement(representation, context),
    Statistics: ({ until }: { until: string }) => ({ until }),
    Guide: ({ id }: { id: string }, context) => findGuide(id, context),
  },
  sdl: KEPT_SDL,
  createSource: createLoketSource,
  createLoaders,
  notices: loketNotices,
};
