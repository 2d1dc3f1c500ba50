import { afterEach, describe, expect, test } from "@jest/globals";
import { request } from "undici";
import { startToyGateway } from "../support/toy-gateway.js";
import { toyGraph, type ToySubgraph } from "../support/toy-graph.js";

type Gateway = Awaited<ReturnType<typeof startToyGateway>>;
const running: Gateway[] = [];
afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.stop();
});

/** A door that a resolver waits at until the test opens it. */
function door() {
  let open = (): void => undefined;
  const opened = new Promise<string>((resolve) => (open = () => resolve("at last")));
  let reached = (): void => undefined;
  const whenReached = new Promise<void>((resolve) => (reached = resolve));
  return { open: () => open(), whenReached, wait: () => (reached(), opened) };
}

const hello = (fields: string, resolvers: Record<string, unknown> = {}): ToySubgraph => ({
  name: "hello",
  sdl: `type Query { hello: String ${fields} }`,
  resolvers: { Query: { hello: () => "hi", ...resolvers } },
});

async function start(toys: ToySubgraph[], environment: Record<string, string> = {}) {
  const gateway = await startToyGateway(toyGraph(toys), environment);
  running.push(gateway);
  return gateway;
}

const supergraphOf = (fields: string) => toyGraph([hello(fields)]).supergraph;
const codes = ({ errors = [] }: Awaited<ReturnType<Gateway["ask"]>>) =>
  errors.map(({ extensions }) => extensions?.code);
const readiness = async (gateway: Gateway) => {
  const { statusCode, body } = await request(`${gateway.adminAddress}/health/ready`);
  return { statusCode, ...((await body.json()) as object) };
};

describe("another supergraph", () => {
  test("is served from one question to the next, and the old one no more", async () => {
    const gateway = await start([hello("older: String newer: String", { older: () => "o", newer: () => "n" })]);
    await gateway.reload(supergraphOf("newer: String"));
    expect((await gateway.ask("{ hello newer }")).data).toEqual({ hello: "hi", newer: "n" });
    expect(codes(await gateway.ask("{ older }"))).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    const { data } = await gateway.ask("{ __schema { queryType { fields { name } } } }");
    expect(JSON.stringify(data)).not.toContain("older");
  });

  test("leaves what is under way to the old one", async () => {
    const gate = door();
    const gateway = await start([hello("slow: String", { slow: gate.wait })]);
    const answer = gateway.ask("{ hello slow }");
    await gate.whenReached;
    await gateway.reload(supergraphOf("other: String"));
    expect(codes(await gateway.ask("{ slow }"))).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    gate.open();
    expect(await answer).toMatchObject({ status: 200, data: { hello: "hi", slow: "at last" } });
  });

  test("loses no question while questions keep coming", async () => {
    const gateway = await start([hello("a: String b: String", { a: () => "a", b: () => "b" })]);
    const versions = ["a: String", "b: String", "a: String b: String"].map(supergraphOf);
    let done = false;
    const asking = Array.from({ length: 4 }, async () => {
      const answers: unknown[] = [];
      while (!done) answers.push((await gateway.ask("{ hello }")).data);
      return answers;
    });
    for (const version of [...versions, ...versions]) await gateway.reload(version);
    done = true;
    const answers = (await Promise.all(asking)).flat();
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) expect(answer).toEqual({ hello: "hi" });
  });

  test("brings its own costs along", async () => {
    const gateway = await start([hello("list(first: Int!): [String]", { list: () => ["x"] })]);
    const question = "{ list(first: 100) }";
    expect((await gateway.ask(question)).data).toEqual({ list: ["x"] });
    const costly = supergraphOf(`list(first: Int! @federation__cost(weight: 30000)): [String]`);
    await gateway.reload(costly);
    expect(codes(await gateway.ask(question))).toEqual(["TOO_COSTLY"]);
  });
});

describe("a supergraph that cannot be served", () => {
  test.each([
    ["is no GraphQL", 'password = "geheim"', "it is not GraphQL"],
    ["is no supergraph", "type Query { a: Int }", ""],
    ["guards what nothing enforces", supergraphOf("newer: String @authenticated"), ""],
  ])("leaves the old one serving when it %s, and readiness tells so without its words", async (_, sdl) => {
    const gateway = await start([hello("older: String", { older: () => "o" })]);
    await expect(gateway.reload(sdl)).rejects.toThrow();
    expect((await gateway.ask("{ older }")).data).toEqual({ older: "o" });
    expect(await readiness(gateway)).toMatchObject({
      statusCode: 200,
      ready: true,
      reload: { fault: "SUPERGRAPH_REFUSED" },
    });
    await gateway.reload(supergraphOf("older: String more: String"));
    expect(await readiness(gateway)).not.toHaveProperty("reload");
  });
});
