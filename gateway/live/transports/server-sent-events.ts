import type { FastifyInstance, FastifyReply } from "fastify";
import type { Log } from "../../../platform/log.js";
import type { GatewayMetrics } from "../../gateway-metrics.js";
import { Fault, Refusal } from "../../../schema/faults.js";
import { DEFAULT_ADMISSION_LIMITS } from "../../admission/admission-limits.js";
import type { CrossOrigin } from "../../admission/cross-origin.js";
import { GRAPHQL_RESPONSE, tellRefusal } from "../../admission/tell-refusal.js";
import { readStated } from "../../identity/read-stated.js";
import type { LiveService, Push } from "../live-service.js";
import { tellErrors } from "../tell-answer.js";
import type { OpenConnections } from "./open-connections.js";

const TRANSPORT = { transport: "sse" } as const;

export interface StreamParts {
  readonly app: FastifyInstance;
  readonly live: LiveService;
  readonly crossOrigin: CrossOrigin;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
}

/**
 * `POST /graphql/stream`: the answers of one operation as server-sent events, as the distinct connections mode of the
 * GraphQL over SSE protocol has it. Each event's `id` is a cursor: the header `last-event-id` goes on after it.
 */
export function serveServerSentEvents({ app, live, crossOrigin, metrics, log }: StreamParts): OpenConnections {
  const open = new Map<FastifyReply, AbortController>();
  let isLeaving = false;

  app.options("/graphql/stream", (request, reply) =>
    reply.code(204).headers(crossOrigin.preflight(request.headers.origin)).header("allow", "POST").send(),
  );
  app.route({
    method: "POST",
    url: "/graphql/stream",
    bodyLimit: DEFAULT_ADMISSION_LIMITS.bodyBytes,
    onRequest: async (request, reply) => {
      reply.headers(crossOrigin.answer(request.headers.origin));
      if (!/^application\/json(\s*;|$)/i.test(request.headers["content-type"] ?? ""))
        throw new Refusal("MEDIA_TYPE_REFUSED");
    },
    handler: async (request, reply) => {
      if (isLeaving) return reply.code(503).header("retry-after", "1").send();
      const gone = new AbortController();
      reply.raw.once("close", () => gone.abort());
      const lastCursor = request.headers["last-event-id"]?.toString() || undefined;
      const asked = { body: request.body, stated: readStated(request.headers), address: request.ip, lastCursor };
      let answers;
      try {
        answers = await live.open(asked, gone.signal);
      } catch (error) {
        const refused = tellRefusal(error, GRAPHQL_RESPONSE, request.id);
        // Nothing of an answer is there yet, so that the status can say it.
        const status = refused && refused.status > 200 ? refused.status : error instanceof Fault ? 503 : 400;
        return reply
          .code(status)
          .headers(refused?.headers ?? {})
          .send({ errors: tellErrors(error, request.id, log) });
      }
      reply.hijack();
      if (isLeaving) gone.abort();
      open.set(reply, gone);
      metrics.subscriptions.inc(TRANSPORT);
      try {
        await send(reply, answers, gone.signal);
      } finally {
        open.delete(reply);
        metrics.subscriptions.dec(TRANSPORT);
        reply.raw.end();
      }
    },
  });

  return {
    async dismiss(spreadMs) {
      isLeaving = true;
      await Promise.all(
        [...open].map(async ([{ raw }, gone]) => {
          const inMs = Math.round(Math.random() * spreadMs);
          raw.write(`retry: ${Math.max(inMs, 100)}\n\n`);
          await new Promise((resolve) => setTimeout(resolve, inMs));
          // Without `complete`: it is not over, it goes on elsewhere.
          gone.abort();
          raw.end();
        }),
      );
    },
  };

  async function send(reply: FastifyReply, answers: AsyncGenerator<Push>, gone: AbortSignal) {
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // It lasts as long as the subscription: there is nothing to keep it for.
      connection: "close",
      "x-accel-buffering": "no",
    });
    raw.flushHeaders();
    for await (const { cursor, result, heardAt } of answers) {
      if (gone.aborted) return;
      const id = cursor === undefined ? "" : `id: ${cursor}\n`;
      const taken = raw.write(result ? `event: next\n${id}data: ${JSON.stringify(result)}\n\n` : `${id}:\n\n`);
      if (result) metrics.pushes.inc(TRANSPORT);
      if (heardAt !== undefined) metrics.pushLag.observe((performance.now() - heardAt) / 1_000);
      // Who does not read is not written to: what happens meanwhile stays on the stream.
      if (!taken) await drained(raw, gone);
    }
    if (!gone.aborted) raw.write("event: complete\ndata:\n\n");
  }
}

function drained(raw: FastifyReply["raw"], gone: AbortSignal): Promise<void> {
  if (gone.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      raw.off("drain", done);
      gone.removeEventListener("abort", done);
      resolve();
    };
    raw.once("drain", done);
    gone.addEventListener("abort", done, { once: true });
  });
}
