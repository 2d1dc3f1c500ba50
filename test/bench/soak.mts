import "reflect-metadata";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { request } from "undici";
import { listen } from "../support/subscribe.js";
import { startPrograms, type Started } from "./programs.mjs";

/*
 * Whether memory and descriptors stay flat: everything as in production, questions and subscriptions at a low rate, some of
 * which break off. One line a minute; at the end the trend of each program over the second half.
 *   node --import tsx test/bench/soak.mts [--minutes 60] [--rate 5] [--subscribers 50]
 */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    rate: { type: "string", default: "5" },
    subscribers: { type: "string", default: "50" },
  },
});
const minutes = Number(values.minutes);
const PAGE = readFileSync("schema/operations/participant-on-one-page.graphql", "utf8");
const CHANGES = `subscription($ids: [ID!]) { participantChanged(ids: $ids) { cursor kind participant { id birthYear } } }`;

const house = await startPrograms({ gateways: 1, participants: 300, lifeMs: 1_000 });
const programs: Started[] = [...house.gateways, ...house.subgraphs];
const { address } = house.gateways[0]!;
const outcomes = { whole: 0, partial: 0, refused: 0, failed: 0, pushes: 0, reconnects: 0 };
let running = true;

async function ask(number: number): Promise<void> {
  const id = house.ids[number % house.ids.length];
  try {
    const { statusCode, body } = await request(`${address}/graphql`, {
      method: "POST",
      headers: await house.headers(),
      body: JSON.stringify({ query: PAGE, variables: { participant: id, year: 2026 } }),
    });
    const answer = (await body.json()) as { errors?: unknown[]; data?: unknown };
    outcomes[statusCode !== 200 ? "refused" : answer.errors ? "partial" : "whole"] += 1;
  } catch {
    outcomes.failed += 1;
  }
}

/** Listens for some minutes over either protocol, breaks off, and comes back. */
async function subscribe(number: number): Promise<void> {
  while (running) {
    const { "content-type": _, ...headers } = await house.headers();
    const one = listen(number % 2 ? "sse" : "websocket", address, headers, CHANGES, { ids: house.ids.slice(0, 100) });
    await sleep(60_000 + Math.random() * 180_000, undefined, { ref: false });
    outcomes.pushes += one.answers.length;
    outcomes.reconnects += 1;
    await one.stop();
  }
}

interface Sample {
  readonly rssMb: number;
  readonly descriptors: number;
}
const samples = programs.map((): Sample[] => []);

function sample(): string {
  return programs
    .map(({ name, program }, at) => {
      const pid = program.child.pid!;
      const rssMb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024;
      const descriptors = readdirSync(`/proc/${pid}/fd`).length;
      samples[at]!.push({ rssMb, descriptors });
      return `${name} ${Math.round(rssMb)} MB ${descriptors} fd`;
    })
    .join(", ");
}

for (let number = 0; number < Number(values.subscribers); number += 1) void subscribe(number);
const began = Date.now();
let lastMinute = -1;
for (let number = 0; Date.now() - began < minutes * 60_000; number += 1) {
  void ask(number);
  const minute = Math.floor((Date.now() - began) / 60_000);
  if (minute !== lastMinute) console.log(`${minute} min: ${sample()}; ${JSON.stringify(outcomes)}`);
  lastMinute = minute;
  await sleep(1_000 / Number(values.rate));
}
running = false;
console.log(`end: ${sample()}; ${JSON.stringify(outcomes)}`);
for (const [at, { name }] of programs.entries()) {
  const half = samples[at]!.slice(Math.floor(samples[at]!.length / 2));
  console.log(
    `${name}: MB an hour ${slope(half.map(({ rssMb }) => rssMb))}, descriptors an hour ${slope(half.map(({ descriptors }) => descriptors))}`,
  );
}
await house.stop();
process.exit();

/** Of the line through samples a minute apart, by least squares. */
function slope(values: readonly number[]): string {
  const n = values.length;
  const meanX = (n - 1) / 2;
  const meanY = values.reduce((sum, y) => sum + y, 0) / n;
  const over = values.reduce((sum, y, x) => sum + (x - meanX) * (y - meanY), 0);
  const under = values.reduce((sum, _, x) => sum + (x - meanX) ** 2, 0);
  return ((60 * over) / under).toFixed(1);
}
