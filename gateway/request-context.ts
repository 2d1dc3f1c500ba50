import type { Mandate } from "../schema/mandate.js";
import type { Deadline } from "../platform/deadline.js";
import type { ClientHeaders, ReplyHeaders } from "./configuration/header-rules.js";
import type { Explanation } from "./explain-plan.js";
import type { Span } from "../platform/tracing/tracing.js";
import type { SeenRequest } from "./observe/request-observer.js";
import type { Admitted } from "./pipeline/admit.js";

/** What accompanies one request through every stage. */
export interface RequestContext {
  readonly requestId: string;
  readonly deadline: Deadline;
  /** In whose name subgraphs are asked; absent only where the gateway is open and asks in nobody's. */
  readonly mandate?: Mandate;
  /** The question itself, and what it is reckoned to cost. */
  readonly admitted: Admitted;
  /** Where the asker wants to be told, and may be, how the answer came about. */
  readonly explanation?: Explanation;
  /** The client's headers that some rule of the configuration reads; absent where none reads any. */
  readonly clientHeaders?: ClientHeaders | undefined;
  /** Collects the headers of subgraphs that come back with the answer; absent where none do. */
  readonly replyHeaders?: ReplyHeaders | undefined;
  /** What is seen of it from outside. */
  readonly seen?: SeenRequest | undefined;
  /** The step that it is in; absent where no traces are sent. */
  readonly span?: Span | undefined;
}
