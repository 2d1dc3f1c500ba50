import "reflect-metadata";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createClient } from "redis";
import { request } from "undici";
import WebSocket from "ws";
import { openBus } from "../../platform/bus/open-bus.js";
import { createLog } from "../../platform/log.js";
import { readSettings } from "../../platform/settings.js";
import { startPrograms, type Started } from "./programs.mjs";

/*
 * What a request, a subscriber and an event cost, measured, and what the whole of Flanders would need at those prices.
 *   node --import tsx test/bench/size.mts [--subscribers 1000] [--requests 150]
 */
const { values } = parseArgs({
  options: { subscribers: { type: "string", default: "1000" }, requests: { type: "string", default: "150" } },
});
const subscribers = Number(values.subscribers);
const requests = Number(values.requests);
const house = await startPrograms({
  ...{ gateways: 1, participants: 200, lifeMs: 0 },
  settings: { AMA_SUBSCRIPTIONS_SUBJECT: "100000", AMA_SUBSCRIPTIONS_ORGANISATION: "100000" },
});
const gateway = house.gateways[0]!;
const programs = [gateway, ...house.subgraphs];
const headers = await house.headers();
const PAGE = readFileSync("schema/operations/participant-on-one-page.graphql", "utf8");

const cpuMs = ({ program }: Started) => {
  const fields = readFileSync(`/proc/${program.child.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
const rssKb = ({ program }: Started) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.child.pid}/status`, "utf8"))![1]);

async function ask(number: number): Promise<number> {
  const body = JSON.stringify({ query: PAGE, variables: { participant: house.ids[number % 100], year: 2026 } });
  const reply = await request(`${gateway.address}/graphql`, { method: "POST", headers, body });
  return (await reply.body.arrayBuffer()).byteLength;
}
for (let number = 0; number < 100; number += 1) await ask(number);
let before = programs.map(cpuMs);
let bytes = 0;
for (let number = 0; number < requests; number += 4)
  bytes += (await Promise.all([0, 1, 2, 3].map((more) => ask(number + more)))).reduce((sum, one) => sum + one, 0);
const asked = Math.ceil(requests / 4) * 4;
for (const [at, one] of programs.entries())
  console.log(
    `page, ${one.name}: ${((cpuMs(one) - before[at]!) / asked).toFixed(1)} ms of CPU a request, ${Math.round(rssKb(one) / 1024)} MB`,
  );
console.log(`page: ${Math.round(bytes / asked)} bytes`);

const bus = openBus(readSettings({ ...house.environment }), createLog("silent"));
await bus.end();
const rssBefore = rssKb(gateway);
const descriptors = () => readdirSync(`/proc/${gateway.program.child.pid}/fd`).length;
const fdBefore = descriptors();
const CHANGES = `subscription($ids: [ID!]) { participantChanged(ids: $ids) { cursor kind participant { id birthYear } } }`;
const { "content-type": _, ...payload } = headers;
let opened = 0;
let pushed = 0;
let pushedBytes = 0;
before = programs.map(cpuMs);
for (let number = 0; number < subscribers; number += 1) {
  const socket = new WebSocket(`${gateway.address.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  socket.on("open", () => socket.send(JSON.stringify({ type: "connection_init", payload })));
  socket.on("message", (data: Buffer) => {
    const { type } = JSON.parse(data.toString()) as { type: string };
    if (type === "connection_ack") {
      opened += 1;
      socket.send(
        JSON.stringify({
          id: "1",
          type: "subscribe",
          payload: { query: CHANGES, variables: { ids: house.ids.slice(0, 20) } },
        }),
      );
    }
    if (type === "ping") socket.send(JSON.stringify({ type: "pong" }));
    if (type === "next") [pushed, pushedBytes] = [pushed + 1, pushedBytes + data.length];
  });
  if (number % 20 === 19) await sleep(50);
}
while (opened < subscribers) await sleep(200);
await sleep(5_000);
const openedCpu = cpuMs(gateway) - before[0]!;
console.log(
  `subscriber: ${((rssKb(gateway) - rssBefore) / subscribers).toFixed(1)} kB of memory, ${((descriptors() - fdBefore) / subscribers).toFixed(2)} descriptors, ${(openedCpu / subscribers).toFixed(2)} ms of CPU to open`,
);
before = programs.map(cpuMs);
await sleep(20_000);
console.log(`subscriber at rest: ${((cpuMs(gateway) - before[0]!) / subscribers / 20).toFixed(4)} ms of CPU a second`);

const EVENTS = 10;
before = programs.map(cpuMs);
for (let number = 0; number < EVENTS; number += 1)
  await bus.append({
    source: "sizes",
    from: number === 0 ? undefined : String(number),
    to: String(number + 1),
    events: [
      {
        id: `size-${number}`,
        kind: "DOSSIER_CHANGED",
        participant: house.ids[number]!,
        occurredAt: "2026-11-21T09:00:00Z",
      },
    ],
  });
for (let tries = 0; pushed < EVENTS * subscribers && tries < 600; tries += 1) await sleep(100);
console.log(
  `push: ${pushed} of ${EVENTS * subscribers}, ${((cpuMs(gateway) - before[0]!) / pushed).toFixed(3)} ms of CPU and ${Math.round(pushedBytes / pushed)} bytes each`,
);
const redis = createClient({ url: house.redis.url });
await redis.connect();
for (let at = 0; at < 50; at += 1)
  await bus.append({
    source: "fill",
    from: at === 0 ? undefined : String(at),
    to: String(at + 1),
    events: Array.from({ length: 200 }, (_each, number) => ({
      id: `fill-${at}-${number}`,
      kind: "DOSSIER_CHANGED" as const,
      participant: house.ids[number % 150]!,
      occurredAt: "2026-11-21T09:00:00Z",
    })),
  });
const used = Number(await redis.sendCommand(["MEMORY", "USAGE", "{ama:bus}:stream", "SAMPLES", "0"]));
console.log(`event: ${Math.round(used / (await redis.xLen("{ama:bus}:stream")))} bytes in Redis`);
process.exitCode = 0;
redis.destroy();
await bus.stop();
await house.stop();
process.exit();
