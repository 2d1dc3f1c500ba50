import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import type { LoadGate } from "../../../platform/load/load-gate.js";
import type { RequestObserver } from "../../observe/request-observer.js";
import type { CrossOrigin } from "../cross-origin.js";
import { overloadedReply, priorityOf } from "./overloaded-reply.js";

export interface ShedEarlyParts {
  readonly gate: Pick<LoadGate, "refusal">;
  readonly crossOrigin: CrossOrigin;
  /** What goes with every reply. */
  readonly headers: Readonly<Record<string, string>>;
  readonly requestIdOf: (request: IncomingMessage) => string;
  readonly observer: Pick<RequestObserver, "shed">;
}

const OPERATIONS = /^\/graphql(\/stream)?(\?|$)/;

/**
 * Answers operations for which there is no room before anything else is done with them: half of what it costs to refuse one is
 * saved that way, and many are refused for each that is answered.
 */
export function shedEarly(
  app: FastifyInstance,
  { gate, crossOrigin, headers, requestIdOf, observer }: ShedEarlyParts,
): void {
  const { server } = app;
  const listeners = server.listeners("request") as RequestListener[];
  let isStopping = false;
  app.addHook("preClose", (done) => {
    isStopping = true;
    done();
  });

  function shed(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, url = "", headers: asked } = request;
    if (isStopping || (method !== "POST" && method !== "GET") || !OPERATIONS.test(url)) return false;
    const retryAfterSeconds = gate.refusal(url.startsWith("/graphql/") ? "subscribe" : priorityOf(asked.accept));
    if (retryAfterSeconds === undefined) return false;
    observer.shed();
    const id = requestIdOf(request);
    const reply = overloadedReply(asked.accept, id, retryAfterSeconds);
    response.writeHead(503, {
      ...headers,
      ...crossOrigin.answer(asked.origin),
      ...reply.headers,
      "x-request-id": id,
      "content-length": Buffer.byteLength(reply.body),
    });
    response.end(reply.body);
    return true;
  }

  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    if (shed(request, response)) return;
    for (const listener of listeners) listener.call(server, request as never, response as never);
  });
}
