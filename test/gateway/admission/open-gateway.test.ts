import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { ReadableStream } from "node:stream/web";
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync } from "node:zlib";
import Fastify from "fastify";
import { request } from "undici";
import { unpackBodies } from "../../../gateway/admission/compressed-bodies.js";
import { readParts } from "../../support/read-parts.js";
import { startToyGateway, type ToyAnswer } from "../../support/toy-gateway.js";
import { toyGraph, type ToySubgraph } from "../../support/toy-graph.js";

let renamed = 0;
let openGate = (): void => undefined;
const TOYS: ToySubgraph[] = [
  {
    name: "people",
    sdl: `type Query { hello(name: String): String! echo(ids: [ID!]!): [ID!]! person: Person }
      type Person @key(fields: "id") { id: ID! slow: String } type Mutation { rename: Int! }`,
    resolvers: {
      Query: {
        hello: (_: unknown, { name }: { name?: string }) => `hello ${name ?? ""}`,
        person: () => ({ id: "1" }),
        echo: (_: unknown, { ids }: { ids: string[] }) => ids,
      },
      Person: { slow: () => new Promise((resolve) => (openGate = () => resolve("at last"))) },
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
    AMA_LIMIT_TOKENS: "5000",
    AMA_LIMIT_VARIABLE_LIST: "3000",
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

it("an id that nobody knows is refused with what to send", async () => {
  const { errors } = await send("POST", { documentId: `sha256:${hashOf("{ nobody }")}` });
  expect(errors?.[0]?.message).toBe("No document is known by this id: send its text as `query`.");
});

describe("a body that is compressed", () => {
  const post = async (body: Buffer, encoding: string) => {
    const headers = { "content-type": "application/json", "content-encoding": encoding };
    const reply = await request(`${gateway.address}/graphql`, { method: "POST", headers, body });
    const answer = (await reply.body.json()) as ToyAnswer;
    return { ...answer, status: reply.statusCode, code: codeOf(answer), accepted: reply.headers["accept-encoding"] };
  };
  const body = JSON.stringify({ query: "{ hello }" });

  it.each([
    ["gzip", gzipSync],
    ["X-GZIP", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
    ["identity", Buffer.from],
  ] as [string, (body: string) => Buffer][])("by %s is read", async (encoding, pack) =>
    expect(await post(pack(body), encoding)).toMatchObject({ status: 200, data: { hello: "hello " } }),
  );

  it("in another way is refused with the ways that are read", async () => {
    const refused = { status: 415, code: "ENCODING_REFUSED", accepted: "gzip, deflate, br" };
    expect(await post(Buffer.from(body), "zstd")).toMatchObject(refused);
    expect(await post(gzipSync(gzipSync(body)), "gzip, gzip")).toMatchObject(refused);
  });

  it("and damaged is refused", async () => {
    const { status, code, errors } = await post(gzipSync(body).subarray(0, -10), "gzip");
    expect([status, code, errors?.[0]?.message]).toEqual([
      400,
      "BAD_REQUEST",
      expect.stringContaining("content-encoding: gzip"),
    ]);
    expect(await post(Buffer.from(body), "br")).toMatchObject({ status: 400, code: "BAD_REQUEST" });
  });

  it("and whose client leaves is no failure of ours", async () => {
    const app = Fastify();
    unpackBodies(app);
    app.post("/", () => "read");
    const failed = new Promise((resolve) => app.setErrorHandler(resolve));
    const { port, hostname } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
    const client = connect(Number(port), hostname);
    client.write("POST / HTTP/1.1\r\nhost: gateway\r\ncontent-encoding: gzip\r\ncontent-length: 9\r\n\r\nabc");
    await once(app.server, "request");
    client.destroy();
    expect(await failed).toMatchObject({ code: "BAD_REQUEST" });
    await app.close();
  });

  it("may not be larger unpacked than any body may be", async () => {
    const bomb = gzipSync(Buffer.alloc(16 * 1024 * 1024, " "), { level: 1 });
    expect(bomb.length).toBeLessThan(100 * 1024);
    expect(await post(bomb, "gzip")).toMatchObject({
      status: 413,
      code: "TOO_LARGE",
      errors: [{ message: expect.stringContaining("at most 2097152, by AMA_LIMIT_BODY_BYTES") }],
    });
  });
});

describe("how large an operation may be", () => {
  it("is enough for a list of 1500 ids, and for a body of 150 kB", async () => {
    const ids = Array.from({ length: 1_500 }, (_, index) =>
      `an-id-as-long-as-ids-usually-are-${index}`.padEnd(100, "x"),
    );
    const { data, errors } = await send("POST", {
      query: "query($ids: [ID!]!) { echo(ids: $ids) }",
      variables: { ids },
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ echo: ids });
  });

  it("is enough for a hundred root fields under aliases", async () => {
    const fields = Array.from({ length: 100 }, (_, index) => `a${index}: hello(name: "${index}")`).join(" ");
    const { data, errors } = await send("POST", { query: `{ ${fields} }` });
    expect([errors, Object.keys(data as object).length]).toEqual([undefined, 100]);
  });

  const nested = (times: number, open: string, close: string) => `${open.repeat(times)}hello${close.repeat(times)}`;
  it.each([
    ["{ hello }", { list: Array(3_001).fill(1) }, /a list of 3001: at most 3000, by AMA_LIMIT_VARIABLE_LIST/],
    [`{ ${nested(41, "person { ", " }")} }`, {}, /depth: 42, at most 40, by AMA_LIMIT_DEPTH/],
    [`{ ${nested(1_200, "... { ", " }")} }`, {}, /nesting: 1201, at most 200, by AMA_LIMIT_NESTING/],
    [`{ ${"hello ".repeat(6_000)} }`, {}, /tokens: at most 5000, by AMA_LIMIT_TOKENS/],
  ])("refuses %.30s… naming the limit", async (query, variables, message) => {
    const { errors } = await send("POST", { query, variables });
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
  });
});

it.each([
  ["in a list of lists", (deep: string) => deep],
  ["in numbers that are kept as sent", (deep: string) => `[1.10, ${deep}]`],
])("variables that nest without end, %s, are refused", async (_, variable) => {
  const deep = variable("[".repeat(50_000) + "]".repeat(50_000));
  const { errors } = await gateway.send(`{ "query": "{ hello }", "variables": { "a": ${deep} } }`);
  expect(errors?.[0]?.extensions?.["code"]).toBe("VARIABLES_TOO_LARGE");
});

it.each(["//", "http://[", "*"])("an upgrade to %s is refused, and others are answered", async (target) => {
  const { hostname, port } = new URL(gateway.address);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${target} HTTP/1.1\r\nhost: gateway\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`);
  expect(await text(socket)).toMatch(/^HTTP\/1.1 404 /);
  expect((await gateway.ask("{ hello }")).data).toEqual({ hello: "hello " });
});

describe("an answer to a client that takes it compressed", () => {
  const post = (sent: Sent, headers: Record<string, string>) =>
    request(`${gateway.address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-encoding": "gzip", ...headers },
      body: JSON.stringify(sent),
    });

  it("is compressed where it is long", async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `person-${index}`);
    const query = "query($ids: [ID!]!) { echo(ids: $ids) }";
    const { headers, body } = await post({ query, variables: { ids } }, {});
    expect(headers).toMatchObject({ "content-encoding": "gzip", vary: "origin, accept-encoding" });
    const told = gunzipSync(Buffer.from(await body.arrayBuffer())).toString();
    expect(JSON.parse(told)).toEqual({ data: { echo: ids } });
  });

  it.each([
    ["deferSpec=20220824", "gzip"],
    ["incrementalSpec=v0.2", "br"],
  ])("has its deferred parts as they come: %s in %s", async (spec, encoding) => {
    const query = "{ person { id ... @defer { slow } } }";
    const reply = await fetch(`${gateway.address}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        // As Apollo Client sends it.
        accept: `multipart/mixed;${spec},application/graphql-response+json,application/json;q=0.9`,
        "accept-encoding": encoding,
      },
      body: JSON.stringify({ query }),
    });
    expect(reply.headers.get("content-encoding")).toBe(encoding);
    expect(reply.headers.get("content-type")).toContain(`multipart/mixed; boundary="-"; ${spec}`);
    const parts = readParts(Readable.fromWeb(reply.body as ReadableStream));
    expect((await parts.next()).value).toMatchObject({ data: { person: { id: "1" } }, hasNext: true });
    openGate();
    expect((await parts.next()).value).toMatchObject({ incremental: [{ data: { slow: "at last" } }], hasNext: false });
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
