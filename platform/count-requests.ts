import type { FastifyInstance } from "fastify";
import onHeaders from "on-headers";
import type { Metrics } from "./metrics.js";

/** What counts a client that leaves before its answer begins, as other servers write it. */
const CLIENT_CLOSED = 499;

/**
 * Counts what a service is asked from outside, each request until its answer begins: a stream that stays open for hours
 * is neither a slow answer nor work that waits.
 */
export function countRequests(app: FastifyInstance, { requests, inFlight }: Metrics): void {
  app.addHook("onRequest", (_request, reply, done) => {
    let isOpen = true;
    const end = (status: number) => {
      if (!isOpen) return;
      isOpen = false;
      inFlight.dec();
      requests.observe({ status: String(status) }, reply.elapsedTime / 1_000);
    };
    inFlight.inc();
    onHeaders(reply.raw, () => end(reply.raw.statusCode));
    reply.raw.once("close", () => end(CLIENT_CLOSED));
    done();
  });
}
