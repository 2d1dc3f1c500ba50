import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { persistedExchange } from "@urql/exchange-persisted";
import { createClient, fetchExchange, subscriptionExchange, type Client } from "@urql/core";
import { createClient as createWebSocketClient } from "graphql-ws";
import type { ClientParts } from "./apollo-client.js";

/**
 * urql with its normalised cache. Queries, `@defer` and subscriptions come over HTTP: a subscription as server-sent events of
 * `POST /graphql`.
 */
export function createUrqlClient({ address, headers }: ClientParts): Client {
  return createClient({
    url: `${address}/graphql`,
    fetchOptions: { headers },
    fetchSubscriptions: true,
    // The gateway takes queries by POST.
    preferGetMethod: false,
    exchanges: [pages(), fetchExchange],
  });
}

/** The same with subscriptions over one WebSocket, which opens with the first of them. */
export function createUrqlClientOverWebSocket({ address, headers }: ClientParts): Client {
  const url = `${address.replace(/^http/, "ws")}/graphql`;
  const webSocket = createWebSocketClient({ url, connectionParams: headers, retryAttempts: 0 });
  const overWebSocket = subscriptionExchange({
    forwardSubscription: ({ query = "", variables }) => ({
      subscribe: (sink) => ({
        unsubscribe: webSocket.subscribe({ query, variables: variables as Record<string, unknown> }, sink),
      }),
    }),
  });
  return createClient({
    url: `${address}/graphql`,
    fetchOptions: { headers },
    preferGetMethod: false,
    exchanges: [pages(), overWebSocket, fetchExchange],
  });
}

/** The same with the hash of a query in place of its text, once the gateway has seen the text. */
export function createUrqlClientWithHashes({ address, headers }: ClientParts): Client {
  return createClient({
    url: `${address}/graphql`,
    fetchOptions: { headers },
    preferGetMethod: false,
    exchanges: [persistedExchange({ preferGetForPersistedQueries: false }), fetchExchange],
  });
}

function pages() {
  return cacheExchange({ resolvers: { Query: { partnerships: relayPagination() } } });
}
