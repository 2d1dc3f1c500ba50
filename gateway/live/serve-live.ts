import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Bus } from "../../platform/bus/bus.js";
import type { Clock } from "../../platform/clock.js";
import type { LoadGate } from "../../platform/load/load-gate.js";
import type { Log } from "../../platform/log.js";
import type { GatewayMetrics } from "../gateway-metrics.js";
import type { Settings } from "../../platform/settings.js";
import type { CrossOrigin } from "../admission/cross-origin.js";
import { createParticipantIds } from "../../schema/identifiers.js";
import type { Executor } from "../executor.js";
import type { EngineExecutor } from "../pipeline/execute.js";
import type { SubgraphLink } from "../subgraph-links/subgraph-link.js";
import { createAgencyFeed } from "./agency-feed.js";
import type { ChangeParts } from "./follow-own.js";
import { createLiveService, type LiveServiceParts } from "./live-service.js";
import type { LiveSubgraph } from "./live-subgraph.js";
import { observeAgencies } from "./observe-agencies.js";
import { createSharedAnswers } from "./shared-answers.js";
import { createSight } from "./sight.js";
import { createStream } from "./stream.js";
import { createSubscriptionLimits } from "./subscription-limits.js";
import { createHttpStreams, type HttpStreams } from "./transports/http-streams.js";
import { serveWebSocket } from "./transports/web-socket.js";

export interface LiveParts extends Pick<
  LiveServiceParts,
  "nameAsker" | "admit" | "revoked" | "headerRules" | "passesErrors" | "observer" | "tracing"
> {
  readonly app: FastifyInstance;
  readonly gate: Pick<LoadGate, "enter">;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: GatewayMetrics;
  readonly crossOrigin: CrossOrigin;
  /** How long a request may be. */
  readonly bodyBytes: number;
  /** With what goes with the supergraph that serves: the subgraphs, our own among them where it names it. */
  readonly executor: Pick<EngineExecutor<LiveSurroundings>, "apiSchema" | "derived" | "at"> & Executor;
  readonly accessLog: ChangeParts["accessLog"];
  /** Where changes are told; nobody is told of any when left out. Whoever opened it also stops it. */
  readonly bus: Bus | undefined;
}

interface LiveSurroundings {
  readonly links: readonly SubgraphLink[];
  readonly live: LiveSubgraph | undefined;
}

/** How fresh the state of the agencies is for those who follow it. */
const FRESH_MS = 5_000;

/**
 * Tells of changes, and of what subgraphs stream, over WebSockets, as server-sent events and in parts. Those who listen are told to come back, each at its
 * own moment, before the server closes. Gives what answers subscriptions that come by `POST /graphql`.
 */
export function serveLive(parts: LiveParts): Pick<HttpStreams, "answer"> {
  const { app, settings, clock, log, metrics, crossOrigin, bodyBytes, executor, bus } = parts;
  const { AMA_HEARTBEAT_MS: heartbeatMs, AMA_DISMISS_MS: spreadMs } = settings;
  const live = (schema?: GraphQLSchema) => executor.at(schema).derived.live;
  const changes = bus && createChangeParts(bus);
  const service = createLiveService({
    ...parts,
    live,
    changes,
    apiSchema: (schema) => executor.at(schema).apiSchema,
    limits: createSubscriptionLimits({
      subject: settings.AMA_SUBSCRIPTIONS_SUBJECT,
      organisation: settings.AMA_SUBSCRIPTIONS_ORGANISATION,
    }),
    requestTimeoutMs: settings.AMA_REQUEST_TIMEOUT_MS,
    heartbeatMs,
    spreadMs,
  });
  const transport = {
    app,
    live: service,
    crossOrigin,
    bodyBytes,
    metrics,
    log,
    observer: parts.observer,
    idleMs: settings.AMA_RECEIVE_TIMEOUT_MS,
  };
  const streams = createHttpStreams(transport);
  const connections = [streams, serveWebSocket(transport)];
  app.addHook("preClose", async () => {
    await Promise.all(connections.map((some) => some.dismiss(spreadMs)));
    changes?.stream.stop();
  });
  return streams;

  function createChangeParts(from: Bus): ChangeParts {
    const stream = createStream(from, log);
    metrics.watchStream(() => stream.lagMs() / 1_000);
    return {
      stream,
      sight: createSight(executor, live),
      feed: createAgencyFeed((context) => observeAgencies(executor.derived.links, clock, context), {
        freshMs: FRESH_MS,
        waitMs: settings.AMA_REQUEST_TIMEOUT_MS,
      }),
      shared: createSharedAnswers(),
      clock,
      ids: createParticipantIds(settings.AMA_PARTICIPANT_KEY, settings.AMA_PARTICIPANT_KEY_ALSO_ACCEPTED),
      accessLog: parts.accessLog,
    };
  }
}
