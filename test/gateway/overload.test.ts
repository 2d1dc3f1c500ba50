import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { connect } from "node:net";
import { request } from "undici";
import { startToyGateway } from "../support/toy-gateway.js";
import { listen } from "../support/subscribe.js";
import { toyGraph, type ToySubgraph } from "../support/toy-graph.js";
import { until } from "../support/until.js";

/** Roots that answer when they are let. */
const held: (() => void)[] = [];
const toy: ToySubgraph = {
  name: "toy",
  sdl: "type Query { word: String late: String }",
  resolvers: {
    Query: {
      word: () => "here",
      late: () => new Promise((resolve) => held.push(() => resolve("at last"))),
    },
  },
};

/** A front end of another origin: it reads why it is refused. */
const PAGE = "https://wse.example";

let gateway: Awaited<ReturnType<typeof startToyGateway>>;

beforeAll(async () => {
  gateway = await startToyGateway(toyGraph([toy]), {
    AMA_CORS_ORIGINS: PAGE,
    AMA_TRUSTED_PROXIES: "127.0.0.1",
    AMA_LOAD_OPERATIONS: "1",
    AMA_LOAD_QUEUE: "1",
    AMA_LOAD_QUEUE_MS: "60000",
  });
});
afterEach(() => letAll());
afterAll(() => gateway.stop());

function letAll(): void {
  for (const answer of held.splice(0)) answer();
}

async function metric(name: string): Promise<number> {
  const text = await (await request(`${gateway.adminAddress}/metrics`)).body.text();
  return Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length),
  );
}

/** One operation runs, and one waits: there is no room for a third. */
async function fill() {
  const running = gateway.ask("{ late }");
  await until(() => held.length === 1);
  const waiting = gateway.ask("{ word }");
  await until(async () => (await metric('ama_admission_queue{priority="query"}')) === 1);
  return { running, waiting };
}

describe("a gateway without room", () => {
  test("refuses a query before it reads its body, and answers those that it let in", async () => {
    const { running, waiting } = await fill();
    const before = await metric('ama_shed_total{priority="query",reason="full"}');
    const failed = (await metric('ama_answers_total{outcome="failed"}')) || 0;
    const id = "6f1f3b0c-9d2e-4a5b-8c7d-6e5f4a3b2c1d";
    // No JSON at all: nobody looked.
    const refused = await gateway.send("{", {
      accept: "application/graphql-response+json",
      origin: PAGE,
      "x-request-id": id,
    });
    expect(refused.status).toBe(503);
    expect(refused.headers).toMatchObject({
      "content-type": "application/graphql-response+json; charset=utf-8",
      "retry-after": expect.stringMatching(/^([1-9]|10)$/),
      "x-request-id": id,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "access-control-allow-origin": PAGE,
    });
    expect(refused.errors).toEqual([
      {
        message: expect.stringContaining("Retry"),
        extensions: { code: "OVERLOADED", retryable: true, requestId: id },
      },
    ]);
    expect(await metric('ama_shed_total{priority="query",reason="full"}')).toBe(
      (Number.isNaN(before) ? 0 : before) + 1,
    );
    expect(await metric('ama_answers_total{outcome="failed"}')).toBe(failed + 1);
    expect(await metric("ama_admission_running")).toBe(1);
    letAll();
    expect((await running).data).toEqual({ late: "at last" });
    expect((await waiting).data).toEqual({ word: "here" });
    expect(await gateway.ask("{ word }")).toMatchObject({ status: 200, data: { word: "here" } });
  });

  test("keeps the beginnings of streams in a queue of their own, and refuses those too", async () => {
    const { running, waiting } = await fill();
    const over = listen("sse", gateway.address, gateway.mandate, "{ word }");
    await until(async () => (await metric('ama_admission_queue{priority="subscribe"}')) === 1);
    const refused = await request(`${gateway.address}/graphql/stream`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream", ...gateway.mandate },
      body: JSON.stringify({ query: "{ word }" }),
    });
    expect([refused.statusCode, Number(refused.headers["retry-after"])]).toEqual([503, expect.any(Number)]);
    expect(await refused.body.json()).toMatchObject({ errors: [{ extensions: { code: "OVERLOADED" } }] });
    const overSocket = listen("websocket", gateway.address, gateway.mandate, "{ word }");
    expect(await overSocket.refusal()).toContain("OVERLOADED");
    letAll();
    expect(await over.until(1)).toEqual([{ data: { word: "here" } }]);
    await Promise.all([running, waiting, over.stop(), overSocket.stop()]);
  });

  test("tells its health all the same", async () => {
    const { running, waiting } = await fill();
    expect((await request(`${gateway.adminAddress}/health/ready`)).statusCode).toBe(200);
    letAll();
    await Promise.all([running, waiting]);
  });
});

describe("room", () => {
  test("is not held by who sends half a body", async () => {
    const { hostname, port } = new URL(gateway.address);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query"`,
    );
    await until(async () => (await metric("ama_requests_in_flight")) === 1);
    expect((await gateway.ask("{ word }")).data).toEqual({ word: "here" });
    socket.destroy();
  });

  test("is given back by who is refused, and by who leaves before the answer", async () => {
    expect((await gateway.ask("{ nothing }")).errors).toHaveLength(1);
    const gone = new AbortController();
    const left = request(`${gateway.address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...gateway.mandate },
      body: JSON.stringify({ query: "{ late }" }),
      signal: gone.signal,
    }).catch(() => undefined);
    await until(() => held.length === 1);
    gone.abort();
    await left;
    expect((await gateway.ask("{ word }")).data).toEqual({ word: "here" });
  });
});
