import type { FastifyInstance } from "fastify";
import type { Metrics } from "./metrics.js";

/** Counts what a service is asked from outside. */
export function countRequests(app: FastifyInstance, { requests }: Metrics): void {
  app.addHook("onResponse", (_request, reply, done) => {
    requests.observe({ status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
    done();
  });
}
