import { ApolloLink, Observable } from "@apollo/client";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { print } from "graphql";
import { createClient, NetworkError } from "graphql-sse";
import type { ClientParts } from "./apollo-client.js";

/** A link for Apollo Client that subscribes over server-sent events, for networks that let no parts and no WebSocket through. */
export function overServerSentEvents({ address, headers }: ClientParts): ApolloLink {
  // By itself it would subscribe again after the first cursor, and also after a refusal.
  const client = createClient({ url: `${address}/graphql/stream`, headers, retryAttempts: 0 });
  return new ApolloLink(
    ({ query, variables, operationName }) =>
      new Observable((observer) =>
        client.subscribe(
          { query: print(query), variables, ...(operationName === undefined ? {} : { operationName }) },
          {
            next: (answer) => observer.next(answer as ApolloLink.Result),
            error: (error) => void reasonOf(error).then((reason) => observer.error(reason)),
            complete: () => observer.complete(),
          },
        ),
      ),
  );
}

/** What is refused is refused as an answer, which the library leaves unread. */
async function reasonOf(error: unknown): Promise<unknown> {
  if (!(error instanceof NetworkError) || !(error.response instanceof Response)) return error;
  return new CombinedGraphQLErrors((await error.response.json()) as ApolloLink.Result);
}
