import { afterEach, expect, test } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "graphql";
import { createEngine, type Engine } from "../../gateway/engine/create-engine.js";
import type { EngineLimits } from "../../gateway/engine/engine-options.js";
import type { OperationText } from "../../gateway/engine/operation/operation-cache.js";
import { startPlannerThreads, type PlannerThreads } from "../../gateway/engine/planning/planner-threads.js";
import type { Authorization } from "../../gateway/engine/subgraph-transport.js";
import { startPlannerHere } from "./support/planner-here.js";
import { inventOperation } from "./support/random-operation.js";
import { inventWorld } from "./support/random-world.js";
import { Random } from "./support/random.js";
import { compose, parseValid, type SubgraphSource } from "./support/world.js";

let threads: PlannerThreads | undefined;
let engine: Engine | undefined;
afterEach(async () => {
  await threads?.stop();
  await engine?.stop();
  threads = undefined;
  engine = undefined;
});

const greeter = (field: string): SubgraphSource => ({
  name: "greeter",
  typeDefs: `type Query { ${field}: String other: Int }`,
});
const plan = { overrides: [] };

test("equal operations that overlap are planned once", async () => {
  threads = await startPlannerThreads({
    supergraphSdl: compose([greeter("a")]),
    timeoutMs: 5000,
    startTimeoutMs: 20_000,
  });
  const [first, second] = [threads.plan({ ...plan, source: "{a}" }), threads.plan({ ...plan, source: "{a}" })];
  expect(first).toBe(second);
  expect((await first).plan.fetches).toHaveLength(1);
});

test("a plan that takes too long is given up with a code, and the next one is made", async () => {
  const supergraphSdl = compose(inventWorld(8).sources);
  const whole = await startPlannerThreads({ supergraphSdl, timeoutMs: 60_000, startTimeoutMs: 20_000 });
  await whole.stop();
  threads = await startPlannerThreads({ supergraphSdl, timeoutMs: 1, startTimeoutMs: 20_000 });
  // So much of it that no machine plans it in a millisecond.
  const wide = Array.from(
    { length: 300 },
    (_, i) => `a${i}: allAnt { ant1 { ... on Cat { cat2 { id } } } ant0 { bee3 { ant0 { id } } } }`,
  );
  const deep = `{ ${wide.join(" ")} }`;
  await expect(threads.plan({ ...plan, source: deep })).rejects.toMatchObject({ code: "PLAN_TIMEOUT" });
  await expect(threads.plan({ ...plan, source: deep })).rejects.toMatchObject({ code: "PLAN_TIMEOUT" });
});

test("a supergraph that does not build says why", async () => {
  const started = startPlannerThreads({
    supergraphSdl: "type Query { x: Int }",
    timeoutMs: 1000,
    startTimeoutMs: 20_000,
  });
  await expect(started).rejects.toThrow(/supergraph|core|link/i);
});

async function engineOver(supergraphSdl: string, limits: Partial<EngineLimits> = {}): Promise<Engine> {
  return (engine = await createEngine({
    supergraphSdl,
    limits,
    logger: { info: () => undefined, warn: () => undefined },
    transports: () => ({ fetch: () => Promise.resolve({ data: { a: "a", b: "b", other: 1 } }) }),
  }));
}

async function answer(to: Engine, source: string): Promise<string | undefined> {
  const document = parseValid(source, to.apiSchema);
  return (await to.execute({ document, source, variables: {}, context: {} })).data;
}

test("another supergraph is served once it is built, and its operations are planned before", async () => {
  const own = await engineOver(compose([greeter("a")]));
  let told = 0;
  own.onReload(() => told++);
  expect(await answer(own, "{ a other }")).toBe(`{"a":"a","other":1}`);
  await own.reload(compose([greeter("b")]));
  expect(told).toBe(1);
  expect(await answer(own, "{ b }")).toBe(`{"b":"b"}`);
});

