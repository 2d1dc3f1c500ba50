import { afterEach, expect, test } from "@jest/globals";
import Fastify, { type FastifyInstance } from "fastify";
import { request } from "undici";
import { countRequests } from "../../platform/count-requests.js";
import { createMetrics } from "../../platform/metrics.js";
import { until } from "../support/until.js";

let app: FastifyInstance;
afterEach(() => app.close());

/** A service with these routes, what it counts, and where it listens. */
async function start(addRoutes: (app: FastifyInstance) => void) {
  app = Fastify({ forceCloseConnections: true });
  const metrics = createMetrics();
  addRoutes(app);
  countRequests(app, metrics);
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    address,
    inFlight: async () => (await metrics.inFlight.get()).values[0]!.value,
    counted: async (status: string) =>
      (await metrics.requests.get()).values.find(
        ({ metricName, labels }) => metricName === "ama_request_seconds_count" && labels.status === status,
      )?.value,
  };
}

test("a request is in flight until its answer begins, and is counted then", async () => {
  const waiting: (() => void)[] = [];
  const { address, inFlight, counted } = await start((app) =>
    app.get("/", async (_request, reply) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return reply.code(418).send();
    }),
  );
  const asked = [request(address), request(address)];
  await until(() => waiting.length === 2);
  expect([await inFlight(), await counted("418")]).toEqual([2, undefined]);
  for (const answer of waiting) answer();
  for (const { body } of await Promise.all(asked)) await body.dump();
  expect([await inFlight(), await counted("418")]).toEqual([0, 2]);
});

test("a stream that stays open is not in flight, and is no slow answer when it ends", async () => {
  let end: (() => void) | undefined;
  const { address, inFlight, counted } = await start((app) =>
    app.get("/", (_request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { "content-type": "text/event-stream" });
      reply.raw.flushHeaders();
      end = () => void reply.raw.end();
    }),
  );
  const { body } = await request(address);
  expect([await inFlight(), await counted("200")]).toEqual([0, 1]);
  end!();
  await body.dump();
  expect([await inFlight(), await counted("200")]).toEqual([0, 1]);
});

test("a client that leaves before its answer is counted as such, and no longer in flight", async () => {
  const { address, inFlight, counted } = await start((app) => app.get("/", () => new Promise(() => {})));
  const leave = new AbortController();
  const asked = request(address, { signal: leave.signal });
  await until(async () => (await inFlight()) === 1);
  leave.abort();
  await expect(asked).rejects.toThrow("abort");
  await until(async () => (await counted("499")) === 1);
  expect(await inFlight()).toBe(0);
});
