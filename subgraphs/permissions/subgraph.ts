import type { Subgraph } from "../kernel/subgraph.js";
import { Participant } from "./entities/participant.js";
import { Permission } from "./entities/permission.js";
import { magdaNotices } from "./events.js";
import { findPermission } from "./find-permissions.js";
import { createLoaders, type Loaders } from "./loaders.js";
import { ParticipantResolver } from "./resolvers/participant-resolver.js";
import { readPermissionId } from "./rules/permission-id.js";
import { Statistics } from "./statistics/statistics.js";
import { StatisticsResolver } from "./statistics/statistics-resolver.js";
import { createMagdaSource, type MagdaSource } from "./source/magda-source.js";

/** What sickness funds, OCMWs and DG HAN know, through MAGDA: who permits the activities, and which statutes are confirmed. */
export const permissionsSubgraph: Subgraph<MagdaSource, Loaders> = {
  name: "permissions",
  entities: [Participant, Permission, Statistics],
  resolvers: [ParticipantResolver, StatisticsResolver],
  references: {
    // The representation carries what others say of the asker's relation to the person.
    Participant: (representation: { id: string }) => representation,
    // It carries whom VDAB referred, by mark.
    Statistics: (representation: { until: string }) => representation,
    Permission: ({ id }: { id: string }, context) => findPermission(id, context),
  },
  subjects: { Permission: (id) => readPermissionId(id).participantId },
  createSource: createMagdaSource,
  createLoaders,
  notices: magdaNotices,
};
