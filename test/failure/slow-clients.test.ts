import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import WebSocket from "ws";
import { createClock } from "../../platform/clock.js";
import { createMemoryBus } from "../../platform/bus/memory-bus.js";
import type { Bus } from "../../platform/bus/bus.js";
import { createLog } from "../../platform/log.js";
import { createMetrics } from "../../platform/metrics.js";
import type { HttpService } from "../../platform/serve.js";
import { readSettings } from "../../platform/settings.js";
import { runSubgraph } from "../../subgraphs/kernel/run-subgraph.js";
import { serveSubgraph } from "../../subgraphs/kernel/serve-subgraph.js";
import { referralsSubgraph } from "../../subgraphs/referrals/subgraph.js";
import { createNotebook } from "../support/notebook.js";
import { startToyGateway } from "../support/toy-gateway.js";
import { toyGraph, type ToySubgraph } from "../support/toy-graph.js";
import { until } from "../support/until.js";

const RECEIVE_MS = 1_000;
const CONNECTIONS = 80;
const SHORT = {
  AMA_RECEIVE_TIMEOUT_MS: String(RECEIVE_MS),
  AMA_CONNECTIONS: String(CONNECTIONS),
  AMA_DISMISS_MS: "10",
};

/** A root that answers when it is let. */
let answer: () => void = () => undefined;
const toy: ToySubgraph = {
  name: "toy",
  sdl: "type Query { word: String late: String }",
  resolvers: {
    Query: { word: () => "here", late: () => new Promise((resolve) => (answer = () => resolve("at last"))) },
  },
};

let bus: Bus;
let gateway: Awaited<ReturnType<typeof startToyGateway>>;
let subgraph: HttpService;
const open = new Set<Socket>();

beforeAll(async () => {
  const log = createLog("silent");
  bus = createMemoryBus({ window: { ageMs: 60_000, events: 100 }, log });
  gateway = await startToyGateway({ ...toyGraph([toy]), bus }, SHORT);
  const settings = readSettings({ NODE_ENV: "test", ...SHORT });
  const parts = { settings, clock: createClock(), log, accessLog: createNotebook(), metrics: createMetrics() };
  subgraph = await serveSubgraph(await runSubgraph(referralsSubgraph, parts), parts, { host: "127.0.0.1", port: 0 });
});
afterEach(() => {
  for (const socket of open) socket.destroy();
});
afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
  await bus.stop();
});

const addressOf = (where: string) => (where === "gateway" ? gateway.address : subgraph.address);

/** A connection that is given these bytes, one every 50 ms after the first ones. */
async function trickle(where: string, first: string, then = "") {
  const { hostname, port } = new URL(addressOf(where));
  const socket = connect(Number(port), hostname);
  const slow = { socket, isClosed: false, said: "" };
  open.add(socket);
  socket.on("data", (bytes) => (slow.said += bytes.toString()));
  socket.on("error", () => undefined);
  socket.once("close", () => {
    slow.isClosed = true;
    open.delete(socket);
  });
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.write(first);
  void (async () => {
    while (then !== "" && !slow.isClosed) {
      socket.write(then);
      await sleep(50);
    }
  })();
  return slow;
}

async function othersAreAnswered(where: string): Promise<void> {
  const { statusCode, body } = await request(`${addressOf(where)}/nothing`);
  expect([statusCode, await body.json()]).toEqual([404, expect.objectContaining({ statusCode: 404 })]);
  if (where === "gateway") expect((await gateway.ask("{ word }")).data).toEqual({ word: "here" });
}

const HEAD = "host: x\r\ncontent-type: application/json\r\n";
const BODY = `${HEAD}content-length: 900\r\n\r\n{`;
const UPGRADE = "host: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n";

