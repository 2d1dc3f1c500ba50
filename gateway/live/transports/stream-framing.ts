import type { Push } from "../live-service.js";

/** How pushes are written into the body of an HTTP response. Each text is whole: its reader need not wait for the next. */
export interface StreamFraming {
  /** As metrics name it. */
  readonly transport: "sse" | "multipart";
  readonly contentType: string;
  /** Before the first push. */
  readonly head: string;
  readonly push: (push: Push) => string;
  /** After the last push, unless the client has gone. */
  readonly tail: string;
  /** Tells a client that this connection ends, and when to come back; empty where the format has no word for it. */
  readonly comeBack: (inMs: number) => string;
  /** The last words to a client that has to come back. */
  readonly moved: string;
}
