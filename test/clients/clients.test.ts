import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ApolloClient, gql, InMemoryCache } from "@apollo/client";
import { Defer20220824Handler } from "@apollo/client/incremental";
import type { ApolloClient as ApolloClient3 } from "@apollo/client-3/core/index.js";
import type { Client as UrqlClient } from "@urql/core";
import { parse } from "graphql";
import { GraphQLClient } from "graphql-request";
import { WebSocket } from "ws";
import { hashText, normalise } from "../../schema/operations.js";
import { startHouse, type TestHouse } from "../support/start-house.js";
import { startToyGateway } from "../support/toy-gateway.js";
import { toyGraph, type ToySubgraph } from "../support/toy-graph.js";
import { until } from "../support/until.js";
import {
  createApolloClient3,
  createApolloClient3OverWebSocket,
  createApolloClient3WithHashes,
} from "./apollo-client-3.js";
import {
  createApolloClient,
  createApolloClientOverWebSocket,
  createApolloClientWithHashes,
  type ClientParts,
} from "./apollo-client.js";
import { overServerSentEvents } from "./over-server-sent-events.js";
import { createUrqlClient, createUrqlClientOverWebSocket, createUrqlClientWithHashes } from "./urql.js";

/* The clients of front ends, as their documentation sets them up, against our own graph and any other with `--open`. */

const TOYS: ToySubgraph[] = [
  {
    name: "people",
    sdl: `type Query { people: [Person!]! } type Person @key(fields: "id") { id: ID! name: String }`,
    resolvers: { Query: { people: () => ["1", "2"].map((id) => ({ id, name: `N${id}` })) } },
  },
  {
    name: "files",
    sdl: `type Person @key(fields: "id") { id: ID! file: String }`,
    resolvers: { Person: { file: async ({ id }: { id: string }) => (await gate, `file ${id}`) } },
  },
];
/** What is deferred waits for it. */
let gate = Promise.resolve();
const PEOPLE = "query People { people { id name } }";
/** As it is sent: with `__typename`, which Apollo Client and urql's cache add. */
const REGISTERED = `query Registered { people { id __typename } }`;
const LATER = `query Later { people { id name ... @defer(label: "files") { file } } }`;
const CHANGES = `subscription Changes($ids: [ID!], $after: ID) {
  participantChanged(ids: $ids, after: $after) { cursor kind participant { id } } }`;
const PAGE = `query Page($first: Int, $after: String) { partnerships(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { id name } } } }`;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

// Asked in nobody's name, a subgraph is asked over HTTP.
const { local } = toyGraph(TOYS);
const subgraphs = createServer((incoming, response) => {
  const asked = local.find(({ name }) => incoming.url === `/${name}`)!;
  void text(incoming)
    .then((body) => asked.answerSigned({ body, statement: "", signal: AbortSignal.timeout(60_000) }))
    .then((answer) => response.setHeader("content-type", "application/json").end(JSON.stringify(answer)));
});