describe.each(["gateway", "subgraph"])("a client of a %s", (where) => {
  const notices = where === "gateway" ? "/notices/toy" : "/notices";
  const kinds: Record<string, [first: string, then: string]> = {
    "says nothing": ["", ""],
    "begins a request line": ["PO", ""],
    "sends its headers a byte at a time": [`POST /graphql HTTP/1.1\r\n${HEAD}x: `, "x"],
    "sends headers without end": [`GET /health/live HTTP/1.1\r\n${HEAD}`, "x: y\r\n"],
    "sends its question a byte at a time": [`POST /graphql HTTP/1.1\r\n${BODY}`, " "],
    "sends chunks of a question": [`POST /graphql HTTP/1.1\r\n${HEAD}transfer-encoding: chunked\r\n\r\n`, "1\r\n \r\n"],
    "sends a notice a byte at a time": [`POST ${notices} HTTP/1.1\r\n${BODY}`, " "],
    "stops in the middle of a notice": [`POST ${notices} HTTP/1.1\r\n${BODY}`, ""],
    "asks for a WebSocket a byte at a time": [`GET /graphql HTTP/1.1\r\n${UPGRADE}x: `, "x"],
  };
  test("that says too little for too long is cut off, others are answered meanwhile", async () => {
    const names = Object.keys(kinds).flatMap((kind) => Array.from({ length: 5 }, () => kind));
    const slow = await Promise.all(names.map((kind) => trickle(where, ...kinds[kind]!)));
    await othersAreAnswered(where);
    const stillOpen = () => new Set(names.filter((_, i) => !slow[i]!.isClosed));
    await until(() => stillOpen().size === 0).catch(() => undefined);
    expect([...stillOpen()]).toEqual([]);
    for (const { said } of slow) expect(said).toMatch(/^(|HTTP\/1\.1 408 [^]*)$/);
    await othersAreAnswered(where);
  });

  test("with more connections than there may be gets no more, and gets some again afterwards", async () => {
    await othersAreAnswered(where);
    const many = await Promise.all(Array.from({ length: CONNECTIONS + 20 }, () => trickle(where, "")));
    await until(() => many.filter(({ isClosed }) => isClosed).length >= 20);
    await until(() => many.every(({ isClosed }) => isClosed));
    await othersAreAnswered(where);
  });
});

describe("a WebSocket", () => {
  const INIT = JSON.stringify({ type: "connection_init" });
  async function openSocket(path = "/graphql") {
    const socket = new WebSocket(`${gateway.address.replace(/^http/, "ws")}${path}`, "graphql-transport-ws");
    const said: string[] = [];
    socket.on("message", (data) => said.push((data as Buffer).toString()));
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    await new Promise((resolve) => socket.once("open", resolve));
    return { socket, said, closed };
  }

  test("on which nobody says who they are is closed", async () => {
    const { closed } = await openSocket();
    await othersAreAnswered("gateway");
    expect([1000, 4408]).toContain(await closed);
  });

  test("on which nobody asks anything is closed, also for those who agree to nothing", async () => {
    const { socket, said, closed } = await openSocket();
    socket.send(INIT);
    await until(() => said.length > 0);
    socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: "{ nothing }" } }));
    expect(await closed).toBe(1000);
    expect(said.map((text) => (JSON.parse(text) as { type: string }).type)).toEqual(["connection_ack", "error"]);

    const { hostname, port } = new URL(gateway.address);
    const raw = connect(Number(port), hostname).resume();
    const ended = new Promise((resolve) => raw.once("close", resolve));
    raw.write(`GET /graphql HTTP/1.1\r\n${UPGRADE}sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n`);
    raw.write("sec-websocket-protocol: graphql-transport-ws\r\n\r\n");
    await ended;
  });

  test("stays for as long as something is asked on it", async () => {
    const { socket, said, closed } = await openSocket();
    socket.send(JSON.stringify({ type: "connection_init", payload: gateway.mandate }));
    await until(() => said.length > 0);
    socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: "{ late }" } }));
    await sleep(3 * RECEIVE_MS);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    answer();
    expect(await closed).toBe(1000);
    expect(said.map((text) => JSON.parse(text) as object)).toMatchObject([
      { type: "connection_ack" },
      { type: "next", payload: { data: { late: "at last" } } },
      { type: "complete" },
    ]);
  });
});
