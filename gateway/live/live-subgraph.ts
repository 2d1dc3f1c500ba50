import { execute, parse, type GraphQLError, type GraphQLFormattedError } from "graphql";
import { LRUCache } from "lru-cache";
import type { DocumentNode } from "graphql";
import type { AgencyName } from "../../schema/agencies.js";
import { Fault, Refusal } from "../../schema/faults.js";
import type { Day } from "../../schema/scalars.js";
import type { Mandate } from "../../schema/mandate.js";
import type { ParticipantIds } from "../../schema/identifiers.js";
import type { Seal } from "../../schema/seal.js";
import { untilLate } from "../../platform/access-log/until-late.js";
import type { AccessLog } from "../../platform/access-log/access-log.js";
import { dayOf, type Clock } from "../../platform/clock.js";
import { buildFederatedSchema } from "../../platform/federated-schema.js";
import type { Log } from "../../platform/log.js";
import type { RequestContext } from "../request-context.js";
import type { SubgraphLink } from "../subgraph-links/subgraph-link.js";
import type { AgencyStatus } from "./entities/agency-status.js";
import { ParticipantChange, PartnershipChange } from "./entities/changes.js";
import { Participant } from "./entities/participant.js";
import { Partnership } from "./entities/partnership.js";
import type { AgencyAvailability } from "./entities/agency-availability.js";
import { observeAgencies } from "./observe-agencies.js";
import { readAvailability } from "./read-availability.js";
import { AgencyStatusResolver } from "./resolvers/agency-status-resolver.js";
import { AccessConnectionResolver } from "./resolvers/access-connection-resolver.js";
import { ParticipantResolver } from "./resolvers/participant-resolver.js";
import { readSubscription, type AskedSubscription } from "./read-subscription.js";
import { QueryResolver } from "./resolvers/query-resolver.js";
import { SUBSCRIPTION_SDL } from "./subscription-sdl.js";

/** The gateway's own subgraph. Its url says that it is reached in the gateway and nowhere else. */
export const LIVE = { name: "live", url: "ama:live" } as const;

export interface LiveContext {
  readonly mandate: Mandate | undefined;
  readonly observeAgencies: () => Promise<AgencyStatus[]>;
  /** How an agency answered on the days from one to another. @throws Fault SUBGRAPH_UNAVAILABLE */
  readonly readAvailability: (agency: AgencyName, from: Day, to: Day) => Promise<AgencyAvailability>;
  readonly accessLog: AccessLog;
  readonly seal: Seal;
  readonly ids: ParticipantIds;
  /** Today in Flanders. */
  readonly today: Day;
}

/** The federation SDL of the gateway's own subgraph and the schema that answers it. */
export function buildLiveSchema() {
  return buildFederatedSchema({
    entities: [Participant, Partnership, ParticipantChange, PartnershipChange],
    resolvers: [QueryResolver, ParticipantResolver, AccessConnectionResolver, AgencyStatusResolver],
    references: { Participant: ({ id }: { id: string }) => ({ id }) },
    sdl: SUBSCRIPTION_SDL,
  });
}

export interface LiveParts {
  /** The agencies' subgraphs, which tell of their health. */
  readonly links: readonly SubgraphLink[];
  readonly clock: Clock;
  readonly log: Log;
  readonly accessLog: AccessLog;
  /** For cursors. */
  readonly seal: Seal;
  readonly ids: ParticipantIds;
}

export interface LiveAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** The gateway's own subgraph, which also tells of events. */
export interface LiveSubgraph extends SubgraphLink {
  /** Says of one event what a subscription asks the live subgraph itself; the event stands under its root field's name. */
  tell(question: {
    readonly query: string;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly context: RequestContext;
    readonly event: object;
  }): Promise<LiveAnswer>;
  /** The root field a subscription asks for, and with which arguments. @throws GraphQLError */
  readSubscription(question: {
    readonly query: string;
    readonly variables: Readonly<Record<string, unknown>>;
  }): AskedSubscription;
}

/** What the gateway itself knows: who asks, how well each agency answers, and who looked at whom. */
export function createLiveSubgraph({ links, clock, log, accessLog, seal, ids }: LiveParts): LiveSubgraph {
  const { schema } = buildLiveSchema();
  const documents = new LRUCache<string, DocumentNode>({ max: 500 });

  return {
    name: LIVE.name,
    ask: ({ query, variables, context }) =>
      run(query, JSON.parse(variables) as Record<string, unknown>, context, undefined),
    tell: ({ query, variables, context, event }) => run(query, variables, context, event),
    readSubscription: ({ query, variables }) => readSubscription(schema, read(query), variables),
    observe: () => Promise.resolve(undefined),
    stop: () => Promise.resolve(),
  };

  function read(query: string): DocumentNode {
    let document = documents.get(query);
    if (!document) documents.set(query, (document = parse(query)));
    return document;
  }

  async function run(
    query: string,
    variableValues: Readonly<Record<string, unknown>>,
    context: RequestContext,
    rootValue: object | undefined,
  ): Promise<LiveAnswer> {
    const contextValue: LiveContext = {
      mandate: context.mandate,
      accessLog: untilLate(accessLog, context.deadline.signalBelow()),
      seal,
      ids,
      today: dayOf(clock()),
      observeAgencies: () => observeAgencies(links, clock, context),
      readAvailability: (agency, from, to) => readAvailability(links, context, { agency, from, to }),
    };
    const document = read(query);
    const { data, errors } = await execute({ schema, document, rootValue, variableValues, contextValue });
    return {
      data: data ?? null,
      ...(errors && { errors: errors.map((error) => tell(error, context.requestId, log)) }),
    };
  }
}

function tell(error: GraphQLError, requestId: string, log: Log): GraphQLFormattedError {
  const { originalError: cause, message, path } = error;
  if (!(cause instanceof Refusal || cause instanceof Fault)) log.error({ requestId, err: cause }, "a resolver failed");
  const code = cause instanceof Refusal || cause instanceof Fault ? cause.code : "INTERNAL";
  return { message, ...(path && { path }), extensions: { code } };
}
