import {
  ApolloClient,
  ApolloLink,
  HttpLink,
  InMemoryCache,
  type NormalizedCacheObject,
} from "@apollo/client-3/core/index.js";
import { createPersistedQueryLink } from "@apollo/client-3/link/persisted-queries/index.js";
import { GraphQLWsLink } from "@apollo/client-3/link/subscriptions/index.js";
import { getMainDefinition, relayStylePagination } from "@apollo/client-3/utilities/index.js";
import { createClient } from "graphql-ws";
import type { ClientParts } from "./apollo-client.js";

/** Apollo Client 3, which asks for `@defer` in the format of 2022 and subscribes in parts over HTTP. */
export function createApolloClient3({ address, headers }: ClientParts): ApolloClient<NormalizedCacheObject> {
  return clientOf(new HttpLink({ uri: `${address}/graphql`, headers }));
}

export function createApolloClient3OverWebSocket({ address, headers }: ClientParts) {
  const url = `${address.replace(/^http/, "ws")}/graphql`;
  const webSocket = new GraphQLWsLink(createClient({ url, connectionParams: headers, retryAttempts: 0 }));
  const http = new HttpLink({ uri: `${address}/graphql`, headers });
  const isSubscription = (definition: ReturnType<typeof getMainDefinition>) =>
    definition.kind === "OperationDefinition" && definition.operation === "subscription";
  return clientOf(ApolloLink.split(({ query }) => isSubscription(getMainDefinition(query)), webSocket, http));
}

export function createApolloClient3WithHashes({ address, headers }: ClientParts, sha256: (text: string) => string) {
  const hashes = createPersistedQueryLink({ sha256 });
  return clientOf(hashes.concat(new HttpLink({ uri: `${address}/graphql`, headers })));
}

function clientOf(link: ApolloLink): ApolloClient<NormalizedCacheObject> {
  const typePolicies = { Query: { fields: { partnerships: relayStylePagination(["filter"]) } } };
  return new ApolloClient({ link, cache: new InMemoryCache({ typePolicies }) });
}
