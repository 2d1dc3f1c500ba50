import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import { startToyGateway } from "../support/toy-gateway.js";
import { toyGraph, type ToySubgraph } from "../support/toy-graph.js";

const PEOPLE: ToySubgraph = {
  name: "people",
  sdl: `type Query { person(id: ID!): Person people: [Person!] }
        type Person @key(fields: "id") { id: ID! name: String facts: [String!] @inaccessible }`,
  resolvers: {
    Query: {
      person: (_: unknown, { id }: { id: string }) => ({ id }),
      people: () => [{ id: "1" }, { id: "2" }],
    },
    Person: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      name: ({ id }: { id: string }) => `person ${id}`,
      facts: () => ["tall"],
    },
  },
};

/** Judges from facts of another subgraph, and says so when it was handed none. */
const JUDGES: ToySubgraph = {
  name: "judges",
  sdl: `type Person @key(fields: "id") { id: ID! facts: [String!] @external verdict: String @requires(fields: "facts") height: Int }`,
  resolvers: {
    Person: {
      __resolveReference: (person: unknown) => person,
      verdict: ({ facts }: { facts: string[] | null }) => (facts ? `judged on ${facts.join()}` : "cannot judge"),
      height: () => 180,
    },
  },
};

const OPINIONS = { ...PEOPLE, name: "opinions", sdl: `type Query { opinion(of: ID!): Person } type Person @key(fields: "id") { id: ID! }`,
  resolvers: { Query: { opinion: (_: unknown, { of }: { of: string }) => ({ id: of }) } } }; // prettier-ignore

const running: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
});

/** A gateway over these subgraphs, of which one is somewhere else and does as told. */
async function gatewayWith(toys: readonly ToySubgraph[], away: string, behave: RequestListener, environment = {}) {
  const server: Server = createServer(behave);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const { supergraph, local } = toyGraph(toys, url);
  const gateway = await startToyGateway({ supergraph, local: local.filter(({ name }) => name !== away) }, environment);
  running.push(gateway, {
    stop: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  });
  return gateway;
}

const html: RequestListener = (_request, response) => {
  response.writeHead(200, { "content-type": "text/html" }).end("<html>be right back</html>");
};
const failing: RequestListener = (_request, response) => {
  response.writeHead(500, { "content-type": "application/json" }).end('{"data":{"secret":"at /home/ama"}}');
};
const half: RequestListener = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end('{"data":{"_entities":[{"heig');
};
const wrongCount: RequestListener = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end('{"data":{"_entities":[]}}');
};
const cutOff: RequestListener = (_request, response) => {
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  response.writeHead(200, headers).end(gzipSync('{"data":{"_entities":[{"height":1},{"height":2}]}}').subarray(0, -6));
};
const endless: RequestListener = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const more = () => {
    while (!response.destroyed && response.write(" ".repeat(65_536)));
  };
  response.on("drain", more);
  more();
};
const deep: RequestListener = (_request, response) => {
  const height = "[".repeat(1_000_000) + "]".repeat(1_000_000);
  response.writeHead(200, { "content-type": "application/json" }).end(`{"data":{"_entities":[{"height":${height}}]}}`);
};
const cut: RequestListener = (request) => request.destroy();
const silent: RequestListener = () => undefined;

