import type { Span } from "../../platform/tracing/tracing.js";
import type { Mandate } from "../../schema/mandate.js";

/** In whose name an agency is asked and until when. Every operation of every source requires one. */
export interface Asking {
  readonly mandate: Mandate;
  /** Aborted when the caller is gone or its deadline has passed. */
  readonly signal: AbortSignal;
  /** The step that it is asked in; absent where no traces are sent. */
  readonly span?: Span | undefined;
}
