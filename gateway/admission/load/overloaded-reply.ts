import type { Priority } from "../../../platform/load/waiting-room.js";
import { streamFormatOf } from "../../live/transports/stream-format.js";
import { tell } from "../../pipeline/respond.js";
import { contentType } from "../tell-refusal.js";

/** The answer with status 503 to an operation that was not run for lack of room. */
export function overloadedReply(accept: string | undefined, requestId: string, retryAfterSeconds: number) {
  return {
    headers: { "retry-after": String(retryAfterSeconds), "content-type": `${contentType(accept)}; charset=utf-8` },
    body: JSON.stringify({ errors: [tell({ message: "", extensions: { code: "OVERLOADED" } }, requestId)] }),
  };
}

/** The priority of an operation that comes by HTTP. */
export function priorityOf(accept: string | undefined): Priority {
  return streamFormatOf(accept) ? "subscribe" : "query";
}
