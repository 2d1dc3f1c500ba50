import { Fault, Refusal, type FaultCode } from "../../schema/faults.js";
import type { SubscriptionWay } from "../configuration/gateway-configuration.js";
import { spreadStreams } from "../engine/replicas/spread-streams.js";
import { createEventStreams } from "../engine/subscription/event-streams.js";
import { reconnecting, type ReconnectOptions } from "../engine/subscription/reconnecting-streams.js";
import { StreamBroken, StreamOverrun, type StreamedReply } from "../engine/subscription/subgraph-stream.js";
import { createWebSocketStreams } from "../engine/subscription/web-socket-streams.js";
import type { RequestContext } from "../request-context.js";
import { bodyOf, type SubgraphQuestion } from "./subgraph-link.js";

export interface LinkStreamsOptions extends Pick<ReconnectOptions, "onBreak"> {
  readonly way: SubscriptionWay;
  readonly timeoutMs: number;
  readonly maxMessageBytes: number;
  /** What is told where the connection broke for good. */
  readonly unreachable: FaultCode;
  /** Headers of a connection, made anew for each attempt: a statement is good for one use. */
  readonly headers: (context: RequestContext, body: string) => Readonly<Record<string, string>>;
}

/** The subscriptions of one subgraph, as an operator decided of the way there. */
export interface LinkStreams {
  subscribe(question: Omit<SubgraphQuestion, "kind">): AsyncGenerator<StreamedReply, void>;
  stop(): Promise<void>;
}

export function createLinkStreams(name: string, options: LinkStreamsOptions): LinkStreams {
  const { way, timeoutMs, maxMessageBytes, headers, onBreak, unreachable } = options;
  const { protocol, urls, mostWaiting, reconnectAttempts: attempts } = way;
  const replicas = urls.map((url) => {
    const common = { url, timeoutMs, maxMessageBytes, mostWaiting };
    return protocol === "ws" ? createWebSocketStreams(common) : createEventStreams(common);
  });
  const streams = reconnecting(spreadStreams(replicas), { attempts, onBreak });
  return {
    async *subscribe({ query, variables, context, signal }) {
      const body = bodyOf(query, variables);
      try {
        yield* streams.open({ body, headers: () => headers(context, body) }, signal);
      } catch (error) {
        if (error instanceof StreamOverrun) throw new Refusal("SUBSCRIPTION_TOO_SLOW");
        if (!(error instanceof StreamBroken)) throw error;
        throw new Fault(unreachable, undefined, `${name}: ${error.message}`, { cause: error });
      }
    },
    stop: () => streams.stop(),
  };
}
