import { KEPT_SDL } from "../kernel/kept/kept-times.js";
import type { Subgraph } from "../kernel/subgraph.js";
import { vdabNotices } from "./events.js";
import { createLoaders, type Loaders } from "./loaders.js";
import { AccessFactsResolver } from "./resolvers/access-facts-resolver.js";
import { ParticipantResolver } from "./resolvers/participant-resolver.js";
import { QueryResolver } from "./resolvers/query-resolver.js";
import { findReferral, ReferralResolver } from "./resolvers/referral-resolver.js";
import { Statistics } from "./statistics/statistics.js";
import { StatisticsResolver } from "./statistics/statistics-resolver.js";
import { createVdabSource, type VdabSource } from "./source/vdab-source.js";

/** What VDAB knows: who may take part, who was referred where, how it is assessed and how it ended. */
export const referralsSubgraph: Subgraph<VdabSource, Loaders> = {
  name: "referrals",
  entities: [Statistics],
  resolvers: [QueryResolver, ParticipantResolver, AccessFactsResolver, ReferralResolver, StatisticsResolver],
  references: {
    Participant: ({ id }: { id: string }) => ({ id }),
    Statistics: ({ until }: { until: string }) => ({ until }),
    Referral: ({ id }: { id: string }, context) => findReferral(id, context),
  },
  sdl: KEPT_SDL,
  createSource: createVdabSource,
  createLoaders,
  notices: vdabNotices,
};
