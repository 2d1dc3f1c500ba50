import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { request } from "undici";
import { readParts } from "../support/read-parts.js";
import { startToyGateway } from "../support/toy-gateway.js";
import { toyGraph, type ToySubgraph } from "../support/toy-graph.js";

const OLD = "multipart/mixed; deferSpec=20220824, application/json";
const NEW = "multipart/mixed; incrementalSpec=v0.2, application/json";

let openGate = (): void => undefined;
const TOYS: ToySubgraph[] = [
  {
    name: "people",
    sdl: `type Query { person: Person people: [Person] } type Person @key(fields: "id") { id: ID! name: String }`,
    resolvers: {
      Query: {
        person: () => ({ id: "1", name: "Ann" }),
        people: () => ["1", "2"].map((id) => ({ id, name: `N${id}` })),
      },
    },
  },
  {
    name: "files",
    sdl: `type Person @key(fields: "id") { id: ID! file: String broken: String slow: String }`,
    resolvers: {
      Person: {
        file: ({ id }: { id: string }) => `file ${id}`,
        broken: () => {
          throw new Error("password geheim at 10.0.0.7");
        },
        slow: () => new Promise((resolve) => (openGate = () => resolve("at last"))),
      },
    },
  },
];

type Gateway = Awaited<ReturnType<typeof startToyGateway>>;
let gateway: Gateway;
beforeAll(async () => {
  gateway = await startToyGateway(toyGraph(TOYS));
});
afterAll(() => gateway.stop());

async function post(query: string, accept: string, variables = {}) {
  const { headers, body, statusCode } = await request(`${gateway.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept, ...gateway.mandate },
    body: JSON.stringify({ query, variables }),
  });
  return { status: statusCode, type: String(headers["content-type"]), body };
}

async function allParts(query: string, accept: string, variables = {}) {
  const { body, type } = await post(query, accept, variables);
  const parts: Record<string, unknown>[] = [];
  for await (const part of readParts(body)) parts.push(part);
  return { type, parts };
}

describe("a client that takes an answer in parts", () => {
  test("gets what is deferred later, as it was specified in 2022", async () => {
    const { type, parts } = await allParts(`{ people { name ... @defer(label: "files") { file } } }`, OLD);
    expect(type).toMatch(/^multipart\/mixed; boundary="-"; deferSpec=20220824/);
    expect(parts).toEqual([
      { data: { people: [{ name: "N1" }, { name: "N2" }] }, hasNext: true },
      {
        incremental: [
          { data: { file: "file 1" }, path: ["people", 0], label: "files" },
          { data: { file: "file 2" }, path: ["people", 1], label: "files" },
        ],
        hasNext: false,
      },
    ]);
  });

  test("or as it was in 2023", async () => {
    const { type, parts } = await allParts(`{ person { name ... @defer { file ... @defer { id } } } }`, NEW);
    expect(type).toContain("incrementalSpec=v0.2");
    expect(parts[0]).toEqual({
      data: { person: { name: "Ann" } },
      pending: [{ id: "0", path: ["person"] }],
      hasNext: true,
    });
    expect(parts[1]).toMatchObject({ incremental: [{ id: "0", data: { file: "file 1" } }], completed: [{ id: "0" }] });
    expect(parts.at(-1)).toMatchObject({ completed: [{ id: "1" }], hasNext: false });
  });

  test("or as it was in 2022 where it names no format, as urql does", async () => {
    const { type, parts } = await allParts(
      "{ person { name ... @defer { file } } }",
      "application/json, text/event-stream, multipart/mixed",
    );
    expect(type).toMatch(/^multipart\/mixed; boundary="-"; deferSpec=20220824/);
    expect(parts[1]).toEqual({ incremental: [{ data: { file: "file 1" }, path: ["person"] }], hasNext: false });
  });

  test("has the first part before the last is there", async () => {
    const { body } = await post("{ person { name ... @defer { slow } } }", OLD);
    const parts = readParts(body);
    expect((await parts.next()).value).toEqual({ data: { person: { name: "Ann" } }, hasNext: true });
    const last = parts.next();
    openGate();
    expect((await last).value).toEqual({
      incremental: [{ data: { slow: "at last" }, path: ["person"] }],
      hasNext: false,
    });
  });

  test("is told of failures by code and request id, in the later parts too", async () => {
    const { parts } = await allParts("{ person { name ... @defer { broken file } } }", OLD);
    expect(parts[1]).toMatchObject({
      incremental: [
        {
          data: { broken: null, file: "file 1" },
          errors: [{ path: ["person", "broken"], extensions: { code: "INTERNAL", requestId: expect.any(String) } }],
        },
      ],
    });
    expect(JSON.stringify(parts)).not.toContain("geheim");
  });

  test("gets a whole answer where nothing comes later", async () => {
    const query = "query($later: Boolean!) { person { name ... @defer(if: $later) { file } } }";
    const { type, body } = await post(query, OLD, { later: false });
    expect(type).toMatch(/^application\/json/);
    expect(await body.json()).toEqual({ data: { person: { name: "Ann", file: "file 1" } } });
  });

  test("is told what is wrong with the question", async () => {
    const { body } = await post("{ person { ... @defer { nothing } } }", OLD);
    expect(await body.json()).toMatchObject({ errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] });
  });
});

test.each([
  "application/json",
  "multipart/mixed;subscriptionSpec=1.0, application/json",
  "multipart/mixed;q=0, application/json",
])("a client that does not, gets the whole answer at once: %s", async (accept) => {
  const { type, body } = await post("{ people { name ... @defer { file } } }", accept);
  expect(type).toMatch(/^application\/json/);
  expect(await body.json()).toEqual({
    data: {
      people: [
        { name: "N1", file: "file 1" },
        { name: "N2", file: "file 2" },
      ],
    },
  });
});
