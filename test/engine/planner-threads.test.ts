import { afterEach, expect, test } from "@jest/globals";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createEngine, type Engine } from "../../gateway/engine/create-engine.js";
import type { EngineLimits } from "../../gateway/engine/engine-options.js";
import { startPlannerThreads, type PlannerThreads } from "../../gateway/engine/planning/planner-threads.js";
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

test("a storm of new operations does not hold up the event loop", async () => {
  const own = await engineOver(compose(inventWorld(3).sources), { keptOperations: 100 });
  const random = new Random(1);
  const invented = Array.from({ length: 100 }, (_, index) => {
    const { query, variables } = inventOperation(own.apiSchema, random);
    return { document: parseValid(query, own.apiSchema), source: `${query} #${index}`, variables, context: {} };
  });
  await Promise.all(invented.slice(0, 20).map((it) => own.execute(it)));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (const operation of invented) await own.execute(operation);
  delay.disable();
  console.log(`event loop: p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, max ${(delay.max / 1e6).toFixed(1)} ms`);
  // A shared machine adds its own delays; what planning on this thread would cost is far above this.
  expect(delay.percentile(99) / 1e6).toBeLessThan(20);
}, 120_000);
