import type { FastifyInstance } from "fastify";
import type { Metrics } from "./metrics.js";

/** Counts what a service is asked from outside, and tells it at `GET /metrics` as Prometheus reads it. */
export function observe(app: FastifyInstance, { registry, requests }: Metrics): void {
  app.addHook("onResponse", (_request, reply, done) => {
    requests.observe({ status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
    done();
  });
  app.get("/metrics", async (_request, reply) =>
    reply.header("content-type", registry.contentType).send(await registry.metrics()),
  );
}
