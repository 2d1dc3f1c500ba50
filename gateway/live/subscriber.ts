import type { FormattedExecutionResult } from "graphql";
import type { RequestContext } from "../request-context.js";
import type { SubjectKey } from "./change-filter.js";
import type { ChangeParts } from "./follow-own.js";
import type { LiveServiceParts } from "./live-service.js";

/** Who listens, while it does. */
export interface Asking {
  /** Looks again who asks. @throws Refusal TOKEN_EXPIRED and its like */
  renew(): Promise<void>;
  /** Runs something under a fresh mandate, within the time a request has. @throws Refusal */
  within<T>(run: (context: RequestContext) => Promise<T>): Promise<T>;
  /** Whether it should come back elsewhere, or on a newer supergraph. @throws Refusal SUBSCRIPTION_MOVED */
  checkMoved(): void;
}

/** One subscription to what the gateway itself tells, while it lasts. */
export interface Subscriber extends Asking {
  readonly parts: LiveServiceParts & ChangeParts;
  readonly root: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The same for all who get the same answers. */
  readonly key: string;
  /** The answer about one event, made once for all who share the key. */
  answer(event: object, name: string): Promise<FormattedExecutionResult>;
  /**
   * The answer about how the person or partnership of an id stands now, not shared: about what the query by that id finds, and
   * null with that query's errors where it finds nothing.
   */
  answerNow(event: object, key: SubjectKey, id: string): Promise<FormattedExecutionResult>;
}
