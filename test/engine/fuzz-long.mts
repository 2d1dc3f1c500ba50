/**
 * `npm run fuzz [minutes] [seed]`: invented graphs, documents, variables and replies, for as long as one likes. Prints each
 * finding with its seed, and at the end how much was tried. Memory is watched: it has to come back to its level.
 */
import { setImmediate as immediate } from "node:timers/promises";
import { startPlanners } from "../../gateway/engine/planners/start-planners.js";
import { Tally, tryWorld } from "./support/try-world.js";

const [minutes = "8", first = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const end = performance.now() + Number(minutes) * 60_000;
const tally = new Tally();
const levels: number[] = [];

for (let seed = Number(first); performance.now() < end; seed++) {
  const before = tally.findings.length;
  // In processes of their own, as in service: a planner can go round in circles, which only the end of its process ends. On a busy
  // machine one takes long to start.
  await tryWorld(seed, tally, { startPlanner: startPlanners, limits: { buildTimeoutMs: 600_000 } });
  for (const { what, operation, details } of tally.findings.slice(before))
    console.error(`${what}: seed ${seed}, operation ${operation}\n${JSON.stringify(details, null, 1)}`);
  // All of that ran in promises: timers get their turn now.
  await immediate();
  if (tally.worlds % 20 === 0) {
    globalThis.gc?.();
    levels.push(Math.round(process.memoryUsage().heapUsed / 1024 / 1024));
    console.log({ seed, ...summary(), heapMiB: levels.at(-1) });
  }
}
console.log({ firstSeed: Number(first), ...summary(), heapMiB: levels });
const [start = 0] = levels.slice(1);
const hasGrown = globalThis.gc !== undefined && levels.length > 4 && (levels.at(-1) ?? 0) > start * 1.5 + 30;
if (hasGrown) console.error("memory grows", levels);
process.exit(hasGrown || tally.findings.length > 0 ? 1 : 0);

/** The counts, with each finding by its kind and seed. */
function summary() {
  const findings = tally.findings.map(({ what, seed, operation }) => `${what}: seed ${seed}, operation ${operation}`);
  return { ...tally, findings };
}
