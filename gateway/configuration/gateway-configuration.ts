import { addressesOf } from "../../platform/addresses-of.js";
import type { ConfigurationFile, PROTOCOLS } from "./configuration-file.js";
import { createHeaderRules, type HeaderRules } from "./header-rules.js";

/** Whether the errors of a subgraph reach clients in its own words. */
export type PassesErrors = (subgraph: string) => boolean;

/** Where and how a subgraph streams its subscriptions. */
export interface SubscriptionWay {
  /** graphql-transport-ws, or server-sent events (graphql-sse, distinct connections). */
  readonly protocol: (typeof PROTOCOLS)[number];
  /** Of each replica. */
  readonly urls: readonly string[];
  /** How often a stream that broke is opened again before its subscriptions end. */
  readonly reconnectAttempts: number;
  /** Events that wait for a slow client before the subscription ends. */
  readonly mostWaiting: number;
}

export interface Traffic {
  /** Where the subgraph takes requests, when not where the supergraph says; several have commas between. */
  readonly url?: string | undefined;
  readonly timeoutMs?: number | undefined;
  /** Whether compressed replies are asked for. */
  readonly compression: boolean;
}

/** What an operator decides of the way to each subgraph. */
export interface GatewayConfiguration {
  readonly headers: HeaderRules;
  readonly passesErrors: PassesErrors;
  /** @param url where the subgraph takes queries; several have commas between */
  subscriptionOf(subgraph: string, url: string): SubscriptionWay;
  trafficOf(subgraph: string): Traffic;
}

/** @param open whether the gateway runs without mandates: the errors of subgraphs then pass unless told otherwise */
export function createConfiguration(file: ConfigurationFile, open: boolean): GatewayConfiguration {
  const { errors = {}, subscriptions = {}, traffic = {} } = file;
  return {
    headers: createHeaderRules(file.headers, open),
    passesErrors: (subgraph) => ownOf(errors.subgraphs, subgraph) ?? errors.all ?? open,
    subscriptionOf(subgraph, url) {
      const own = ownOf(subscriptions.subgraphs, subgraph);
      const { protocol = "ws", path, ...rest } = { ...subscriptions.all, ...own };
      const urls = addressesOf(own?.url ?? url).map((one) => {
        const at = new URL(own?.url === undefined ? (path ?? one) : one, one);
        if (protocol === "ws") at.protocol = at.protocol === "https:" ? "wss:" : "ws:";
        return at.href;
      });
      const { reconnect_attempts: reconnectAttempts = 5, most_waiting: mostWaiting = 1_000 } = rest;
      return { protocol, urls, reconnectAttempts, mostWaiting };
    },
    trafficOf(subgraph) {
      const own = ownOf(traffic.subgraphs, subgraph);
      const { timeout, compression = true } = { ...traffic.all, ...own };
      return { url: own?.url, timeoutMs: timeout, compression };
    },
  };
}

function ownOf<Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
