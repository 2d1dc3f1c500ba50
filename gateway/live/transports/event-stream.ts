import { restoreNumbers } from "../../../platform/json/exact-number.js";
import type { StreamFraming } from "./stream-framing.js";

/**
 * Server-sent events, as the distinct connections mode of the GraphQL over SSE protocol has them. Each event's `id` is a
 * cursor.
 */
export const EVENT_STREAM: StreamFraming = {
  transport: "sse",
  contentType: "text/event-stream; charset=utf-8",
  head: "",
  push({ cursor, result }) {
    const id = cursor === undefined ? "" : `id: ${cursor}\n`;
    return result ? `event: next\n${id}data: ${restoreNumbers(JSON.stringify(result))}\n\n` : `${id}:\n\n`;
  },
  tail: "event: complete\ndata:\n\n",
  comeBack: (inMs) => `retry: ${Math.max(inMs, 100)}\n\n`,
  // Without `complete`: it is not over, it goes on elsewhere.
  moved: "",
};
