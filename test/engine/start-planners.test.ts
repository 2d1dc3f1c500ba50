import { afterEach, expect, test } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parse } from "graphql";
import { createEngine, type Engine } from "../../gateway/engine/create-engine.js";
import { DEFAULT_LIMITS, type EngineOptions } from "../../gateway/engine/engine-options.js";
import type { OperationText } from "../../gateway/engine/operation/operation-cache.js";
import { PlanFault } from "../../gateway/engine/planning/plan-fault.js";
import { startPlanners, type Planners } from "../../gateway/engine/planners/start-planners.js";
import type { Authorization } from "../../gateway/engine/subgraph-transport.js";
import { startPlannerHere } from "./support/planner-here.js";
import { inventOperation } from "./support/random-operation.js";
import { inventWorld } from "./support/random-world.js";
import { Random } from "./support/random.js";
import { compose, parseValid, type SubgraphSource } from "./support/world.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

let threads: Planners | undefined;
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
/** So much that no machine plans it in a millisecond, or in little memory. */
const WIDE = `{ ${Array.from({ length: 100_000 }, (_, i) => `a${i}: a`).join(" ")} }`;

/** Notes what is planned, or refuses it. */
const noting = (planned: string[], fault?: PlanFault) => async (supergraphSdl: string) => {
  const here = await startPlannerHere(supergraphSdl);
  const plan: Planners["plan"] = (request) => {
    planned.push(request.source);
    return fault ? Promise.reject(fault) : here.plan(request);
  };
  return { ...here, plan };
};

test("equal operations that overlap are planned once", async () => {
  threads = await startPlanners(compose([greeter("a")]), DEFAULT_LIMITS);
  const [first, second] = [threads.plan({ ...plan, source: "{a}" }), threads.plan({ ...plan, source: "{a}" })];
  expect(first).toBe(second);
  expect((await first).plan.fetches).toHaveLength(1);
});

test("a plan that takes too long is given up with a code, and so is the next one", async () => {
  threads = await startPlanners(compose([greeter("a")]), { ...DEFAULT_LIMITS, planTimeoutMs: 1 });
  for (let time = 0; time < 2; time += 1)
    await expect(threads.plan({ ...plan, source: WIDE })).rejects.toMatchObject({ code: "PLAN_TIMEOUT" });
});

test("a plan that fills its process's memory is given up with a code, and the next one is made", async () => {
  const limits = { ...DEFAULT_LIMITS, nativePlanner: false, planTimeoutMs: 100_000, plannerMemoryMb: 90 };
  threads = await startPlanners(compose([greeter("a")]), limits);
  await expect(threads.plan({ ...plan, source: WIDE })).rejects.toMatchObject({ code: "PLAN_TOO_COMPLEX" });
  expect((await threads.plan({ ...plan, source: "{a}" })).plan.fetches).toHaveLength(1);
});

/** Each of many types leads to each other: a few levels of that no planner ends with. */
function tangle(kinds: number): SubgraphSource[] {
  const all = (fields: string) =>
    Array.from({ length: kinds }, (_, i) => `type T${i} implements I @key(fields: "id") { id: ID! ${fields} }`).join(
      " ",
    );
  return [
    { name: "names", typeDefs: `type Query { i: I } interface I { id: ID! name: String } ${all("name: String")}` },
    { name: "links", typeDefs: `interface I { id: ID! next: I } ${all("next: I")}` },
  ];
}

test("operations that never end keep nobody waiting", async () => {
  threads = await startPlanners(compose(tangle(40)), { ...DEFAULT_LIMITS, planTimeoutMs: 300_000 });
  const endless = [1, 2, 3].map((it) => `{i{a${it}:id next{name next{name next{name}}}}}`);
  const codes: string[] = [];
  const running = endless.map((source) =>
    threads!.plan({ ...plan, source }).catch((fault: PlanFault) => void codes.push(fault.code)),
  );
  const quick = await Promise.all(["{i{id}}", "{i{name}}"].map((source) => threads!.plan({ ...plan, source })));
  expect(quick.map((it) => it.plan.fetches.length)).toEqual([1, 1]);
  expect(codes).toEqual([]);
  await threads.stop();
  await Promise.all(running);
  expect(codes).toEqual(endless.map(() => "PLANNER_UNAVAILABLE"));
}, 300_000);

test("what could not be planned is not tried again at once", async () => {
  const planned: string[] = [];
  const refused = new PlanFault("PLAN_TIMEOUT", "took too long");
  const own = await engineOver(compose([greeter("a")]), { startPlanner: noting(planned, refused) });
  const request = { source: "{ a }", document: parse("{ a }"), variables: {}, context: {} };
  for (let time = 0; time < 3; time += 1)
    expect((await own.execute(request)).errors).toMatchObject([{ extensions: { code: "PLAN_TIMEOUT" } }]);
  expect(planned).toEqual(["{a}"]);
});

test("a supergraph that does not build says why", async () => {
  const started = startPlanners("type Query { x: Int }", DEFAULT_LIMITS);
  await expect(started).rejects.toThrow(/supergraph|core|link/i);
});

async function engineOver(supergraphSdl: string, more: Partial<EngineOptions> = {}): Promise<Engine> {
  return (engine = await createEngine({
    supergraphSdl,
    logger: { info: () => undefined, warn: () => undefined },
    transports: () => ({ fetch: () => Promise.resolve({ data: { a: "a", b: "b", other: 1 } }) }),
    ...more,
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
  const own = await engineOver(compose(inventWorld(3).sources), { limits: { keptOperations: 100 } });
  const random = new Random(1);
  let turns = 0;
  const turn = () => {
    turns += 1;
    turning = setImmediate(turn);
  };
  let turning = setImmediate(turn);
  const counts: number[] = [];
  for (let index = 0; index < 20; index += 1) {
    const { query, variables } = inventOperation(own.apiSchema, random);
    const text = { document: parseValid(query, own.apiSchema), source: `${query} #${index}` };
    const before = turns;
    await own.execute({ ...text, variables, context: {} });
    counts.push(turns - before);
  }
  clearImmediate(turning);
  // Where it is planned on this thread, nothing turns until the plan is there.
  expect(counts.filter((it) => it > 3).length).toBeGreaterThan(15);
}, 120_000);

test("operations that are known are planned before the first question, and stay; others go when nobody asks", async () => {
  const planned: string[] = [];
  const read = (source: string): OperationText => ({ source, document: parse(source) });
  const own = await engineOver(compose([greeter("a")]), {
    known: () => [read("{ a }"), read("{ nothing }")],
    limits: { idleMs: 40 },
    startPlanner: noting(planned),
  });
  expect(planned).toEqual(["{a}"]);
  const ask = (source: string) => own.execute({ ...read(source), variables: {}, context: {} });
  await ask("{ other }");
  await ask("{ a }");
  expect(planned).toHaveLength(2);
  await sleep(1_200);
  collectGarbage();
  await sleep(1);
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
  const own = await engineOver(compose([greeter("a")]), { startPlanner: noting(planned) });
  const ask = async (authorization: Authorization) =>
    (await own.execute({ source: "{ a }", document: parse("{ a }"), authorization, variables: {}, context: {} })).data;
  expect(await ask(seeing())).toBe(`{"a":"a"}`);
  expect(await ask(seeing("Query.other"))).toBe(`{"a":"a"}`);
  expect(await ask(seeing("Query.a"))).toBe(`{"a":null}`);
  expect(await ask(seeing("Query.other", "Query.a"))).toBe(`{"a":null}`);
  expect(planned).toHaveLength(2);
});
