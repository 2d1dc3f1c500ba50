// `npm run bench:live [-- --subscribers 1000 --rate 10 --seconds 60 --idle 1]`
// Subscribers over both protocols, on the same cores as the house: what was lost, what came twice, how late it came, what it
// cost, what memory did; and one client that reads nothing, whom the others should not notice.
import { fork } from "node:child_process";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import WebSocket from "ws";

const { values } = parseArgs({
  options: {
    subscribers: { type: "string", default: "1000" },
    rate: { type: "string", default: "10" },
    seconds: { type: "string", default: "60" },
    idle: { type: "string", default: "1" },
  },
});
const subscribers = Number(values.subscribers);
const perSecond = Number(values.rate);
const events = perSecond * Number(values.seconds);

interface Ready {
  address: string;
  token: string;
  ids: string[];
}
interface Report {
  cpuMs: number;
  rss: number;
  heap: number;
  metrics: string;
}

const house = fork(fileURLToPath(new URL("live-house.mts", import.meta.url)), {
  execArgv: ["--expose-gc", "--import", "tsx", "--import", "reflect-metadata"],
  env: { ...process.env, SUBSCRIBERS: String(subscribers + 10) },
});
const next = <Message,>() =>
  new Promise<Message>((resolve) => house.once("message", (message) => resolve(message as Message)));
const { address, token, ids } = await next<Ready>();
const headers = {
  authorization: `Bearer ${token}`,
  "ama-purpose": "INSPECTION",
  "ama-legal-context": "Meting van de doorgifte",
};
const QUERY = `subscription($ids: [ID!]) { participantChanged(ids: $ids) {
  cursor kind occurredAt participant { id birthYear agreements { status } permissions { status } } } }`;
const payload = { query: QUERY, variables: { ids } };

/** How late each answer came, in milliseconds, of all subscribers; and which each one got. */
const lateness: number[] = [];
const received: string[][] = [];
let openCount = 0;

function take(mine: string[], change: { cursor: string; occurredAt: string }): void {
  lateness.push(performance.timeOrigin + performance.now() - Date.parse(change.occurredAt));
  mine.push(change.cursor);
}

function overWebSocket(): void {
  const mine: string[] = [];
  received.push(mine);
  const socket = new WebSocket(`${address.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  socket.on("open", () => socket.send(JSON.stringify({ type: "connection_init", payload: headers })));
  socket.on("message", (data) => {
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- one Buffer
    const message = JSON.parse(data.toString()) as { type: string; payload?: { data?: { participantChanged: never } } };
    if (message.type === "connection_ack") socket.send(JSON.stringify({ id: "1", type: "subscribe", payload }));
    // The first word of the stream's place is that it is open.
    if (message.type === "ping" && !mine.includes("open") && mine.length === 0) openCount += 1;
    if (message.type === "ping") socket.send(JSON.stringify({ type: "pong" }));
    if (message.type === "next") take(mine, message.payload!.data!.participantChanged);
  });
}

function overServerSentEvents(): void {
  const mine: string[] = [];
  received.push(mine);
  const asking = httpRequest(
    `${address}/graphql/stream`,
    {
      method: "POST",
      agent: false,
      headers: { ...headers, "content-type": "application/json", accept: "text/event-stream" },
    },
    (response) => {
      let rest = "";
      let isOpen = false;
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        rest += chunk;
        for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
          const message = rest.slice(0, end);
          rest = rest.slice(end + 2);
          if (!isOpen) openCount += 1;
          isOpen = true;
          const data = /^data: (.*)$/m.exec(message)?.[1];
          if (data) take(mine, (JSON.parse(data) as { data: { participantChanged: never } }).data.participantChanged);
        }
      });
    },
  );
  asking.end(JSON.stringify(payload));
}

/** Subscribes and then reads not a byte. */
function readsNothing(): void {
  const body = JSON.stringify(payload);
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname, () => {
    const head = Object.entries({
      ...headers,
      "content-type": "application/json",
      "content-length": String(body.length),
    });
    socket.write(
      `POST /graphql/stream HTTP/1.1\r\nhost: a\r\n${head.map(([k, v]) => `${k}: ${v}\r\n`).join("")}\r\n${body}`,
    );
    socket.pause();
  });
  socket.on("error", () => undefined);
}

for (let index = 0; index < subscribers; index += 1) {
  if (index % 2 === 0) overWebSocket();
  else overServerSentEvents();
  if (index % 50 === 49) await pause(20);
}
for (let index = 0; index < Number(values.idle); index += 1) readsNothing();
while (openCount < subscribers) await pause(50);
console.log(`${subscribers} subscribers are open, half over WebSocket and half over server-sent events`);

const report = () => {
  house.send({ report: true });
  return next<Report>();
};
const before = await report();
const halves: Report[] = [];
const began = performance.now();
for (let number = 1; number <= events; number += 1) {
  house.send({ tell: number });
  if (number === Math.floor(events / 2)) halves.push(await report());
  const due = began + (number * 1_000) / perSecond;
  await pause(Math.max(0, due - performance.now()));
}
const wanted = subscribers * events;
for (let waited = 0; lateness.length < wanted && waited < 60_000; waited += 100) await pause(100);
const after = await report();

const whole = new Set(received.flat());
const lost = received.reduce((sum, mine) => sum + events - new Set(mine).size, 0);
const doubled = received.reduce((sum, mine) => sum + mine.length - new Set(mine).size, 0);
const disordered = received.filter((mine) =>
  mine.some((cursor, index) => index > 0 && cursor === mine[index - 1]),
).length;
lateness.sort((a, b) => a - b);
const at = (share: number) => `${(lateness[Math.floor(lateness.length * share)] ?? Number.NaN).toFixed(0)} ms`;
const count = (name: string, { metrics }: Report) => {
  const found = [...metrics.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\d+)`, "gm"))];
  return found.reduce((sum, [, value]) => sum + Number(value), 0);
};
const cpuMs = after.cpuMs - before.cpuMs;
const mb = (bytes: number) => `${(bytes / 1_048_576).toFixed(0)} MB`;
console.log(`
events ${events} at ${perSecond} a second (${whole.size} different ones came), pushes wanted ${wanted}, came ${lateness.length}
lost ${lost}, doubled ${doubled}, subscribers that got one twice in a row ${disordered}
from event to push: median ${at(0.5)}, p99 ${at(0.99)}, most ${at(0.9999)}
house: ${((cpuMs * 1_000) / lateness.length).toFixed(0)} µs of CPU a push, ${((100 * cpuMs) / (performance.now() - began)).toFixed(0)} % of one core in all
executions ${count("ama_completions_total", after) - count("ama_completions_total", before)} for ${events} events, told of later ones only: ${count("ama_coalesced_total", after)}
heap after collecting: ${mb(before.heap)} at first, ${mb(halves[0]?.heap ?? 0)} half-way, ${mb(after.heap)} at the end; resident ${mb(before.rss)}, ${mb(halves[0]?.rss ?? 0)}, ${mb(after.rss)}`);
house.send({ stop: true });
process.exit(lost + doubled > 0 ? 1 : 0);

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
