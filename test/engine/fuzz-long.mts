/**
 * `npm run fuzz [minutes] [seed]`: invented graphs, documents, variables and replies, for as long as one likes. Ends with
 * the first finding and its seed, or with how much was tried. Memory is watched: it has to come back to its level.
 */
import { setImmediate as immediate } from "node:timers/promises";
import { execute, parse, validate } from "graphql";
import { startPlannerThreads } from "../../gateway/engine/planning/planner-threads.js";
import { canonical, spoil } from "./support/spoil.js";
import { mergeDeferred } from "./support/merge-deferred.js";
import { inventOperation } from "./support/random-operation.js";
import { inventWorld, resolveTypes } from "./support/random-world.js";
import { Random } from "./support/random.js";
import { createWorld } from "./support/world.js";

const [minutes = "8", first = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const end = performance.now() + Number(minutes) * 60_000;
const count = { worlds: 0, honest: 0, refused: 0, spoilt: 0, deferred: 0 };
const levels: number[] = [];
const UNPLANNED: ReadonlySet<unknown> = new Set(["PLAN_REFUSED", "PLAN_TIMEOUT", "PLAN_TOO_COMPLEX"]);

for (let seed = Number(first); performance.now() < end; seed++) {
  await tryWorld(seed);
  // All of that ran in promises: timers get their turn now.
  await immediate();
  if (++count.worlds % 20 === 0) {
    globalThis.gc?.();
    levels.push(Math.round(process.memoryUsage().heapUsed / 1024 / 1024));
    console.log({ seed, ...count, heapMiB: levels.at(-1) });
  }
}
console.log({ firstSeed: Number(first), ...count, heapMiB: levels });
const [start = 0] = levels.slice(1);
if (globalThis.gc && levels.length > 4 && (levels.at(-1) ?? 0) > start * 1.5 + 30) fail("memory grows", 0, levels);

async function tryWorld(seed: number): Promise<void> {
  const random = new Random(seed);
  const invented = inventWorld(seed);
  let lies = false;
  const lie = async (_: unknown, honest: () => Promise<object>) => {
    const reply = await honest();
    if (!lies) return reply;
    if (random.chance(0.05)) throw new Error("cut");
    const text = JSON.stringify(spoil(reply, random, random.pick([0, 0.01, 0.1])));
    return random.chance(0.03) ? text.slice(0, random.int(text.length)) : text;
  };
  // In its thread, as in service: the planner can go round in circles, which only the end of its thread ends.
  const world = await createWorld(invented.sources, lie, { startPlanner: startPlannerThreads });
  const schema = world.engine.apiSchema;
  resolveTypes(schema);
  for (let index = 0; index < 12; index++) {
    const { query, variables } = inventOperation(schema, random, random.chance(0.5));
    const document = parse(query);
    if (validate(schema, document).length > 0) continue;
    const where = { operation: index, query, variables };
    lies = false;
    const fieldResolver = invented.tellAll(schema);
    const truth = await execute({ schema, document, variableValues: variables, fieldResolver });
    const given = await world.ask(query, variables);
    if (given.data === undefined) {
      count.refused++;
      if (given.errors.some(({ code }) => !UNPLANNED.has(code))) fail("refused oddly", seed, { where, given });
    } else {
      count.honest++;
      if (given.text !== JSON.stringify(truth.data)) fail("wrong data", seed, { where, given: given.text, truth });
      if (given.errors.length > 0 !== (truth.errors !== undefined))
        fail("errors differ", seed, { where, given, truth });
    }
    const request = { document, source: query, variables, context: {} };
    const later = await mergeDeferred(await world.engine.executeDeferring(request));
    if (later.data !== undefined && !truth.errors) {
      count.deferred++;
      if (canonical(JSON.stringify(later.data)) !== canonical(JSON.stringify(truth.data)))
        fail("wrong deferred data", seed, { where, later: later.data, truth });
    }
    lies = true;
    for (const { data, errors } of [
      await world.ask(query, variables),
      await mergeDeferred(await world.engine.executeDeferring(request)),
    ]) {
      count.spoilt++;
      if (data !== undefined && typeof data !== "object") fail("malformed", seed, { where, data });
      if ((data === null || data === undefined) && errors.length === 0) fail("silent loss", seed, { where });
      if (errors.some(({ code }) => code === "INTERNAL_SERVER_ERROR")) fail("our own mistake", seed, { where, errors });
    }
  }
  await world.stop();
}

function fail(what: string, seed: number, details: unknown): never {
  console.error(what, { seed }, JSON.stringify(details, null, 1));
  process.exit(1);
}
