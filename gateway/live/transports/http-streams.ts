import type { FastifyReply, FastifyRequest } from "fastify";
import { OperationTypeNode } from "graphql";
import { Overloaded } from "../../../platform/load/load-gate.js";
import { Fault } from "../../../schema/faults.js";
import { takesJson } from "../../admission/accepted-types.js";
import { tellOverloaded } from "../../admission/load/enter-room.js";
import { checkIsJson } from "../../admission/json-body.js";
import { operationTypeOf } from "../../admission/operation-type.js";
import { GRAPHQL_RESPONSE, tellRefusal } from "../../admission/tell-refusal.js";
import { readStated } from "../../identity/read-stated.js";
import type { RequestContext } from "../../request-context.js";
import type { LiveService, Push } from "../live-service.js";
import { tellErrors } from "../tell-answer.js";
import { EVENT_STREAM } from "./event-stream.js";
import type { OpenConnections } from "./open-connections.js";
import { streamFormatOf, takesStreamAlone } from "./stream-format.js";
import type { StreamFraming } from "./stream-framing.js";
import type { TransportParts } from "./transport-parts.js";

/** Answers requests by HTTP responses that stay open. */
export interface HttpStreams extends OpenConnections {
  /** Answers an admitted request as a stream; undefined, and nothing done, where it is to be answered at once. */
  answer(request: FastifyRequest, reply: FastifyReply, context: RequestContext): Promise<unknown> | undefined;
}

/**
 * `POST /graphql/stream`: the answers of one operation as server-sent events, or in parts where `accept` prefers those.
 * `POST /graphql` answers a subscription in the same ways. The header `last-event-id` goes on after a cursor.
 */
export function createHttpStreams(parts: TransportParts): HttpStreams {
  const { app, live, crossOrigin, bodyBytes, metrics, log, observer } = parts;
  const open = new Map<FastifyReply, { readonly gone: AbortController; readonly framing: StreamFraming }>();
  let isLeaving = false;

  app.options("/graphql/stream", (request, reply) =>
    reply.code(204).headers(crossOrigin.preflight(request.headers.origin)).header("allow", "POST").send(),
  );
  app.route({
    method: "POST",
    url: "/graphql/stream",
    bodyLimit: bodyBytes,
    onRequest: async (request, reply) => {
      reply.headers(crossOrigin.answer(request.headers.origin));
      checkIsJson(request);
    },
    handler: (request, reply) => {
      const framing = streamFormatOf(request.headers.accept) ?? EVENT_STREAM;
      const seen = observer.of(request);
      const entered = seen && { requestId: request.id, seen };
      return stream(request, reply, framing, undefined, (asked, signal) =>
        live.open({ ...asked, body: request.body, ...(entered && { entered }) }, signal),
      );
    },
  });

  return {
    answer(request, reply, { requestId, admitted, mandate, clientHeaders, seen, span }) {
      const { accept } = request.headers;
      const framing = streamFormatOf(accept);
      if (!framing) return undefined;
      if (operationTypeOf(admitted) !== OperationTypeNode.SUBSCRIPTION && !takesStreamAlone(accept)) return undefined;
      const context = { requestId, admitted, clientHeaders, seen, span, ...(mandate && { mandate }) };
      return stream(request, reply, framing, takesJson(accept) ? accept : undefined, (asked, signal) =>
        live.begin(context, asked, signal).catch((error: unknown) => {
          seen?.failed(error);
          throw error;
        }),
      );
    },
    async dismiss(spreadMs) {
      isLeaving = true;
      await Promise.all(
        [...open].map(async ([{ raw }, { gone, framing }]) => {
          const inMs = Math.round(Math.random() * spreadMs);
          raw.write(framing.comeBack(inMs));
          await new Promise((resolve) => setTimeout(resolve, inMs));
          gone.abort();
          raw.end(framing.moved);
        }),
      );
    },
  };

  async function stream(
    request: FastifyRequest,
    reply: FastifyReply,
    framing: StreamFraming,
    /** How the client takes a refusal as JSON; undefined where it looks at the status alone. */
    accept: string | undefined,
    begin: (asked: Parameters<LiveService["begin"]>[1], signal: AbortSignal) => Promise<AsyncGenerator<Push, void>>,
  ): Promise<unknown> {
    if (isLeaving) return reply.code(503).header("retry-after", "1").send();
    const gone = new AbortController();
    reply.raw.once("close", () => gone.abort());
    const lastCursor = request.headers["last-event-id"]?.toString() || undefined;
    let answers;
    try {
      answers = await begin(
        { stated: readStated(request.headers), headers: request.headers, address: request.ip, lastCursor },
        gone.signal,
      );
    } catch (error) {
      if (error instanceof Overloaded) return tellOverloaded(request, reply, error);
      const refused = tellRefusal(error, accept ?? GRAPHQL_RESPONSE, request.id);
      // Nothing of an answer is there yet, so that the status can say it.
      const isSaid = refused && (refused.status > 200 || accept !== undefined);
      const status = isSaid ? refused.status : error instanceof Fault ? 503 : 400;
      return reply
        .code(status)
        .headers(refused?.headers ?? {})
        .send({ errors: tellErrors(error, request.id, log) });
    }
    reply.hijack();
    if (isLeaving) gone.abort();
    open.set(reply, { gone, framing });
    const { transport } = framing;
    metrics.subscriptions.inc({ transport });
    try {
      await send(reply, framing, answers, gone.signal);
    } finally {
      open.delete(reply);
      metrics.subscriptions.dec({ transport });
      reply.raw.end();
    }
    return undefined;
  }

  async function send(
    reply: FastifyReply,
    { contentType, transport, head, push, tail }: StreamFraming,
    answers: AsyncGenerator<Push>,
    gone: AbortSignal,
  ) {
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      "content-type": contentType,
      "cache-control": "no-store",
      // It lasts as long as the subscription: there is nothing to keep it for.
      connection: "close",
      "x-accel-buffering": "no",
    });
    raw.flushHeaders();
    if (head !== "") raw.write(head);
    for await (const answer of answers) {
      if (gone.aborted) return;
      const taken = raw.write(push(answer));
      const { result, heardAt } = answer;
      if (result) metrics.pushes.inc({ transport });
      if (heardAt !== undefined) metrics.pushLag.observe((performance.now() - heardAt) / 1_000);
      // Who does not read is not written to: what happens meanwhile stays on the stream.
      if (!taken) await drained(raw, gone);
    }
    if (!gone.aborted) raw.write(tail);
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
