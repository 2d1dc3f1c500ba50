import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { startGateway } from "../../gateway/gateway.js";
import { openBus } from "../../platform/bus/open-bus.js";
import type { Bus } from "../../platform/bus/bus.js";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import type { HttpService } from "../../platform/serve.js";
import { Fault } from "../../schema/faults.js";
import { readSchemaDocument } from "../../cli/schema-folder.js";
import { freePort } from "../support/free-ports.js";
import { redisProgram, startRedis, type RealRedis } from "../support/redis.js";
import { NOW, startHouse, type TestHouse } from "../support/start-house.js";
import { listen, type Protocol } from "../support/subscribe.js";

const CUTS = 100;
/** How far publishing is ahead of the subscriber, so that there is something to cut until the end. */
const AHEAD = 12;
const CHANGES = `subscription($ids: [ID!], $after: ID) {
  participantChanged(ids: $ids, after: $after) { cursor kind occurredAt } }`;

const describeWithRedis = redisProgram ? test : test.skip;

/** Numbers as a seed gives them, so that what went wrong goes wrong again. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

let redis: RealRedis;
let house: TestHouse;
let publisher: Bus;
let supergraph: string;
const replicas: (HttpService | undefined)[] = [];

beforeAll(async () => {
  if (!redisProgram) return;
  redis = await startRedis();
  const environment = { REDIS_URL: redis.url, AMA_HEARTBEAT_MS: "200" };
  house = await startHouse({ participants: 60, environment });
  supergraph = readSchemaDocument("supergraph.graphql");
  publisher = openBus(house.settings, createLog("silent"));
  await Promise.all([0, 1].map(startReplica));
});
afterAll(async () => {
  if (!redisProgram) return;
  for (const replica of replicas) await replica?.stop();
  await publisher.stop();
  await house.stop();
  await redis.stop();
});

/** One of two gateways over the same agencies and the same Redis, at the port it had before. */
async function startReplica(number: number): Promise<void> {
  const { settings, accessLog, subgraphs } = house;
  const log = createLog("silent");
  const bus = openBus(settings, log);
  const port = replicas[number] ? Number(new URL(replicas[number].address).port) : await freePort();
  const parts = { settings, clock: createClock(NOW), log, supergraph, local: subgraphs, accessLog, bus, port };
  const gateway = await startGateway(parts);
  replicas[number] = {
    address: gateway.address,
    async stop() {
      await gateway.stop();
      await bus.stop();
    },
  };
}

describeWithRedis("a subscriber that is cut off a hundred times ends with exactly what happened", async () => {
  const random = createRandom(20_261_121);
  const id = house.idOf(house.world.persons[0]!);
  const headers = {
    authorization: `Bearer ${await house.token("inspector")}`,
    "ama-purpose": "INSPECTION",
    "ama-legal-context": "Opdracht 2026/1",
  };
  let after = await publisher.end();
  const received: string[] = [];
  let cut = 0;
  const publishing = publish();
  for (; cut < CUTS; cut += 1) {
    await listenFor(1 + Math.floor(random() * 6), async () => {
      if (cut % 25 === 10) await replicas[0]!.stop().then(() => startReplica(0));
      if (cut % 50 === 30) await redis.restart({ keepsData: true });
    });
  }
  const moments = await publishing;
  while (received.length < moments.length) await listenFor(moments.length - received.length);
  expect(received).toEqual(moments);

  /** Listens at either gateway over either protocol, after what was received last, and cuts the connection. */
  async function listenFor(enough: number, meanwhile?: () => Promise<void>): Promise<void> {
    const protocol: Protocol = random() < 0.5 ? "websocket" : "sse";
    const { address } = replicas[random() < 0.5 ? 0 : 1]!;
    const listening = listen(protocol, address, headers, CHANGES, { ids: [id], after });
    // A gateway or a Redis that went away ends it too; then it is cut just there.
    await meanwhile?.();
    await Promise.race([listening.until(enough).catch(() => undefined), sleep(1_500)]);
    const answers = listening.answers.filter(({ errors }) => !errors);
    await listening.stop();
    for (const { data } of answers) {
      const change = data!["participantChanged"] as { cursor: string; occurredAt: string };
      received.push(change.occurredAt);
      after = change.cursor;
    }
  }

  /** Tells of changes all the time, each at a moment of its own, whether Redis is there or not. */
  async function publish(): Promise<string[]> {
    const moments: string[] = [];
    for (let number = 1; cut < CUTS; number += 1) {
      while (cut < CUTS && number > received.length + AHEAD) await sleep(5);
      const occurredAt = new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString();
      const event = { id: `cut-${String(number)}`, kind: "DOSSIER_CHANGED", participant: id, occurredAt } as const;
      const to = String(number);
      const from = number === 1 ? undefined : String(number - 1);
      for (;;) {
        try {
          if (await publisher.append({ source: "cuts", from, to, events: [event] })) break;
          // It was taken, and only the answer was lost.
          if ((await publisher.position("cuts")) === to) break;
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
        }
        await sleep(50);
      }
      moments.push(occurredAt);
    }
    return moments;
  }
});
