import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { startGateway, type Gateway } from "../../gateway/gateway.js";
import { openBus } from "../../platform/bus/open-bus.js";
import type { Bus } from "../../platform/bus/bus.js";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import { createMetrics } from "../../platform/metrics.js";
import type { HttpService } from "../../platform/serve.js";
import { Fault } from "../../schema/faults.js";
import { readSchemaDocument } from "../../cli/schema-folder.js";
import { serveSubgraph } from "../../subgraphs/kernel/serve-subgraph.js";
import { freePort, freePorts } from "../support/free-ports.js";
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

async function inspectorHeaders(): Promise<Record<string, string>> {
  return {
    authorization: `Bearer ${await house.token("inspector")}`,
    "ama-purpose": "INSPECTION",
    "ama-legal-context": "Opdracht 2026/1",
  };
}

describeWithRedis("a subscriber that is cut off a hundred times ends with exactly what happened", async () => {
  const random = createRandom(20_261_121);
  const id = house.idOf(house.world.persons[0]!);
  const headers = await inspectorHeaders();
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

const PAGE = `query($id: ID!) { participant(id: $id) {
  advice { status } permissions { status } agreements { organisation { name } } funding(year: 2026) { days } readiness { mayBeActive } } }`;

describeWithRedis(
  "restarting each program in turn under load loses no request, no field and no event",
  async () => {
    const headers = await inspectorHeaders();
    const log = createLog("silent");
    const names = house.subgraphs.map(({ name }) => name);
    const ports = await freePorts(2 * names.length + 4);
    const settings = { ...house.settings, AMA_DISMISS_MS: 200, AMA_LEAVE_MS: 0, AMA_ADMIN_PORT: 0 };

    /** One of two replicas of a subgraph: its port alone is its own. */
    const startSubgraph = (number: number) => {
      const subgraph = { ...house.subgraphs[number % names.length]!, stop: () => Promise.resolve() };
      return serveSubgraph(
        subgraph,
        { settings, log, metrics: createMetrics() },
        { host: "127.0.0.1", port: ports[number]! },
      );
    };
    const urls = Object.fromEntries(
      names.map((name, at) => [
        `${name.toUpperCase()}_URL`,
        [at, at + names.length].map((number) => `http://127.0.0.1:${ports[number]}`).join(),
      ]),
    );
    const startOne = async (number: number) => {
      const [port, AMA_ADMIN_PORT] = ports.slice(2 * names.length + 2 * number);
      const bus = openBus(settings, log);
      // Far longer than the balancer below takes to see that it leaves.
      const own = { ...settings, ...urls, AMA_ADMIN_PORT, AMA_LEAVE_MS: 2_000 };
      const parts = {
        settings: own,
        clock: createClock(NOW),
        log,
        supergraph,
        accessLog: house.accessLog,
        bus,
        port: port!,
      };
      const gateway = await startGateway(parts);
      return { ...gateway, stop: () => gateway.stop().then(() => bus.stop()) };
    };
    const subgraphs = await Promise.all([...names, ...names].map((_, number) => startSubgraph(number)));
    const gateways: Gateway[] = await Promise.all([0, 1].map(startOne));
    let goesOn = true;

    // As a balancer does: nothing is sent to a gateway that is not ready, and nothing is sent twice.
    const ready = new Set([0, 1]);
    const balancing = Promise.all([0, 1].map(watchReadiness));
    async function watchReadiness(number: number): Promise<void> {
      while (goesOn) {
        const reply = await request(`${gateways[number]!.adminAddress}/health/ready`).catch(() => undefined);
        await reply?.body.dump();
        if (reply?.statusCode === 200) ready.add(number);
        else ready.delete(number);
        await sleep(20);
      }
    }
    let turn = 0;
    const someGateway = () => gateways[[...ready][(turn += 1) % ready.size]!]!.address;

    const agent = new Agent({ connections: 4 });
    const ask = async (id: string) => {
      const body = JSON.stringify({ query: PAGE, variables: { id } });
      const options = { method: "POST", headers: { "content-type": "application/json", ...headers }, body } as const;
      const reply = await request(`${someGateway()}/graphql`, { ...options, dispatcher: agent });
      return (await reply.body.json()) as { errors?: unknown[] };
    };
    const askable: string[] = [];
    for (const person of house.world.persons.slice(0, 12)) {
      const id = house.idOf(person);
      if (!(await ask(id)).errors) askable.push(id);
    }
    expect(askable.length).toBeGreaterThan(2);

    let answered = 0;
    const lost: unknown[] = [];
    const load = Promise.all(
      askable.slice(0, 4).map(async (id) => {
        while (goesOn) {
          const { errors } = await ask(id).catch((error: unknown) => ({ errors: [error] }));
          answered += 1;
          if (errors) lost.push(errors);
        }
      }),
    );

    const about = house.idOf(house.world.persons[0]!);
    const happened: string[] = [];
    const heard: string[] = [];
    const first = await publisher.end();
    const publishing = (async () => {
      while (goesOn) {
        const number = happened.length + 1;
        const occurredAt = new Date(Date.UTC(2026, 1, 1) + number * 1_000).toISOString();
        const event = { id: `restart-${number}`, kind: "DOSSIER_CHANGED", participant: about, occurredAt } as const;
        const from = number === 1 ? undefined : String(number - 1);
        await publisher.append({ source: "restarts", from, to: String(number), events: [event] });
        happened.push(occurredAt);
        await sleep(25);
      }
    })();
    const listeners = (["websocket", "sse"] as const).map(async (protocol) => {
      let after = first;
      const own: string[] = [];
      while (goesOn || own.length < happened.length) {
        const listening = listen(protocol, someGateway(), headers, CHANGES, { ids: [about], after });
        const isWhole = () => !goesOn && own.length + listening.answers.length >= happened.length;
        while (!isWhole() && !(await Promise.race([listening.ended.then(() => true), sleep(20)])));
        const answers = listening.answers.filter(({ errors }) => !errors);
        await listening.stop();
        for (const { data } of answers) {
          const change = data!["participantChanged"] as { cursor: string; occurredAt: string };
          own.push(change.occurredAt);
          after = change.cursor;
        }
      }
      heard.push(...own);
      expect(own).toEqual(happened);
    });

    /** Waits for some load between two restarts, and until both gateways are in use. */
    const settle = async () => {
      const until = answered + 10;
      while (answered < until || ready.size < 2) await sleep(10);
    };
    for (const number of subgraphs.keys()) {
      await subgraphs[number]!.stop();
      await settle();
      subgraphs[number] = await startSubgraph(number);
    }
    for (const number of gateways.keys()) {
      await settle();
      await gateways[number]!.stop();
      gateways[number] = await startOne(number);
    }
    await settle();
    goesOn = false;
    await Promise.all([load, publishing, ...listeners, balancing]);
    for (const one of [...gateways, ...subgraphs]) await one.stop();
    await agent.destroy();
    expect(lost).toEqual([]);
    expect(heard).toHaveLength(2 * happened.length);
  },
  300_000,
);
