import type { Dispatcher } from "undici";
import { z } from "zod";
import { parseJson } from "../../platform/json/parse-json.js";
import { readCapped } from "../../platform/read-capped.js";
import { AGENCIES } from "../../schema/agencies.js";
import { Fault, type FaultCode } from "../../schema/faults.js";
import { DEADLINE_HEADER, DELAY_HEADER, MANDATE_HEADER } from "../../schema/mandate.js";
import type { SignMandate } from "../../schema/mandate-statement.js";
import { createConfiguration, type GatewayConfiguration } from "../configuration/gateway-configuration.js";
import { createHttpTransport, TransportFault } from "../engine/http-transport.js";
import { createHttpReplicas, type HttpWay } from "../engine/replicas/http-replicas.js";
import type { Replica } from "../engine/replicas/replica-set.js";
import type { RequestContext } from "../request-context.js";
import { createLinkStreams, type LinkStreamsOptions } from "./link-streams.js";
import type { SubgraphLink } from "./subgraph-link.js";

/** Subgraphs whose silence is told as that of their agency. */
const FRONTS_AGENCY: ReadonlySet<string> = new Set(AGENCIES.map(({ subgraph }) => subgraph));
/** How long a subgraph may take to let a subscription in, where the configuration does not say. */
const STREAM_TIMEOUT_MS = 10_000;
const LARGEST_REPLY_BYTES = 16 * 1024 * 1024;
const LARGEST_HEALTH_BYTES = 16 * 1024;
const HEALTH_BOUNDS = { depth: 4, items: 50, values: 50 };
/** Three months by the hour. */
const LARGEST_HOURS_BYTES = 1024 * 1024;
const HOURS_BOUNDS = { depth: 4, items: 2_500, values: 100_000 };

const Health = z.object({
  state: z.enum(["UP", "DEGRADED", "DOWN", "UNKNOWN"]),
  since: z.iso.datetime(),
  latencyMs: z.number().nullable(),
  errorRate: z.number().nullable(),
  asOf: z.iso.datetime().nullable(),
});

const Hours = z.array(
  z.object({
    at: z.iso.datetime(),
    asked: z.number(),
    answered: z.number(),
    ms: z.number(),
    faults: z.record(z.string(), z.number()),
  }),
);

export interface HttpLinkOptions {
  readonly configuration?: GatewayConfiguration;
  /** Told how late the subgraph comes to its own work, with each reply that says so. */
  readonly onDelay?: (delayMs: number) => void;
  /** Told of each request that is sent once more. */
  readonly onRepeat?: () => void;
  /** Told when a replica is left out because it cannot be reached, and when it is back. */
  readonly onReplica?: (origin: string, isAway: boolean) => void;
  /** Told of each connection for subscriptions that breaks. */
  readonly onBreak?: LinkStreamsOptions["onBreak"];
}

/**
 * Reaches a subgraph over HTTP, where it takes queries: at one address, or at several with commas between, one for each replica.
 * Its health is told at the root of its host.
 */