test("a supergraph that does not build leaves the old one serving", async () => {
  const own = await engineOver(compose([greeter("a")]));
  await expect(own.reload("type Query { broken: Int }")).rejects.toThrow();
  expect(own.reloadFault).toMatch(/./);
  expect(await answer(own, "{ a }")).toBe(`{"a":"a"}`);
  await own.reload(compose([greeter("b")]));
  expect(own.reloadFault).toBeUndefined();
});

test("the event loop turns while operations are planned that nobody has seen", async () => {
  const own = await engineOver(compose(inventWorld(3).sources), { keptOperations: 100 });
  const random = new Random(1);
  let turns = 0;
  const turn = () => {
    turns += 1;
    turning = setImmediate(turn);
  };
  let turning = setImmediate(turn);
  const counts: number[] = [];
  for (let index = 0; index < 50; index += 1) {
    const { query, variables } = inventOperation(own.apiSchema, random);
    const text = { document: parseValid(query, own.apiSchema), source: `${query} #${index}` };
    const before = turns;
    await own.compile({ ...text, variables, context: {} }).catch(() => undefined);
    counts.push(turns - before);
  }
  clearImmediate(turning);
  // Where it is planned on this thread, nothing turns until the plan is there.
  expect(counts.filter((it) => it > 3).length).toBeGreaterThan(40);
}, 120_000);

/** Notes what is planned. */
const noting = (planned: string[]) => (supergraphSdl: string) => {
  const here = startPlannerHere(supergraphSdl);
  const plan: PlannerThreads["plan"] = (request) => (planned.push(request.source), here.plan(request));
  return Promise.resolve({ ...here, plan });
};

test("operations that are known are planned before the first question, and stay; others go when nobody asks", async () => {
  const planned: string[] = [];
  const sdl = compose([greeter("a")]);
  const read = (source: string): OperationText => ({ source, document: parse(source) });
  engine = await createEngine({
    supergraphSdl: sdl,
    logger: { info: () => undefined, warn: () => undefined },
    transports: () => ({ fetch: () => Promise.resolve({ data: { a: "a", other: 1 } }) }),
    known: () => [read("{ a }"), read("{ nothing }")],
    limits: { idleMs: 40 },
    startPlanner: noting(planned),
  });
  expect(planned).toEqual(["{a}"]);
  const ask = (source: string) => engine!.execute({ ...read(source), variables: {}, context: {} });
  await ask("{ other }");
  await ask("{ a }");
  expect(planned).toHaveLength(2);
  await sleep(1_200);
  await ask("{ a }");
  await ask("{ other }");
  expect(planned).toHaveLength(3);
});

test("who may not see the same of an operation shares its plan", async () => {
  const planned: string[] = [];
  const seeing = (...denied: string[]) => ({
    denies: (type: string, field: string) => (denied.includes(`${type}.${field}`) ? { code: "DENIED" } : undefined),
    deniedAmong: (names: ReadonlySet<string>) => denied.filter((it) => names.has(it.split(".")[1]!)).join(),
  });
  engine = await createEngine({
    supergraphSdl: compose([greeter("a")]),
    logger: { info: () => undefined, warn: () => undefined },
    transports: () => ({ fetch: () => Promise.resolve({ data: { a: "a" } }) }),
    startPlanner: noting(planned),
  });
  const ask = async (authorization: Authorization) =>
    (await engine!.execute({ source: "{ a }", document: parse("{ a }"), authorization, variables: {}, context: {} }))
      .data;
  expect(await ask(seeing())).toBe(`{"a":"a"}`);
  expect(await ask(seeing("Query.other"))).toBe(`{"a":"a"}`);
  expect(await ask(seeing("Query.a"))).toBe(`{"a":null}`);
  expect(await ask(seeing("Query.other", "Query.a"))).toBe(`{"a":null}`);
  expect(planned).toHaveLength(2);
});