let house: TestHouse;
let open: Awaited<ReturnType<typeof startToyGateway>>;
/** Answers registered documents alone. */
let strict: Awaited<ReturnType<typeof startToyGateway>>;
let inspector: ClientParts;
let anybody: ClientParts;
beforeAll(async () => {
  // As a browser has one, and Node from version 22 on.
  globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket;
  house = await startHouse({ participants: 60 });
  await new Promise<void>((resolve) => subgraphs.listen(0, "127.0.0.1", resolve));
  const { port } = subgraphs.address() as AddressInfo;
  const { supergraph } = toyGraph(TOYS, `http://127.0.0.1:${port}/NAME`);
  open = await startToyGateway({ supergraph, open: true });
  const text = normalise(parse(REGISTERED));
  const documents = [{ name: "Registered", file: "", id: hashText(text), text, document: parse(text) }];
  strict = await startToyGateway({ ...toyGraph(TOYS), documents }, { AMA_TRUSTED_DOCUMENTS: "always" });
  inspector = {
    address: house.address,
    headers: {
      authorization: `Bearer ${await house.token("inspector")}`,
      "ama-purpose": "INSPECTION",
      "ama-legal-context": "Opdracht 2026/1 van de inspectie",
    },
  };
  anybody = { address: open.address, headers: {} };
});
afterAll(async () => {
  await Promise.all([open.stop(), strict.stop()]);
  subgraphs.close();
  await house.stop();
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
type Data = any;

/** What every client can do, whatever it calls it. */
interface Tried {
  /** Its data. @throws what the client throws or gives as an error */
  ask(text: string, variables?: object): Promise<Data>;
  /** The data of a query that comes in parts, each time there is more of it. */
  parts(text: string, next: (data: Data) => void): Promise<void>;
  subscribe(text: string, variables: object, next: (data: Data) => void, failed: (error: unknown) => void): () => void;
}

const without = (data: Data): Data =>
  JSON.parse(JSON.stringify(data, (name, value: unknown) => (name === "__typename" ? undefined : value)));

function triedApollo(client: ApolloClient): Tried {
  return {
    ask: async (query, variables = {}) => without((await client.query({ query: gql(query), variables })).data),
    parts: (query, next) =>
      new Promise((resolve, reject) => {
        client.watchQuery({ query: gql(query), errorPolicy: "all" }).subscribe(({ data, dataState, error }) => {
          if (error) reject(error);
          if (dataState === "streaming" || dataState === "complete") next(without(data));
          if (dataState === "complete") resolve();
        });
      }),
    subscribe(query, variables, next, failed) {
      const listening = client
        .subscribe({ query: gql(query), variables })
        .subscribe({ next: ({ data, error }) => (error ? failed(error) : next(without(data))), error: failed });
      return () => listening.unsubscribe();
    },
  };
}

function triedApollo3(client: ApolloClient3<unknown>): Tried {
  return {
    ask: async (query, variables = {}) => without((await client.query({ query: gql(query), variables })).data),
    parts: (query, next) =>
      new Promise((resolve, reject) => {
        const sawAll = (data: Data) => data.people.every(({ file }: { file?: string }) => file !== undefined);
        client.watchQuery({ query: gql(query) }).subscribe({
          next({ data }) {
            next(without(data));
            if (sawAll(data)) resolve();
          },
          error: reject,
        });
      }),
    subscribe(query, variables, next, failed) {
      const listening = client
        .subscribe({ query: gql(query), variables })
        .subscribe({ next: ({ data }) => next(without(data)), error: failed });
      return () => listening.unsubscribe();
    },
  };
}

function triedUrql(client: UrqlClient): Tried {
  return {
    async ask(query, variables = {}) {
      const { data, error } = await client.query(query, variables).toPromise();
      if (error) throw error;
      return without(data);
    },
    parts: (query, next) =>
      new Promise((resolve, reject) => {
        client.query(query, {}).subscribe(({ data, error, hasNext }) => {
          if (error) return reject(error);
          next(without(data));
          if (!hasNext) resolve();
        });
      }),
    subscribe(query, variables, next, failed) {
      const listening = client
        .subscription(query, variables)
        .subscribe(({ data, error }) => (error ? failed(error) : next(without(data))));
      return () => listening.unsubscribe();
    },
  };
}

const apolloOfFormat2022 = (parts: ClientParts) => {
  const { link } = createApolloClient(parts);
  return new ApolloClient({ link, cache: new InMemoryCache(), incrementalHandler: new Defer20220824Handler() });
};
const apolloOverEvents = (parts: ClientParts) =>
  new ApolloClient({ link: overServerSentEvents(parts), cache: new InMemoryCache() });

describe.each<[string, (parts: ClientParts) => Tried]>([
  ["Apollo Client 4", (parts) => triedApollo(createApolloClient(parts))],
  ["Apollo Client 4 with the format of 2022", (parts) => triedApollo(apolloOfFormat2022(parts))],
  ["Apollo Client 3", (parts) => triedApollo3(createApolloClient3(parts))],
  ["urql", (parts) => triedUrql(createUrqlClient(parts))],
])("%s", (_, createTried) => {
  test("asks a query", async () => {
    const people = [
      { id: "1", name: "N1" },
      { id: "2", name: "N2" },
    ];
    expect(await createTried(anybody).ask(PEOPLE)).toEqual({ people });
    expect(await createTried(inspector).ask("{ viewer { capacity } }")).toEqual({ viewer: { capacity: "INSPECTOR" } });
  });

  test("is told of what it may not ask", async () => {
    const failed = (parts: ClientParts, text: string) => createTried(parts).ask(text).catch(codesIn);
    expect(await failed(anybody, "{ peple { id } }")).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    expect(await failed({ ...inspector, headers: {} }, PAGE)).toEqual(["UNAUTHENTICATED"]);
  });

  test("gets what is deferred after the rest", async () => {
    let open = (): void => undefined;
    gate = new Promise((resolve) => (open = resolve));
    const parts: Data[] = [];
    await createTried(anybody).parts(LATER, (data) => {
      parts.push(data);
      open();
    });
    expect(parts.at(0)).toEqual({
      people: [
        { id: "1", name: "N1" },
        { id: "2", name: "N2" },
      ],
    });
    expect(parts.at(-1)).toEqual({
      people: [
        { id: "1", name: "N1", file: "file 1" },
        { id: "2", name: "N2", file: "file 2" },
      ],
    });
  });
});

describe.each<[string, (parts: ClientParts) => Tried]>([
  ["Apollo Client 4 in parts", (parts) => triedApollo(createApolloClient(parts))],
  ["Apollo Client 4 over a WebSocket", (parts) => triedApollo(createApolloClientOverWebSocket(parts))],
  ["Apollo Client 4 over server-sent events", (parts) => triedApollo(apolloOverEvents(parts))],
  ["Apollo Client 3 in parts", (parts) => triedApollo3(createApolloClient3(parts))],
  ["Apollo Client 3 over a WebSocket", (parts) => triedApollo3(createApolloClient3OverWebSocket(parts))],
  ["urql over server-sent events", (parts) => triedUrql(createUrqlClient(parts))],
  ["urql over a WebSocket", (parts) => triedUrql(createUrqlClientOverWebSocket(parts))],
])("%s", (_, createTried) => {
  test("is told each change, once", async () => {
    const id = house.idOf(house.world.persons[0]!);
    const changes: Data[] = [];
    let failure: unknown;
    const after = await house.bus.end();
    const stop = createTried(inspector).subscribe(
      CHANGES,
      { ids: [id], after },
      ({ participantChanged }) => changes.push(participantChanged),
      (error) => (failure = error),
    );
    const cursors = [await tell("PERMISSION_CHANGED"), await tell("REFERRAL_CHANGED")];
    await until(() => failure !== undefined || changes.length === 2);
    stop();
    expect(failure).toBeUndefined();
    expect(changes).toEqual([
      { cursor: cursors[0], kind: "PERMISSION_CHANGED", participant: { id } },
      { cursor: cursors[1], kind: "REFERRAL_CHANGED", participant: { id } },
    ]);
  });

  test("is told why a subscription is refused", async () => {
    const failure = new Promise((resolve) => {
      createTried(inspector).subscribe(CHANGES, { ids: ["nobody"] }, resolve, resolve);
    });
    expect(codesIn(await failure)).toContain("ARGUMENT_INVALID");
  });
});

describe.each<[string, (parts: ClientParts) => Tried]>([
  ["Apollo Client 4", (parts) => triedApollo(createApolloClientWithHashes(parts))],
  ["Apollo Client 3", (parts) => triedApollo3(createApolloClient3WithHashes(parts, sha256))],
  ["urql", (parts) => triedUrql(createUrqlClientWithHashes(parts))],
])("%s with hashes in place of texts", (name, createTried) => {
  test("sends a text the first time alone", async () => {
    const text = `query ${name.replaceAll(/\W/g, "")} { people { id name } }`;
    const sent = await bodiesDuring(async () => {
      await createTried(anybody).ask(text);
      await createTried(anybody).ask(text);
    });
    expect(sent.map((body) => [body.query !== undefined, body.extensions.persistedQuery.sha256Hash.length])).toEqual([
      [false, 64],
      [true, 64],
      [false, 64],
    ]);
  });

  test("asks a registered document, and no other where only those are answered", async () => {
    const asker = { address: strict.address, headers: strict.mandate };
    const registered = await createTried(asker).ask(REGISTERED);
    expect(registered.people).toHaveLength(2);
    expect(await createTried(asker).ask(PEOPLE).catch(codesIn)).toEqual(["DOCUMENT_NOT_TRUSTED"]);
  });
});

test("Apollo Client adds a page to those before it", async () => {
  const client = createApolloClient(inspector);
  const pages = client.watchQuery({ query: gql(PAGE), variables: { first: 2 } });
  let shown: Data;
  const watching = pages.subscribe(({ data, dataState }) => void (dataState === "complete" && (shown = without(data))));
  await until(() => shown !== undefined);
  await pages.fetchMore({ variables: { after: shown.partnerships.pageInfo.endCursor } });
  await until(() => idsIn(shown).length === 4);
  watching.unsubscribe();
  expect(idsIn(shown)).toEqual(await idsOfFirst(4));
});

test("urql adds a page to those before it", async () => {
  const client = createUrqlClient(inspector);
  const first = await client.query(PAGE, { first: 2 }).toPromise();
  const next = await client.query(PAGE, { first: 2, after: first.data.partnerships.pageInfo.endCursor }).toPromise();
  expect(idsIn(next.data)).toEqual(await idsOfFirst(4));
});

test("graphql-request asks, and is told the code of what was refused", async () => {
  const { address, headers } = inspector;
  const client = new GraphQLClient(`${address}/graphql`, { headers });
  expect(await client.request("{ viewer { capacity } }")).toEqual({ viewer: { capacity: "INSPECTOR" } });
  const failure: unknown = await client
    .request('{ participant(id: "nobody") { id } }')
    .catch((error: unknown) => error);
  expect(codesIn(failure)).toContain("ARGUMENT_INVALID");
});

const idsIn = (data: Data): string[] => data.partnerships.edges.map(({ node }: Data) => node.id);

async function idsOfFirst(first: number): Promise<string[]> {
  const { data } = await house.ask(PAGE, { first });
  return idsIn(data);
}

/** The codes of the errors that a client gives, wherever it keeps them. */
function codesIn(error: unknown): unknown[] {
  const { errors, graphQLErrors, response, networkError } = (error ?? {}) as Record<string, Data>;
  // Apollo Client 3 keeps what came under another status than 200 there.
  const all =
    errors ??
    networkError?.result.errors ??
    graphQLErrors ??
    response?.errors ??
    (Array.isArray(error) ? error : [error]);
  return all.map(({ extensions }: Data) => extensions?.code);
}

/** The requests that are sent meanwhile. */
async function bodiesDuring(run: () => Promise<void>): Promise<Data[]> {
  const bodies: Data[] = [];
  const own = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    bodies.push(JSON.parse(String(init?.body)));
    return own(input, init);
  };
  try {
    await run();
  } finally {
    globalThis.fetch = own;
  }
  return bodies;
}

let told = 0;
/** An agency tells that something changed for the first person. @returns the place of the event */
async function tell(kind: "PERMISSION_CHANGED" | "REFERRAL_CHANGED"): Promise<string> {
  const participant = house.idOf(house.world.persons[0]!);
  const id = `clients-${++told}`;
  const event = { id, kind, participant, occurredAt: "2026-11-21T09:00:00Z" };
  const step = { source: "clients", from: await house.bus.position("clients"), to: id, events: [event] };
  expect(await house.bus.append(step)).toBe(true);
  return house.bus.end();
}
