import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { GraphQLError } from "graphql";
import { logFailures } from "../../gateway/log-failures.js";
import { outcomeOf } from "../../gateway/observe/outcome.js";
import { tell } from "../../gateway/pipeline/respond.js";
import { createLog } from "../../platform/log.js";
import { Fault, Refusal } from "../../schema/faults.js";
import { startToyGateway } from "../support/toy-gateway.js";
import { toyGraph, type ToySubgraph } from "../support/toy-graph.js";

/** Fails in as many ways as there are fields. */
const FAILING: ToySubgraph = {
  name: "failing",
  sdl: `type Query { bug: Int refusal: Int fault: Int named: Int foreign: Int quotes(number: String): Int sum(of: [Int!]!): Int stale(asOf: String): Int mandate: Int }`,
  resolvers: {
    Query: {
      bug: () => {
        throw new Error("connect ECONNREFUSED 10.1.2.3:5432 for 85.07.30-033.28");
      },
      refusal: () => told(new Refusal("CURSOR_INVALID")),
      mandate: () => told(new Refusal("MANDATE_INVALID")),
      fault: () => told(new Fault("AGENCY_TIMEOUT", "MAGDA", "the ticket was 12")),
      named: () => {
        const message = "The statement SV-0001_2026Q3.xlsx of 85.07.30-033.28 is not a file.";
        throw new GraphQLError(message, { extensions: { code: "STATEMENT_UNREADABLE", agency: "LOKET" } });
      },
      foreign: () => {
        throw new GraphQLError("SELECT * FROM persons", { extensions: { code: "DATABASE", stacktrace: ["at x"] } });
      },
      quotes: (_: unknown, { number }: { number: string }) => {
        throw new GraphQLError(`"${number}" will not do`, { extensions: { code: "BAD_USER_INPUT" } });
      },
      stale: (_: unknown, { asOf }: { asOf: string }) => {
        throw new GraphQLError("x", { extensions: { code: "AGENCY_STALE", agency: "VDAB", asOf, stale: true } });
      },
      sum: (_: unknown, { of }: { of: number[] }) => of.reduce((sum, one) => sum + one, 0),
    },
  },
};

function told(error: Fault | Refusal): never {
  const agency = error instanceof Fault ? error.agency : undefined;
  throw new GraphQLError("words of the subgraph's own", { extensions: { code: error.code, agency } });
}

let gateway: Awaited<ReturnType<typeof startToyGateway>>;
beforeAll(async () => {
  gateway = await startToyGateway(toyGraph([FAILING]));
});
afterAll(() => gateway.stop());

const REQUEST_ID = /^[0-9a-f-]{36}$/;

/** All that is told but request ids, which are random. */
function wordsOf(told: unknown): string {
  return JSON.stringify(told).replace(/"requestId":"[^"]*"/g, "");
}

