import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { GraphQL17Alpha9Handler } from "@apollo/client/incremental";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { relayStylePagination } from "@apollo/client/utilities";
import { OperationTypeNode } from "graphql";
import { createClient } from "graphql-ws";

export interface ClientParts {
  /** Of the gateway, `https://…`. */
  readonly address: string;
  /** `authorization`, `ama-purpose`, `ama-legal-context`. */
  readonly headers: Record<string, string>;
}

/**
 * Apollo Client 4. Queries, `@defer` and subscriptions come over HTTP: a subscription as
 * `multipart/mixed;subscriptionSpec=1.0`, for which nothing has to be set up.
 */
export function createApolloClient({ address, headers }: ClientParts): ApolloClient {
  return new ApolloClient({ link: overHttp({ address, headers }), ...defaults() });
}

/** The same with subscriptions over one WebSocket, which opens with the first of them. */
export function createApolloClientOverWebSocket(
  { address, headers }: ClientParts,
  webSocketImpl?: unknown,
): ApolloClient {
  const url = `${address.replace(/^http/, "ws")}/graphql`;
  const webSocket = new GraphQLWsLink(createClient({ url, connectionParams: headers, retryAttempts: 0 }));
  const link = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    webSocket,
    overHttp({ address, headers }),
  );
  return new ApolloClient({ link, ...defaults() });
}

/** The same with the hash of a query in place of its text, once the gateway has seen the text. */
export function createApolloClientWithHashes({ address, headers }: ClientParts): ApolloClient {
  const hashes = new PersistedQueryLink({ sha256 });
  return new ApolloClient({ link: hashes.concat(overHttp({ address, headers })), ...defaults() });
}

function overHttp({ address, headers }: ClientParts): ApolloLink {
  return new HttpLink({ uri: `${address}/graphql`, headers });
}

function defaults() {
  return {
    cache: new InMemoryCache({
      typePolicies: {
        // A page is added to the pages of the same filter.
        Query: { fields: { partnerships: relayStylePagination(["filter"]) } },
      },
    }),
    // The newer of the two formats that the gateway speaks; Defer20220824Handler is the other.
    incrementalHandler: new GraphQL17Alpha9Handler(),
  };
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
