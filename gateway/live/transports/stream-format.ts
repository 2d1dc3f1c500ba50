import { readAccept, takesJson } from "../../admission/accepted-types.js";
import { EVENT_STREAM } from "./event-stream.js";
import { MULTIPART_STREAM } from "./multipart-stream.js";
import type { StreamFraming } from "./stream-framing.js";

/** How a client takes a stream of answers, as it prefers; undefined where it takes none. */
export function streamFormatOf(accept: string | undefined): StreamFraming | undefined {
  for (const { type, parameters } of readAccept(accept)) {
    if (type === "text/event-stream") return EVENT_STREAM;
    if (type === "multipart/mixed" && parameters["subscriptionspec"] === "1.0") return MULTIPART_STREAM;
  }
  return undefined;
}

/** Whether a client takes nothing but a stream, so that a query is answered in one too. */
export function takesStreamAlone(accept: string | undefined): boolean {
  return streamFormatOf(accept) !== undefined && !takesJson(accept);
}
