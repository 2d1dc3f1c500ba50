import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { request } from "undici";
import { startToyGateway, type ToyAnswer } from "../../support/toy-gateway.js";
import { toyGraph, type ToySubgraph } from "../../support/toy-graph.js";

let renamed = 0;
const TOYS: ToySubgraph[] = [
  {
    name: "people",
    sdl: `type Query { hello(name: String): String! echo(ids: [ID!]!): [ID!]! } type Mutation { rename: Int! }`,
    resolvers: {
      Query: {
        hello: (_: unknown, { name }: { name?: string }) => `hello ${name ?? ""}`,
        echo: (_: unknown, { ids }: { ids: string[] }) => ids,
      },
      Mutation: { rename: () => (renamed += 1) },
    },
  },
];

let gateway: Awaited<ReturnType<typeof startToyGateway>>;
const { local } = toyGraph(TOYS);
// Asked in nobody's name, a subgraph is asked over HTTP.
const server = createServer((incoming, response) => {
  void text(incoming)
    .then((body) => local[0]!.answerSigned({ body, statement: "", signal: AbortSignal.timeout(60_000) }))
    .then((answer) => response.setHeader("content-type", "application/json").end(JSON.stringify(answer)));
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { supergraph } = toyGraph(TOYS, `http://127.0.0.1:${port}/graphql`);
  const environment = {
    AMA_CORS_ORIGINS: "https://front.example",
    AMA_CORS_REQUEST_HEADERS: "X-Tenant, x-feature",
    AMA_CORS_RESPONSE_HEADERS: "x-cost",
  };
  gateway = await startToyGateway({ supergraph, open: true }, environment);
});
afterAll(async () => {
  await gateway.stop();
  server.close();
});

type Sent = Record<string, unknown>;

/** An answer to one request as a client writes it on the wire. */
async function send(method: "GET" | "POST", sent: Sent, headers: Record<string, string> = {}): Promise<ToyAnswer> {
  const parameters = Object.entries(sent).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const search = method === "GET" ? `?${new URLSearchParams(parameters).toString()}` : "";
  const reply = await request(`${gateway.address}/graphql${search}`, {
    method,
    headers: { ...(method === "POST" && { "content-type": "application/json" }), ...headers },
    ...(method === "POST" && { body: JSON.stringify(sent) }),
  });
  const answer = (await reply.body.json()) as Omit<ToyAnswer, "status" | "headers">;
  return { status: reply.statusCode, headers: reply.headers, ...answer };
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const persisted = (text: string, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash: hashOf(text) } },
});
const codeOf = ({ errors }: ToyAnswer) => errors?.[0]?.extensions?.["code"];

describe("an automatic persisted query", () => {
  it.each(["GET", "POST"] as const)(
    "by %s is asked for by its text once, then answered by its hash",
    async (method) => {
      const query = `query By${method}($name: String) { hello(name: $name) }`;
      const variables = { name: "Ann" };
      const first = await send(method, { variables, ...persisted(query) });
      expect([first.status, first.errors]).toEqual([
        200,
        [
          {
            message: "PersistedQueryNotFound",
            extensions: expect.objectContaining({ code: "PERSISTED_QUERY_NOT_FOUND" }),
          },
        ],
      ]);
      const answered = { status: 200, data: { hello: "hello Ann" } };
      expect(await send("POST", { query, variables, ...persisted(query) })).toMatchObject(answered);
      expect(await send(method, { variables, ...persisted(query) })).toMatchObject(answered);
      expect(await send(method, { variables, documentId: `sha256:${hashOf(query)}` })).toMatchObject(answered);
    },
  );

  it("is refused where the hash is not that of the text, and not kept under it", async () => {
    const wrong = await send("POST", { query: "{ hello }", ...persisted("{ echo(ids: []) }") });
    expect([wrong.status, codeOf(wrong)]).toEqual([400, "DOCUMENT_MISMATCH"]);
    expect(codeOf(await send("POST", persisted("{ echo(ids: []) }")))).toBe("PERSISTED_QUERY_NOT_FOUND");
    const version = await send("POST", persisted("{ hello }", 2));
    expect([version.status, codeOf(version), version.errors?.[0]?.message]).toEqual([
      400,
      "BAD_REQUEST",
      "`extensions.persistedQuery.version` must be 1.",
    ]);
  });
});

describe("by GET", () => {
  it("a query is answered, a mutation is not run", async () => {
    expect(await send("GET", { query: "{ hello }" })).toMatchObject({ status: 200, data: { hello: "hello " } });
    const refused = await send("GET", { query: "mutation { rename }" });
    expect([refused.status, refused.headers["allow"], codeOf(refused)]).toEqual([405, "POST", "METHOD_REFUSED"]);
    expect(renamed).toBe(0);
  });

  it.each([
    ["variables that are no JSON", { query: "{ hello }", variables: "{" }, "`variables` must be JSON."],
    ["no query", { operationName: "A" }, expect.stringContaining("`query` or `documentId`")],
  ])("%s is refused", async (_, sent, message) => {
    const { status, errors } = await send("GET", sent);
    expect([status, errors?.[0]?.message]).toEqual([400, message]);
  });
});

describe("a page of another origin", () => {
  const origin = "https://front.example";

  it("may send what GraphQL clients send, and what the settings add", async () => {
    const { headers, statusCode } = await request(`${gateway.address}/graphql`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
    const allowed = String(headers["access-control-allow-headers"]).split(", ");
    expect([statusCode, headers["access-control-allow-methods"]]).toEqual([204, "GET, POST"]);
    expect(allowed).toEqual(
      expect.arrayContaining([
        ...["accept", "authorization", "content-type", "ama-purpose", "ama-legal-context"],
        ...["apollographql-client-name", "apollographql-client-version", "apollo-require-preflight"],
        ...["x-apollo-operation-name", "x-apollo-operation-id", "graphql-preflight", "traceparent"],
        ...["x-tenant", "x-feature"],
      ]),
    );
  });

  it("may read when to ask again, the request's id, and what the settings add", async () => {
    const { headers } = await send("POST", { query: "{ hello }" }, { origin });
    const exposed = String(headers["access-control-expose-headers"]).split(", ");
    expect(exposed).toEqual(expect.arrayContaining(["retry-after", "x-request-id", "x-cost"]));
    expect((await send("POST", { query: "{ hello }" }, { origin: "https://evil.example" })).headers).not.toHaveProperty(
      "access-control-allow-origin",
    );
  });
});