export function createHttpLink(
  name: string,
  url: string,
  sign: SignMandate,
  {
    configuration = createConfiguration({}, false),
    onDelay,
    onRepeat,
    onReplica,
    onBreak = () => undefined,
  }: HttpLinkOptions = {},
): SubgraphLink {
  const traffic = configuration.trafficOf(name);
  const questions = createHttpTransport(
    { name, url },
    {
      connections: 64,
      maxReplyBytes: LARGEST_REPLY_BYTES,
      timeoutMs: traffic.timeoutMs ?? Infinity,
      compression: traffic.compression,
      headers: ({ context }, body) => headersOf(context as RequestContext, body),
      onReply({ context }, headers) {
        (context as RequestContext).replyHeaders?.add(name, headers);
        const told = headers[DELAY_HEADER];
        if (onDelay && typeof told === "string" && /^\d{1,6}$/.test(told)) onDelay(Number(told));
      },
      ...(onRepeat && { onRepeat }),
      ...(onReplica && { onChange: onReplica }),
    },
  );
  const way = configuration.subscriptionOf(name, url);
  const streams = createLinkStreams(name, {
    way,
    timeoutMs: traffic.timeoutMs ?? STREAM_TIMEOUT_MS,
    maxMessageBytes: LARGEST_REPLY_BYTES,
    onBreak,
    unreachable: unreachableCode(name),
    // A request id would part the connections of those who could share one.
    headers: (context, body) => ({
      ...configuration.headers.toSubgraph(name, context.clientHeaders),
      ...(way.protocol === "sse" && { "x-request-id": context.requestId }),
      ...statementOf(context, body),
    }),
  });
  const health = createHttpReplicas(url, { connections: 2 });

  /** Asks one of the replicas, and another where that one does not answer. */
  async function readHealth(path: string, context: RequestContext): Promise<Dispatcher.ResponseData> {
    const { signal } = context.deadline;
    const first = health.set.choose();
    const ask = () => ({ path, headers: headersOf(context, ""), signal });
    return askOne(first, ask()).catch((error: unknown) => {
      if (signal.aborted || health.set.all.length === 1) throw error;
      return askOne(health.set.choose(first), ask());
    });
  }

  async function askOne(replica: Replica<HttpWay>, options: Omit<Dispatcher.RequestOptions, "method">) {
    const { set } = health;
    replica.inFlight += 1;
    try {
      const reply = await replica.way.pool.request({ ...options, method: "GET" });
      set.succeed(replica);
      return reply;
    } catch (error) {
      set.fail(replica);
      throw error;
    } finally {
      replica.inFlight -= 1;
    }
  }

  return {
    name,
    async ask(question) {
      try {
        return await questions.fetch(question);
      } catch (error) {
        throw new Fault(codeOf(error, name), undefined, `${name}: ${(error as Error).message}`);
      }
    },
    subscribe: (question) => streams.subscribe(question),
    replicas: () => questions.replicas(),
    async observe(context) {
      const reply = await readHealth("/health/agency", context);
      const text = await readCapped(reply.body, LARGEST_HEALTH_BYTES);
      return reply.statusCode === 200 ? Health.parse(parseJson(text, HEALTH_BOUNDS)) : undefined;
    },
    async hours(context, from, to) {
      const path = `/health/agency/hours?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`;
      const reply = await readHealth(path, context);
      const text = await readCapped(reply.body, LARGEST_HOURS_BYTES);
      if (reply.statusCode !== 200) throw new Fault("SUBGRAPH_UNAVAILABLE", undefined, `${name}: hours`);
      return Hours.parse(parseJson(text, HOURS_BOUNDS));
    },
    async stop() {
      await Promise.all([questions.stop(), streams.stop(), health.stop()]);
    },
  };

  /** The gateway's own stand last, so that no rule takes their place. */
  function headersOf(context: RequestContext, body: string): Record<string, string> {
    return {
      ...configuration.headers.toSubgraph(name, context.clientHeaders),
      "x-request-id": context.requestId,
      ...(context.span && { traceparent: context.span.traceparent }),
      [DEADLINE_HEADER]: String(context.deadline.remainingMs()),
      ...statementOf(context, body),
    };
  }

  function statementOf({ mandate }: RequestContext, body: string): Record<string, string> {
    return mandate ? { [MANDATE_HEADER]: sign({ mandate, audience: name, body }) } : {};
  }
}

function codeOf(error: unknown, name: string): FaultCode {
  const unreachable = unreachableCode(name);
  if (!(error instanceof TransportFault)) return unreachable;
  return error.code !== "SUBGRAPH_REPLY_INVALID" && FRONTS_AGENCY.has(name) ? unreachable : error.code;
}

function unreachableCode(name: string): FaultCode {
  return FRONTS_AGENCY.has(name) ? "SUBGRAPH_UNAVAILABLE" : "SUBGRAPH_UNREACHABLE";
}
