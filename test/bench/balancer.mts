import "reflect-metadata";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import { openBus } from "../../platform/bus/open-bus.js";
import { createLog } from "../../platform/log.js";
import { readSettings } from "../../platform/settings.js";
import { freePort } from "../support/free-ports.js";
import { startProgram } from "../support/program.js";
import { listen } from "../support/subscribe.js";
import { startPrograms } from "./programs.mjs";

/*
 * Three gateways behind HAProxy, as deploy/haproxy has it: how requests spread, whether limits are shared, what a gateway that
 * stops and one that is killed cost, and whether those who subscribe hear each event once.
 *   node --import tsx test/bench/balancer.mts
 */
const SUBSCRIBERS = 12;
const EVENTS = 60;
const ASKING = 6;

const house = await startPrograms({
  gateways: 3,
  participants: 200,
  lifeMs: 0,
  settings: { AMA_HEARTBEAT_MS: "1000" },
});
const front = await freePort();
const folder = mkdtempSync(join(tmpdir(), "ama-haproxy-"));
let config = readFileSync("deploy/haproxy/haproxy.cfg", "utf8")
  .replace(/bind :443 .*/, `bind 127.0.0.1:${front}`)
  .replace(/ port 4900/, "")
  // As many as the descriptors of a shell allow.
  .replace(/maxconn 120000/, "maxconn 4000");
for (const [at, { address, adminAddress }] of house.gateways.entries())
  config = config.replace(
    new RegExp(`server gateway${at + 1} .*`),
    `server gateway${at + 1} ${new URL(address).host} port ${new URL(adminAddress).port}`,
  );
writeFileSync(join(folder, "haproxy.cfg"), config);
const haproxy = startProgram("haproxy", ["-f", join(folder, "haproxy.cfg")], {});
const address = `http://127.0.0.1:${front}`;
await sleep(4_000);

const PAGE = `query($id: ID!) { participant(id: $id) { id birthYear permissions { status } agreements { status } } }`;
const outcomes: Record<string, number> = {};
const count = (what: string) => (outcomes[what] = (outcomes[what] ?? 0) + 1);
async function ask(at = address): Promise<Record<string, unknown>> {
  const headers = await house.headers();
  const id = house.ids[Math.floor(Math.random() * house.ids.length)];
  try {
    const reply = await request(`${at}/graphql`, {
      method: "POST",
      headers,
      body: JSON.stringify({ query: PAGE, variables: { id } }),
    });
    const answer = (await reply.body.json().catch(() => ({}))) as { errors?: { extensions?: { code?: string } }[] };
    count(
      reply.statusCode === 200
        ? answer.errors
          ? `partial ${answer.errors[0]?.extensions?.code}`
          : "whole"
        : `status ${reply.statusCode}`,
    );
    return reply.headers;
  } catch (error) {
    count(`broken ${(error as { code?: string }).code}`);
    return {};
  }
}

async function during(what: string, work: () => Promise<unknown>): Promise<void> {
  for (const name of Object.keys(outcomes)) delete outcomes[name];
  let going = true;
  const asking = Array.from({ length: ASKING }, async () => {
    while (going) await ask();
  });
  const began = performance.now();
  await work();
  going = false;
  await Promise.all(asking);
  const seconds = (performance.now() - began) / 1_000;
  console.log(`${what}: ${seconds.toFixed(1)} s, ${JSON.stringify(outcomes)}`);
}

const remaining = async (at: string) => String((await ask(at))["ratelimit"]);
console.log(
  "limits, asked at each gateway in turn:",
  await remaining(house.gateways[0]!.address),
  "|",
  await remaining(house.gateways[1]!.address),
  "|",
  await remaining(house.gateways[2]!.address),
);

async function answered(): Promise<string> {
  const texts = await Promise.all(
    house.gateways.map(async ({ adminAddress }) =>
      request(`${adminAddress}/metrics`).then(
        ({ body }) => body.text(),
        () => "",
      ),
    ),
  );
  return texts.map((text) => /ama_request_seconds_count\{status="200"\} (\d+)/.exec(text)?.[1] ?? "away").join(", ");
}
await during("all three", () => sleep(10_000));
console.log("answered by each:", await answered());

// Each subscriber comes back where it was, at whichever gateway HAProxy gives it.
const bus = openBus(readSettings({ ...house.environment }), createLog("silent"));
const id = house.ids[0]!;
const { "content-type": _, ...headers } = await house.headers();
const CHANGES = `subscription($ids: [ID!], $after: ID) { participantChanged(ids: $ids, after: $after) { cursor occurredAt } }`;
const start = await bus.end();
let comebacks = 0;
const received = Array.from({ length: SUBSCRIBERS }, () => [] as string[]);
const subscribers = received.map(async (mine, number) => {
  for (let after = start; mine.length < EVENTS; comebacks += 1) {
    const one = listen(number % 2 ? "sse" : "websocket", address, headers, CHANGES, { ids: [id], after });
    await Promise.race([one.until(EVENTS - mine.length).catch(() => undefined), one.ended, sleep(20_000)]);
    for (const { data, errors } of one.answers) {
      if (errors || !data) continue;
      const change = data["participantChanged"] as { cursor: string; occurredAt: string };
      mine.push(change.occurredAt);
      after = change.cursor;
    }
    await one.stop();
    if (mine.length < EVENTS) await sleep(200);
  }
});
const moments: string[] = [];
const publishing = (async () => {
  let from = await bus.position("rehearsal");
  for (let number = 1; number <= EVENTS; number += 1) {
    const occurredAt = new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString();
    const to = String(number);
    await bus.append({
      source: "rehearsal",
      from,
      to,
      events: [{ id: `r${number}`, kind: "DOSSIER_CHANGED", participant: id, occurredAt }],
    });
    moments.push(occurredAt);
    from = to;
    await sleep(400);
  }
})();
await during("one gateway is told to stop", async () => {
  await house.gateways[0]!.program.stop();
  await sleep(3_000);
});
await during("another is killed", async () => {
  house.gateways[1]!.program.child.kill("SIGKILL");
  await sleep(8_000);
});
await publishing;
await Promise.race([Promise.all(subscribers), sleep(60_000)]);
const exact = received.filter((mine) => JSON.stringify(mine) === JSON.stringify(moments)).length;
console.log(
  `subscribers with each of ${EVENTS} events once, in order: ${exact} of ${SUBSCRIBERS}; connections made: ${comebacks}`,
);
console.log("answered by each:", await answered());
await bus.stop();
await haproxy.stop();
await house.stop();
process.exit();
