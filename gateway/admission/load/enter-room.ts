import type { FastifyReply, FastifyRequest } from "fastify";
import onHeaders from "on-headers";
import { Overloaded, type LoadGate } from "../../../platform/load/load-gate.js";
import type { Leave } from "../../../platform/load/waiting-room.js";
import { overloadedReply, priorityOf } from "./overloaded-reply.js";

/** Those that room was held for before, as for a table that asks for its next page. */
const letIn = new WeakSet<FastifyReply["raw"]>();

/**
 * Holds room for a request until its answer begins, or the client has left, or what it gives is called. What asks again for the same
 * answer was let in before: it waits as long as it takes, and has to call what it is given.
 * @throws Overloaded
 */
export async function enterRoom(
  gate: Pick<LoadGate, "enter">,
  { headers: { accept } }: FastifyRequest,
  { raw }: FastifyReply,
): Promise<Leave> {
  const asksAgain = letIn.has(raw);
  const leave = await gate.enter(asksAgain ? "live" : priorityOf(accept));
  if (raw.destroyed) {
    leave();
    throw new Overloaded(1);
  }
  // A listener for each of thousands of pages would call one another until the stack is full.
  if (asksAgain) return leave;
  letIn.add(raw);
  onHeaders(raw, leave);
  raw.once("close", leave);
  return leave;
}

export function tellOverloaded({ id, headers: { accept } }: FastifyRequest, reply: FastifyReply, error: Overloaded) {
  const { headers, body } = overloadedReply(accept, id, error.retryAfterSeconds);
  return reply.code(503).headers(headers).send(body);
}
