import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { buildSchema, getIntrospectionQuery } from "graphql";
import { request } from "undici";
import { LIMITS_UNDER_MANDATE as LIMITS } from "../../gateway/admission/admission-limits.js";
import { readCostTable } from "../../gateway/admission/cost/cost-table.js";
import { createAdmitStage } from "../../gateway/pipeline/admit.js";
import { dossierManager } from "../support/asking.js";
import { startToyGateway } from "../support/toy-gateway.js";

const schemaFile = (name: string) => readFileSync(new URL(`../../schema/${name}`, import.meta.url), "utf8");
const supergraph = schemaFile("supergraph.graphql");

let gateway: Awaited<ReturnType<typeof startToyGateway>>;
beforeAll(async () => {
  gateway = await startToyGateway({ supergraph });
});
afterAll(() => gateway.stop());

const many = (n: number, make: (i: number) => string) => Array.from({ length: n }, (_, i) => make(i)).join(" ");
const nest = (n: number, open: string) => `${`${open} { `.repeat(n)}id${" }".repeat(n)}`;

/** The published ways of asking a GraphQL server to death, as documents of one request. */
const DOCUMENTS: [attack: string, code: string, query: string, variables?: string][] = [
  ["a hundred aliases", "TOO_MANY_ALIASES", `{ agencies { ${many(100, (i) => `a${i}: state`)} } }`],
  ["many root fields under aliases", "TOO_MANY_ROOT_FIELDS", `{ ${many(20, (i) => `a${i}: agencies { state }`)} }`],
  [
    "aliases in a fragment spread often",
    "TOO_MANY_ALIASES",
    `{ ${many(9, (i) => `r${i}: viewer { ...F }`)} } fragment F on Viewer { ${many(4, (i) => `a${i}: subject`)} }`,
  ],
  [
    "fields within fields",
    "TOO_DEEP",
    `{ partnership(id: "SV-0001") { lead { ${nest(20, "partnerships { lead")}${" }".repeat(20)} } } }`,
  ],
  [
    "fields within fields by fragments",
    "TOO_DEEP",
    `{ partnership(id: "x") { ...F0 } } ${many(20, (i) => `fragment F${i} on Partnership { lead { partnerships { ...F${i + 1} } } }`)} fragment F20 on Partnership { id }`,
  ],
  [
    "every field there is, and more",
    "TOO_MANY_FIELDS",
    `{ ${many(9, () => `participant(id: "x") { ...F }`)} } fragment F on Participant { ${many(60, (i) => `... on Participant { f${i} }`)} }`,
  ],
  ["the same field a thousand times", "TOO_REPETITIVE", `{ agencies { ${"state ".repeat(900)} } }`],
  [
    "the same fragment a hundred times",
    "TOO_REPETITIVE",
    `{ ${"...F ".repeat(100)} } fragment F on Query { __typename }`,
  ],
  [
    "fragments that double",
    "TOO_MANY_FIELDS",
    `{ viewer { ...F0 } } ${many(40, (i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`)} fragment F40 on Viewer { subject }`,
  ],
  ["a fragment in itself", "FRAGMENT_CYCLE", "{ ...A } fragment A on Query { ...A }"],
  ["fragments in a circle", "FRAGMENT_CYCLE", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"],
  ["a circle that nobody spreads", "FRAGMENT_CYCLE", "{ agencies { state } } fragment A on Query { ...A }"],
  ["directives at one place", "TOO_MANY_DIRECTIVES", `{ agencies ${"@a".repeat(300)} { state } }`],
  [
    "directives at many places",
    "TOO_MANY_DIRECTIVES",
    `{ agencies { ${many(60, (i) => `state${i} @include(if: true)`)} } }`,
  ],
  ["directives at variables", "TOO_MANY_DIRECTIVES", `query($a: ID ${"@a".repeat(20)}) { agencies { state } }`],
  [
    "a thousand plans of one document",
    "TOO_MANY_CONDITIONS",
    `query(${many(10, (i) => `$v${i}: Boolean!`)}) { agencies { ${many(10, (i) => `... @include(if: $v${i}) { state }`)} } }`,
  ],
  ["a document of many operations", "TOO_MANY_OPERATIONS", many(10, (i) => `query Q${i} { agencies { state } }`)],
  ["a document of many tokens", "TOO_MANY_TOKENS", `{ ${"a ".repeat(5_000)} }`],
  ["brackets to exhaust the parser", "TOO_MANY_TOKENS|TOO_DEEP", `{ a(b: ${"[".repeat(40_000)}`],
  ["braces to exhaust the parser", "TOO_MANY_TOKENS", "{a".repeat(30_000)],
  ["comments to exhaust the lexer", "GRAPHQL_PARSE_FAILED", `{ ${"#\n".repeat(20_000)} `],
  ["a page beyond all pages", "PAGE_TOO_LARGE", "{ participants(first: 2147483647) { totalCount } }"],
  [
    "a page beyond, in a variable",
    "PAGE_TOO_LARGE",
    "query($n: Int) { participants(first: $n) { totalCount } }",
    `{ "n": 100000 }`,
  ],
  [
    "a page beyond, as a default",
    "PAGE_TOO_LARGE",
    "query($n: Int = 100000) { participants(first: $n) { totalCount } }",
  ],
  [
    "pages within pages",
    "TOO_COSTLY",
    `{ partnerships(first: 200) { edges { node { participants(first: 200) { edges { node { id } } } } } } }`,
  ],
  [
    "pages within pages that say no size",
    "TOO_COSTLY",
    `{ partnerships { edges { node { participants { edges { node { readiness { mayBeActive } } } } } } } }`,
  ],
  [
    "pages within pages of size null",
    "TOO_COSTLY",
    `{ partnerships(first: null) { edges { node { participants(first: null) { edges { node { permissions { id } } } } } } } }`,
  ],
  [
    "many pages side by side",
    "TOO_COSTLY",
    `{ ${many(10, (i) => `p${i}: participants(first: 200) { edges { node { permissions { id } } } }`)} }`,
  ],
  [
    "one page's edges again and again",
    "TOO_COSTLY",
    `{ participants(first: 200) { ${many(20, (i) => `e${i}: edges { node { statutes { kind } } }`)} } }`,
  ],
  ["a response key that is a prototype", "NAME_REFUSED", "{ __proto__: viewer { subject } }"],
  ["a response key that is a type name", "NAME_REFUSED", "{ viewer { __typename: subject } }"],
  ["a fragment named for a prototype", "NAME_REFUSED", "{ ...__proto__ } fragment __proto__ on Query { __typename }"],
  [
    "variables within variables",
    "VARIABLES_TOO_LARGE",
    "query($f: ParticipantFilter) { participants(filter: $f) { totalCount } }",
    `{ "f": ${"[".repeat(5_000)}${"]".repeat(5_000)} }`,
  ],
  [
    "a list of many variables",
    "VARIABLES_TOO_LARGE",
    "query($f: ParticipantFilter) { participants(filter: $f) { totalCount } }",
    `{ "f": [${Array(20_000).fill(1).join(",")}] }`,
  ],
];

/** Variables come as text: what nests too deep for us nests too deep for JSON.stringify. */
const bodyOf = (query: string, variables = "{}") => `{ "query": ${JSON.stringify(query)}, "variables": ${variables} }`;

describe("a document that attacks", () => {
  it.each(DOCUMENTS)("%s: %s", async (_attack, code, query, variables = "{}") => {
    const { data, errors } = await gateway.send(bodyOf(query, variables));
    expect(data ?? null).toBeNull();
    expect(errors?.map(({ extensions }) => extensions?.["code"])).toEqual([expect.stringMatching(`^(${code})$`)]);
    expect(errors?.[0]?.extensions?.["requestId"]).toBeDefined();
  });

  it("names like those of every object are answered as any other", async () => {
    const { data, errors } = await gateway.ask("{ constructor: viewer { prototype: capacity toString: purpose } }");
    expect({ data, errors }).toEqual({
      data: { constructor: { prototype: "INSPECTOR", toString: "INSPECTION" } },
      errors: undefined,
    });
  });
});

/** A request as it is on the wire. */
async function send(body: string, headers: Record<string, string> = {}, method = "POST", path = "/graphql") {
  const reply = await request(gateway.address + path, { method, headers, ...(method === "GET" ? {} : { body }) });
  const text = await reply.body.text();
  const answer = (text === "" ? {} : JSON.parse(text)) as {
    errors?: { extensions: { code: string } }[];
    data?: object;
  };
  return {
    status: reply.statusCode,
    headers: reply.headers,
    code: answer.errors?.[0]?.extensions.code,
    data: answer.data,
  };
}
const json = { "content-type": "application/json" };
const question = JSON.stringify({ query: "{ viewer { subject } }" });

describe("a request that attacks", () => {
  it.each([
    ["a batch", "[" + Array(100).fill(question).join(",") + "]", json, 400, "BATCH_REFUSED"],
    ["a batch of one", `[${question}]`, json, 400, "BATCH_REFUSED"],
    ["a body of a megabyte", JSON.stringify({ query: `{ a }${" ".repeat(1_000_000)}` }), json, 413, "TOO_LARGE"],
    [
      "a form",
      "query=%7Bviewer%7Bsubject%7D%7D",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "MEDIA_TYPE_REFUSED",
    ],
    ["a form that looks like JSON", question, { "content-type": "text/plain" }, 415, "MEDIA_TYPE_REFUSED"],
    [
      "a multipart form",
      "--x\r\n\r\n--x--",
      { "content-type": "multipart/form-data; boundary=x" },
      415,
      "MEDIA_TYPE_REFUSED",
    ],
    ["no content type", question, {}, 415, "MEDIA_TYPE_REFUSED"],
    ["a bare document", "{ viewer { subject } }", { "content-type": "application/graphql" }, 415, "MEDIA_TYPE_REFUSED"],
    ["a body that is no JSON", '{"query": "{ viewer', json, 400, "BAD_REQUEST"],
    [
      "a prototype as key of the body",
      '{"query":"{ viewer { subject } }","__proto__":{"a":1}}',
      json,
      400,
      "BAD_REQUEST",
    ],
    [
      "a prototype as key of the variables",
      '{"query":"{ viewer { subject } }","variables":{"__proto__":{"a":1}}}',
      json,
      400,
      "BAD_REQUEST",
    ],
    [
      "a prototype deep in the variables",
      '{"query":"{ viewer { subject } }","variables":{"a":[{"__proto__":{"a":1}}]}}',
      json,
      400,
      "BAD_REQUEST",
    ],
    [
      "a prototype written otherwise",
      '{"query":"{ viewer { subject } }","variables":{"\\u005f_proto__":{"polluted":1}}}',
      json,
      400,
      "BAD_REQUEST",
    ],
    [
      "a constructor's prototype",
      '{"query":"{ viewer { subject } }","variables":{"constructor":{"prototype":{"polluted":1}}}}',
      json,
      400,
      "BAD_REQUEST",
    ],
  ] as [string, string, Record<string, string>, number, string][])(
    "%s",
    async (_attack, body, headers, status, code) => {
      const answer = await send(body, headers);
      expect({ status: answer.status, code: answer.code, data: answer.data }).toEqual({
        status,
        code,
        data: undefined,
      });
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    },
  );

  it.each(["GET", "PUT", "DELETE", "PATCH"])("by %s", async (method) => {
    const answer = await send(
      question,
      method === "GET" ? {} : json,
      method,
      "/graphql?query=%7Bviewer%7Bsubject%7D%7D",
    );
    expect([answer.status, answer.code, answer.headers["allow"]]).toEqual([405, "METHOD_REFUSED", "POST"]);
  });

  it("from a page of another origin: the browser is told nothing that lets it ask or read", async () => {
    const headers = { origin: "https://evil.example", "access-control-request-method": "POST" };
    const preflight = await send("", headers, "OPTIONS");
    expect([preflight.status, preflight.headers["access-control-allow-origin"]]).toEqual([204, undefined]);
    const asked = await send(question, { ...json, origin: "https://evil.example" });
    expect(asked.headers["access-control-allow-origin"]).toBeUndefined();
    expect(asked.headers["access-control-allow-credentials"]).toBeUndefined();
  });
});

describe("in production, to those who do not write questions", () => {
  const schema = buildSchema(schemaFile("api.graphql"));
  const table = readCostTable(supergraph, schema);
  const strict = createAdmitStage({ documents: [], table, limits: LIMITS, onlyTrusted: false, production: true });

  it.each([
    getIntrospectionQuery(),
    '{ __type(name: "Participant") { fields { name } } }',
    "{ ...S } fragment S on Query { s: __schema { types { name } } }",
  ])("the schema is not told: %.40s", async (query) => {
    await expect(strict({ query }, dossierManager)).rejects.toMatchObject({ code: "INTROSPECTION_DISABLED" });
    await expect(strict({ query }, { ...dossierManager, capacity: "ANALYST" })).resolves.toMatchObject({ query });
  });
});

describe("the process", () => {
  it("lives, answers, and is no larger after two thousand attacks", async () => {
    const storm = async () => {
      for (let round = 0; round < 30; round += 1)
        await Promise.all(
          DOCUMENTS.map(([, , query, variables], i) => gateway.send(bodyOf(`# ${round} ${i}\n${query}`, variables))),
        );
    };
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const heap = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed / 1024 / 1024;
    };
    await storm();
    const before = heap();
    await storm();
    expect(heap() - before).toBeLessThan(10);
    expect((await gateway.ask("{ viewer { subject } }")).data).toEqual({ viewer: { subject: "an-inspector" } });
  });
});
