import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { createGatewayMetrics } from "../../../gateway/gateway-metrics.js";
import { createGatewayHealth, type GatewayHealthParts } from "../../../gateway/health/gateway-health.js";
import { createLog } from "../../../platform/log.js";
import { readSettings } from "../../../platform/settings.js";
import { createMandateSigner } from "../../../schema/mandate-statement.js";
import { createNotebook } from "../../support/notebook.js";
import { until } from "../../support/until.js";

/** What a subgraph says to a handshake here; undefined where it is stopping. */
let reply: { subgraph: string; aheadMs?: number; acceptsMandates: boolean; secrets: object } | undefined;
let subgraph: Server;
let url: string;
let lines: string;

const WELL = { subgraph: "hello", acceptsMandates: true, secrets: { AMA_MANDATE_KEY: true } };
const FOREIGN = { ...WELL, acceptsMandates: false, secrets: { AMA_MANDATE_KEY: false } };

beforeAll(async () => {
  subgraph = createServer((incoming, response) => {
    incoming.resume();
    if (!reply) return void response.writeHead(503).end();
    const { aheadMs = 0, ...rest } = reply;
    response.end(JSON.stringify({ now: new Date(Date.now() + aheadMs).toISOString(), ...rest }));
  });
  await new Promise<void>((resolve) => subgraph.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/graphql`;
});
afterAll(() => void subgraph.close());
beforeEach(() => {
  reply = WELL;
  lines = "";
});

function healthOf(parts: Partial<GatewayHealthParts> = {}) {
  const settings = readSettings({});
  const metrics = createGatewayMetrics();
  const health = createGatewayHealth({
    settings,
    metrics,
    executor: { isPlannerUp: () => true, reloadFault: undefined },
    keys: { areKnown: () => Promise.resolve(true) },
    sign: createMandateSigner(settings.AMA_MANDATE_KEY, Date.now),
    accessLog: createNotebook(),
    open: false,
    log: createLog("info", { write: (line) => void (lines += line) }),
    local: ["greetings"],
    subgraphs: () => [{ name: "hello", url }],
    nowMs: Date.now,
    ...parts,
  });
  return { ...health, metrics: () => metrics.registry.metrics() };
}

test("a gateway whose parts are all up is ready", async () => {
  const health = healthOf();
  expect(await health.report()).toEqual({
    ready: true,
    parts: { planner: "UP", mandates: "UP", issuer: "UP", access_log: "UP" },
    subgraphs: { greetings: { state: "UP" }, hello: { state: "UP", clockAheadMs: 0 } },
  });
  health.stop();
});

const away = { ...createNotebook(), away: true };
test.each([
  ["planner", { executor: { isPlannerUp: () => false, reloadFault: undefined } }, /no planner runs/],
  ["issuer", { keys: { areKnown: () => Promise.resolve(false) } }, /look at AMA_ISSUER_URL/],
  ["access_log", { accessLog: away }, /look at ACCESS_LOG_URL/],
] as const)("a gateway whose %s is down is not ready, and logs what to do, once", async (part, given, advice) => {
  const health = healthOf(given);
  expect(await health.report()).toMatchObject({ ready: false, parts: { [part]: "DOWN" } });
  expect(lines).toMatch(advice);
  expect(lines.match(/not ready/g)).toHaveLength(1);
  expect(await health.metrics()).toContain(`ama_ready{part="${part}"} 0`);
  health.stop();
});

test("one lost subgraph leaves a gateway ready, and is told until another supergraph leaves it out", async () => {
  let subgraphs = [
    { name: "hello", url },
    { name: "lost", url: "http://127.0.0.1:9" },
  ];
  const health = healthOf({ subgraphs: () => subgraphs });
  expect(await health.report()).toMatchObject({ ready: true, subgraphs: { lost: { state: "AWAY" } } });
  expect(await health.metrics()).toContain('ama_subgraph_up{subgraph="lost"} 0');
  subgraphs = subgraphs.slice(0, 1);
  await until(async () => !("lost" in (await health.report()).subgraphs));
  expect(await health.metrics()).not.toContain('subgraph="lost"');
  expect(await health.metrics()).toContain('ama_subgraph_up{subgraph="hello"} 1');
  health.stop();
});

test("a gateway whose mandates every subgraph that answers refuses is not ready; an open one is", async () => {
  reply = FOREIGN;
  const subgraphs = () => [
    { name: "hello", url },
    { name: "lost", url: "http://127.0.0.1:9" },
  ];
  const health = healthOf({ subgraphs });
  expect(await health.report()).toMatchObject({
    ready: false,
    parts: { mandates: "DOWN" },
    subgraphs: { hello: { state: "REFUSES", differentSecrets: ["AMA_MANDATE_KEY"] } },
  });
  expect(lines).toMatch(/every subgraph refuses this gateway's mandates: compare AMA_MANDATE_KEY/);
  expect(await health.metrics()).toContain('ama_subgraph_accepts_mandates{subgraph="hello"} 0');
  reply = WELL;
  await until(async () => (await health.report()).ready);
  expect(lines).toMatch(/"part":"mandates","msg":"a part is up again"/);
  expect(lines).toMatch(/nothing is wrong any more/);
  health.stop();
  reply = FOREIGN;
  const open = healthOf({ open: true });
  expect(await open.report()).toMatchObject({ ready: true, subgraphs: { hello: { state: "UP" } } });
  open.stop();
});

test("clocks that differ are logged with both times and measured, and take no gateway out by themselves", async () => {
  reply = { ...WELL, aheadMs: -3_600_000 };
  const health = healthOf();
  expect(await health.report()).toMatchObject({ ready: true });
  const [, gatewayTime, subgraphTime] = /"gatewayTime":"(\S+?)","subgraphTime":"(\S+?)".*clocks .* differ/.exec(lines)!;
  expect(Date.parse(gatewayTime!) - Date.parse(subgraphTime!)).toBeGreaterThanOrEqual(3_600_000);
  const [, seconds] = /^ama_clock_difference_seconds\S* (\S+)/m.exec(await health.metrics())!;
  expect(Math.abs(Number(seconds) + 3_600)).toBeLessThan(60);
  health.stop();
});

test.each([
  ["another subgraph", { ...WELL, subgraph: "other" }, "OTHER"],
  ["one that is stopping", undefined, "AWAY"],
])("%s at a subgraph's address is told", async (_who, answer, state) => {
  reply = answer;
  const health = healthOf();
  expect((await health.report()).subgraphs["hello"]).toMatchObject({ state });
  health.stop();
});
