import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ApolloClient, gql, InMemoryCache } from "@apollo/client";
import { WebSocket } from "ws";
import { compose } from "../../schema/compose.js";
import { startStreamingSubgraph, type StreamContext, type StreamingSubgraph } from "../support/streaming-subgraph.js";
import { startToyGateway } from "../support/toy-gateway.js";
import { until } from "../support/until.js";
import { createApolloClient3, createApolloClient3OverWebSocket } from "./apollo-client-3.js";
import { createApolloClient, createApolloClientOverWebSocket, type ClientParts } from "./apollo-client.js";
import { overServerSentEvents } from "./over-server-sent-events.js";
import { createUrqlClient, createUrqlClientOverWebSocket } from "./urql.js";

/* A subscription that a subgraph owns, with a field of another subgraph, through `--open`. */

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key"])\n`;
const SCORES = {
  name: "scores",
  sdl: `${LINK} type Query { scores: Int } type Subscription { scored: Player } type Player @key(fields: "id") { id: ID! score: Int }`,
  resolvers: {
    Subscription: {
      scored: { subscribe: (_: unknown, __: object, { events }: StreamContext) => events((scored) => ({ scored })) },
    },
  },
};
const PLAYERS = {
  name: "players",
  sdl: `${LINK} type Player @key(fields: "id") { id: ID! name: String }`,
  resolvers: { Player: { name: ({ id }: { id: string }) => `N${id}` } },
};
const SCORED = "subscription Scored { scored { id score name } }";

let scores: StreamingSubgraph;
let players: StreamingSubgraph;
let gateway: Awaited<ReturnType<typeof startToyGateway>>;
beforeAll(async () => {
  globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket;
  scores = await startStreamingSubgraph(SCORES);
  players = await startStreamingSubgraph(PLAYERS);
  const supergraph = compose([scores, players]).get("supergraph.graphql")!;
  gateway = await startToyGateway({ supergraph, open: true });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([scores.stop(), players.stop()]);
});

interface Player {
  readonly id: string;
  readonly score: number;
  readonly name: string;
}
type Next = (answer: { data?: { scored: Player } | null }) => void;
type Subscribe = (parts: ClientParts, next: Next) => { unsubscribe(): void };

const byApollo =
  (create: (parts: ClientParts) => Pick<ApolloClient, "subscribe">): Subscribe =>
  (parts, next) =>
    create(parts)
      .subscribe({ query: gql(SCORED) })
      .subscribe((answer) => next(answer as Parameters<Next>[0]));

describe.each<[string, Subscribe]>([
  ["Apollo Client 4 in parts", byApollo(createApolloClient)],
  ["Apollo Client 4 over a WebSocket", byApollo(createApolloClientOverWebSocket)],
  [
    "Apollo Client 4 over server-sent events",
    byApollo((parts) => new ApolloClient({ link: overServerSentEvents(parts), cache: new InMemoryCache() })),
  ],
  ["Apollo Client 3 in parts", byApollo(createApolloClient3 as never)],
  ["Apollo Client 3 over a WebSocket", byApollo(createApolloClient3OverWebSocket as never)],
  ["urql over server-sent events", (parts, next) => createUrqlClient(parts).subscription(SCORED, {}).subscribe(next)],
  [
    "urql over a WebSocket",
    (parts, next) => createUrqlClientOverWebSocket(parts).subscription(SCORED, {}).subscribe(next),
  ],
])("%s", (_, subscribe) => {
  test("is told each event of a subgraph, completed by another", async () => {
    const told: Player[] = [];
    const before = scores.open();
    const listening = subscribe(
      { address: gateway.address, headers: {} },
      ({ data }) => data && told.push(data.scored),
    );
    await until(() => scores.open() > before);
    scores.publish({ id: "1", score: 3 });
    scores.publish({ id: "2", score: 5 });
    await until(() => told.length === 2);
    listening.unsubscribe();
    expect(told.map(({ id, score, name }) => [id, score, name])).toEqual([
      ["1", 3, "N1"],
      ["2", 5, "N2"],
    ]);
    // And the stream of the subgraph ends with the client's.
    await until(() => scores.open() === before);
  });
});
