import type { FastifyReply, FastifyRequest } from "fastify";
import onHeaders from "on-headers";
import { Overloaded, type LoadGate } from "../../../platform/load/load-gate.js";
import type { Leave, Priority } from "../../../platform/load/waiting-room.js";
import { streamFormatOf } from "../../live/transports/stream-format.js";
import { tell } from "../../pipeline/respond.js";
import { contentType } from "../tell-refusal.js";

/** Lets requests over HTTP in while there is room. */
export interface HttpRoom {
  /** Answers a request with 503 and gives true where there is no room, before its body is read. */
  refuses(request: FastifyRequest, reply: FastifyReply, priority?: Priority): boolean;
  /** Holds room until the answer begins, or the client has left, or what it gives is called. @throws Overloaded */
  enter(request: FastifyRequest, reply: FastifyReply): Promise<Leave>;
}

export function createHttpRoom(gate: Pick<LoadGate, "enter" | "refusal">): HttpRoom {
  return {
    refuses(request, reply, priority = priorityOf(request)) {
      const retryAfterSeconds = gate.refusal(priority);
      if (retryAfterSeconds === undefined) return false;
      tellOverloaded(request, reply, retryAfterSeconds);
      return true;
    },
    async enter(request, reply) {
      const { raw } = reply;
      // What asks again under an answer that has begun, as a table does for its next page, was let in before.
      const leave = await gate.enter(raw.headersSent ? "live" : priorityOf(request));
      if (raw.destroyed) {
        leave();
        throw new Overloaded(1);
      }
      onHeaders(raw, leave);
      raw.once("close", leave);
      return leave;
    },
  };
}

/** Says that an operation was not run for lack of room, and after how many seconds to try again. */
export function tellOverloaded({ id, headers }: FastifyRequest, reply: FastifyReply, retryAfterSeconds: number): FastifyReply {
  return reply
    .code(503)
    .headers({
      "retry-after": String(retryAfterSeconds),
      "content-type": `${contentType(headers.accept)}; charset=utf-8`,
    })
    .send(JSON.stringify({ errors: [tell({ message: "", extensions: { code: "OVERLOADED" } }, id)] }));
}

function priorityOf({ headers: { accept } }: FastifyRequest): Priority {
  return streamFormatOf(accept) ? "subscribe" : "query";
}
