import type { GraphQLFormattedError } from "graphql";
import { isFailure } from "../pipeline/respond.js";

/**
 * How an operation was answered, whatever its HTTP status. `complete`: with all that its asker may see. `partial`: an agency
 * or a subgraph failed, and something else was answered. `refused`: nothing was answered, by the caller's own doing.
 * `failed`: nothing was answered, by an agency's failure or ours. `left`: the client went before its answer was sent.
 */
export type Outcome = "complete" | "partial" | "refused" | "failed" | "left";

export interface Seen {
  /** All errors that were told. */
  readonly errors: readonly Pick<GraphQLFormattedError, "extensions">[];
  /** Whether some field was answered; undefined where nothing was run. */
  readonly isEmpty: boolean | undefined;
  /** The HTTP status; undefined where it has none of its own. */
  readonly status: number | undefined;
  readonly isGone: boolean;
}

export function outcomeOf({ errors, isEmpty, status = 200, isGone }: Seen): Outcome {
  if (isGone) return "left";
  const fails = errors.some((error) => isFailure(error as GraphQLFormattedError));
  if (status >= 500) return "failed";
  if (isEmpty !== false && errors.length > 0) return fails ? "failed" : "refused";
  if (status >= 400) return "refused";
  return fails ? "partial" : "complete";
}