describe("what a client is told", () => {
  test("of what an agency said before: as of when, and nothing that is no moment", async () => {
    const { errors } = await gateway.ask(
      `{ a: stale(asOf: "2026-11-21T09:00:00.000Z") b: stale(asOf: "85.07.30-033.28") }`,
    );
    const said = errors?.map(({ extensions }) => [extensions?.["code"], extensions?.["stale"], extensions?.["asOf"]]);
    expect(said).toEqual([
      ["AGENCY_STALE", true, "2026-11-21T09:00:00.000Z"],
      ["AGENCY_STALE", true, undefined],
    ]);
  });

  test("of a subgraph that takes no mandate of the gateway's: that it does not answer, which is no doing of the caller", async () => {
    const { errors } = await gateway.ask("{ mandate }");
    const [error] = errors!;
    expect(error).toMatchObject({ path: ["mandate"], extensions: { code: "SUBGRAPH_UNREACHABLE", retryable: true } });
    expect(outcomeOf({ errors: [error!], isEmpty: false, status: 200, isGone: false })).toBe("partial");
    const told = tell({ message: "no", extensions: { code: "MANDATE_INVALID", subgraph: "permissions" } });
    expect(told.extensions).toMatchObject({ code: "SUBGRAPH_UNAVAILABLE", agency: "MAGDA" });
  });

  test("of a fault: code, agency, the catalogue's words, the request id", async () => {
    const { data, errors, headers } = await gateway.ask("{ fault }");
    expect(data).toEqual({ fault: null });
    expect(errors).toEqual([
      {
        message: "The agency's system did not answer in time. Ask again later.",
        path: ["fault"],
        extensions: { code: "AGENCY_TIMEOUT", agency: "MAGDA", retryable: true, requestId: headers["x-request-id"] },
      },
    ]);
    expect(headers["x-request-id"]).toMatch(REQUEST_ID);
  });

  test("of a fault that names what it is about: its own words", async () => {
    const { errors } = await gateway.ask("{ named }");
    expect(errors).toMatchObject([
      {
        message: "The statement SV-0001_2026Q3.xlsx of [hidden] is not a file.",
        extensions: { code: "STATEMENT_UNREADABLE", agency: "LOKET", retryable: false },
      },
    ]);
  });

  test("of a refusal: what the caller can do about it", async () => {
    const { errors } = await gateway.ask("{ refusal }");
    expect(errors).toMatchObject([{ message: "words of the subgraph's own", extensions: { code: "CURSOR_INVALID" } }]);
  });

  test.each(["bug", "foreign"])("of anything else nothing but INTERNAL: %s", async (field) => {
    const { errors } = await gateway.ask(`{ ${field} }`);
    expect(errors).toMatchObject([{ path: [field], extensions: { code: "INTERNAL", retryable: false } }]);
    expect(wordsOf(errors)).not.toMatch(/ECONN|SELECT|10\.1|85|stack|failing/);
  });

  test("of a national number in the query: not the number", async () => {
    for (const number of ["85073003328", "85.07.30-033.28"]) {
      const { errors } = await gateway.ask("query($n: String) { quotes(number: $n) }", { n: number });
      expect(errors).toMatchObject([{ message: '"[hidden]" will not do', extensions: { code: "BAD_USER_INPUT" } }]);
      const literal = await gateway.ask(`{ sum(of: "${number}") }`);
      expect(wordsOf(literal)).not.toContain("033");
    }
  });

  test.each([
    ["that is no GraphQL", "{ a", "GRAPHQL_PARSE_FAILED"],
    ["for a field that is not there", "{ nothing }", "GRAPHQL_VALIDATION_FAILED"],
    ["with variables that do not fit", "query($of: [Int!]!) { sum(of: $of) }", "BAD_USER_INPUT"],
  ])("of a query %s: status 400, and 200 to clients of before that", async (_what, query, code) => {
    expect((await gateway.ask(query)).status).toBe(200);
    const accept = "application/graphql-response+json";
    const { status, errors } = await gateway.send(JSON.stringify({ query }), { accept });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code } }]);
    expect(errors?.[0]?.extensions?.["requestId"]).toMatch(REQUEST_ID);
  });

  test("of a body that is no request: status 400", async () => {
    for (const body of ["{", '"text"', "{}"]) {
      const { status, errors } = await gateway.send(body);
      expect([status, errors?.[0]?.extensions?.["code"]]).toEqual([400, "BAD_REQUEST"]);
    }
    const form = await gateway.send("query=%7Bbug%7D", { "content-type": "application/x-www-form-urlencoded" });
    expect(form.status).toBe(415);
    expect(form.errors?.[0]?.extensions?.["code"]).toBe("MEDIA_TYPE_REFUSED");
  });

  test("in another charset than UTF-8: status 415, and why", async () => {
    const send = (charset: string) =>
      gateway.send('{"query":"{__typename}"}', { "content-type": `application/json; charset=${charset}` });
    const { status, errors } = await send("latin1");
    expect([status, errors?.[0]?.message]).toEqual([415, expect.stringContaining("UTF-8")]);
    expect((await send('"UTF-8"')).status).toBe(200);
  });

  test("for a kind of answer that there is none of: status 406, under a request id", async () => {
    const { status, errors } = await gateway.send('{"query":"{__typename}"}', { accept: "image/png" });
    expect([status, errors]).toEqual([
      406,
      [
        {
          message: expect.stringContaining("accept"),
          extensions: { code: "BAD_REQUEST", requestId: expect.any(String) },
        },
      ],
    ]);
  });

  test("by GET: that queries come by POST", async () => {
    const reply = await fetch(`${gateway.address}/graphql?query={__typename}`);
    expect([reply.status, reply.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

test.each([
  ["that passes is not logged", true, []],
  ["that is masked is logged by its place, without its message", false, ["people persons.name"]],
])("a subgraph's error without a code %s", (_, passes, logged) => {
  const extensions = { subgraph: "people" };
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  const error = new GraphQLError("Jan 85.07.30-033.28 is not known", { extensions, path: ["persons", 0, "name"] });
  logFailures([error], "id", log, () => passes);
  expect(lines.join()).not.toContain("Jan");
  const read = lines.map((line) => JSON.parse(line) as { subgraph: string; path: string });
  expect(read.map(({ subgraph, path }) => `${subgraph} ${path}`)).toEqual(logged);
});
