import type { FastifyReply, FastifyRequest } from "fastify";
import onHeaders from "on-headers";
import { Overloaded, type LoadGate } from "../../../platform/load/load-gate.js";
import type { Leave } from "../../../platform/load/waiting-room.js";
import { overloadedReply, priorityOf } from "./overloaded-reply.js";

/**
 * Holds room for a request until its answer begins, or the client has left, or what it gives is called.
 * @throws Overloaded
 */
export async function enterRoom(
  gate: Pick<LoadGate, "enter">,
  { headers: { accept } }: FastifyRequest,
  { raw }: FastifyReply,
): Promise<Leave> {
  // What asks again under an answer that has begun, as a table does for its next page, was let in before.
  const leave = await gate.enter(raw.headersSent ? "live" : priorityOf(accept));
  if (raw.destroyed) {
    leave();
    throw new Overloaded(1);
  }
  onHeaders(raw, leave);
  raw.once("close", leave);
  return leave;
}

export function tellOverloaded({ id, headers: { accept } }: FastifyRequest, reply: FastifyReply, error: Overloaded) {
  const { headers, body } = overloadedReply(accept, id, error.retryAfterSeconds);
  return reply.code(503).headers(headers).send(body);
}
