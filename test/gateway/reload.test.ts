import { afterEach, describe, expect, test } from "@jest/globals";
import { request } from "undici";
import { versionOf } from "../../gateway/delivery/version-of.js";
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

describe("a supergraph that is tried out", () => {
  const both = hello("older: String newer: String", { older: () => "o", newer: () => "n" });
  const [older, newer] = [supergraphOf("older: String"), supergraphOf("newer: String")];
  const everybody = { percent: 100, by: "caller" } as const;

  test("answers the share that was asked, by its own schema and costs, and is counted by itself", async () => {
    const { local } = toyGraph([both]);
    const gateway = await startToyGateway({ supergraph: older, local }, { AMA_PLANNER: "apollo" });
    running.push(gateway);
    await gateway.tryOut({ ...everybody, supergraph: newer });
    expect((await gateway.ask("{ newer }")).data).toEqual({ newer: "n" });
    expect(codes(await gateway.ask("{ older }"))).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    await gateway.tryOut({ ...everybody, percent: 0, supergraph: newer });
    expect((await gateway.ask("{ older }")).data).toEqual({ older: "o" });

    const [now, tried] = [older, newer].map(versionOf);
    const text = await gateway.metrics.registry.metrics();
    for (const line of [
      `ama_supergraph_info{version="${now}",role="current"} 1`,
      `ama_supergraph_info{version="${tried}",role="canary"} 1`,
      `ama_supergraph_answer_seconds_count{version="${tried}",outcome="complete"} 1`,
      `ama_supergraph_answer_seconds_count{version="${now}",outcome="complete"} 1`,
      `ama_supergraph_changes_total{outcome="served"} 1`,
    ])
      expect(text).toContain(line);

    // Drawn for each request, and none once it is ended.
    await gateway.tryOut({ percent: 50, by: "request", supergraph: newer });
    const seen = new Set<unknown>();
    for (let tries = 0; seen.size < 2 && tries < 200; tries += 1) seen.add(codes(await gateway.ask("{ older }"))[0]);
    expect(seen).toEqual(new Set([undefined, "GRAPHQL_VALIDATION_FAILED"]));
    await gateway.tryOut(undefined);
    for (let tries = 0; tries < 10; tries += 1) expect((await gateway.ask("{ older }")).data).toEqual({ older: "o" });
  });

  test("comes to serve all, built as it is, and what is under way on the other ends there", async () => {
    const gate = door();
    const { local } = toyGraph([hello("slow: String newer: String", { slow: gate.wait, newer: () => "n" })]);
    const gateway = await startToyGateway(
      { supergraph: supergraphOf("slow: String"), local },
      { AMA_PLANNER: "apollo" },
    );
    running.push(gateway);
    await gateway.tryOut({ ...everybody, percent: 0, supergraph: newer });
    const answer = gateway.ask("{ slow }");
    await gate.whenReached;
    await gateway.reload(newer);
    expect((await gateway.ask("{ newer }")).data).toEqual({ newer: "n" });
    gate.open();
    expect((await answer).data).toEqual({ slow: "at last" });
    expect(await gateway.metrics.registry.metrics()).not.toContain('role="canary"');
  });
});

describe("a supergraph that would lose a subgraph", () => {
  const other: ToySubgraph = { name: "other", sdl: "type Query { other: String }", resolvers: {} };
  const lost = async (gateway: Gateway, toys: ToySubgraph[], url?: string) =>
    gateway.reload(toyGraph(toys, url).supergraph).then(
      () => "served",
      (error: Error) => error.message,
    );

  test("is refused, by name and reason, and served where that is forced", async () => {
    const gateway = await start([hello("older: String"), other], { AMA_PLANNER: "apollo" });
    expect(await lost(gateway, [hello("newer: String")])).toBe(
      "it would lose the subgraph other (it is not in the new supergraph)",
    );
    const far: ToySubgraph = { name: "far", sdl: "type Query { far: String }", resolvers: {} };
    expect(await lost(gateway, [hello("newer: String"), other, far])).toBe(
      "it would lose the subgraph far (nothing answers at its new address)",
    );
    expect(await readiness(gateway)).toMatchObject({ reload: { fault: "SUPERGRAPH_REFUSED" } });
    expect(await lost(gateway, [hello("newer: String"), other, far], `${gateway.address}/graphql`)).toBe("served");
    await gateway.reload(supergraphOf("newest: String"), { force: true });
    const ready = await readiness(gateway);
    expect(ready).toMatchObject({ statusCode: 200, ready: true });
    expect(ready).not.toHaveProperty("reload");
    expect(await gateway.metrics.registry.metrics()).toContain('ama_supergraph_changes_total{outcome="refused"} 2');
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