describe("a subgraph that does not answer", () => {
  test.each([
    ["says something in HTML", html, "SUBGRAPH_REPLY_INVALID"],
    ["fails", failing, "SUBGRAPH_REPLY_INVALID"],
    ["sends half an answer", half, "SUBGRAPH_REPLY_INVALID"],
    ["answers about fewer entities than it was asked", wrongCount, "SUBGRAPH_REPLY_INVALID"],
    ["sends a part of a compressed answer", cutOff, "SUBGRAPH_REPLY_INVALID"],
    ["answers without end", endless, "SUBGRAPH_REPLY_INVALID"],
    ["answers deeper than anything is", deep, "SUBGRAPH_REPLY_INVALID"],
    ["cuts the line", cut, "SUBGRAPH_UNREACHABLE"],
  ])("that %s costs its own fields, each with an error at its place", async (_how, behave, code) => {
    const { ask } = await gatewayWith([PEOPLE, JUDGES], "judges", behave);
    const { status, data, errors } = await ask("{ people { name height tall: height } }");
    expect(status).toBe(200);
    const person = { height: null, tall: null };
    expect(data).toEqual({
      people: [
        { name: "person 1", ...person },
        { name: "person 2", ...person },
      ],
    });
    expect(errors?.map(({ path }) => path?.join("."))).toEqual(
      expect.arrayContaining(["people.0.height", "people.0.tall", "people.1.height", "people.1.tall"]),
    );
    expect(errors).toHaveLength(4);
    for (const error of errors ?? []) expect(error.extensions).toMatchObject({ code });
    expect(JSON.stringify(errors)).not.toMatch(/html|secret|127\.0\.0\.1|judges/);
  });

  test("that never answers is left at the deadline", async () => {
    const { ask } = await gatewayWith([PEOPLE, JUDGES], "judges", silent, { AMA_REQUEST_TIMEOUT_MS: "2000" });
    const { data, errors } = await ask('{ person(id: "1") { name height } }');
    expect(data).toEqual({ person: { name: "person 1", height: null } });
    expect(errors).toMatchObject([{ path: ["person", "height"], extensions: { code: "SUBGRAPH_TIMEOUT" } }]);
  });

  test("that never answers leaves no field of what was to be asked after it null without an error", async () => {
    const toys = [OPINIONS, PEOPLE, JUDGES];
    const { ask } = await gatewayWith(toys, "people", silent, { AMA_REQUEST_TIMEOUT_MS: "1500" });
    const { data, errors = [] } = await ask('{ opinion(of: "7") { id verdict height } }');
    const { height, ...rest } = data.opinion as { height: number | null };
    expect(rest).toEqual({ id: "7", verdict: null });
    const told = errors.map(({ path, extensions }) => [path?.join("."), extensions?.["code"]]);
    // Why there are no facts to judge on.
    expect(told).toContainEqual(["opinion.verdict", "SUBGRAPH_TIMEOUT"]);
    if (height === null) expect(told).toContainEqual(["opinion.height", "SUBGRAPH_TIMEOUT"]);
  });

  test("leaves those without an answer who need its facts, and says so", async () => {
    const { ask } = await gatewayWith([OPINIONS, PEOPLE, JUDGES], "people", failing);
    const { data, errors } = await ask('{ opinion(of: "7") { id verdict } }');
    expect(data).toEqual({ opinion: { id: "7", verdict: null } });
    expect(errors).toMatchObject([{ extensions: { code: "SUBGRAPH_REPLY_INVALID" } }]);
  });

  test("does not take another's root field along", async () => {
    const { ask } = await gatewayWith([OPINIONS, PEOPLE], "people", cut);
    const { data, errors } = await ask('{ opinion(of: "7") { id } people { name } }');
    expect(data).toEqual({ opinion: { id: "7" }, people: null });
    expect(errors).toMatchObject([{ path: ["people"], extensions: { code: "SUBGRAPH_UNREACHABLE" } }]);
  });

  test("is given up when the client is gone", async () => {
    const gone = new Promise<void>((resolve) => {
      void gatewayWith([PEOPLE, JUDGES], "judges", (request) => void request.once("close", resolve)).then(
        ({ address, mandate }) => {
          const body = JSON.stringify({ query: '{ person(id: "1") { height } }' });
          const headers = { "content-type": "application/json", ...mandate };
          void fetch(`${address}/graphql`, { method: "POST", headers, body, signal: AbortSignal.timeout(300) }).catch(
            () => undefined,
          );
        },
      );
    });
    await gone;
  });
});

test("numbers pass from client to subgraph and back as they were written", async () => {
  const bodies: string[] = [];
  const accounts: RequestListener = (request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.setHeader("content-type", "application/json");
      response.end(`{"data":{"account_0":{"number":12345678901234567890,"amount":1.10}}}`);
    });
  };
  const sdl = `scalar Long type Query { account(number: Long): Account } type Account { number: Long amount: Float }`;
  const { address, mandate } = await gatewayWith([{ name: "accounts", sdl, resolvers: {} }], "accounts", accounts);
  const ask = async (query: string, accept = "application/json") => {
    const headers = { "content-type": "application/json", accept, ...mandate };
    const body = `{"query":${JSON.stringify(query)},"variables":{"number":9007199254740993}}`;
    return (await fetch(`${address}/graphql`, { method: "POST", headers, body })).text();
  };
  const account = `{"number":12345678901234567890,"amount":1.10}`;
  expect(await ask("query ($number: Long) { account(number: $number) { number amount } }")).toBe(
    `{"data":{"account":${account}}}`,
  );
  expect(bodies.at(-1)).toContain(`"variables":{"number":9007199254740993}`);
  const later = "query ($number: Long) { account(number: $number) { number ... @defer { amount } } }";
  const parts = await ask(later, "multipart/mixed; deferSpec=20220824, application/json");
  expect(parts).toContain(`{"number":12345678901234567890}`);
  expect(parts).toContain(`{"amount":1.10}`);
  expect(bodies.at(-1)).toContain(`"variables":{"number":9007199254740993}`);
});
