import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { Fault, FAULTS, Refusal } from "../../schema/faults.js";
import type { Log } from "../../platform/log.js";

/** What a client may be told of an error; the whole of a fault goes to the log, under the request id. */
export function tellError(error: GraphQLError, requestId: string, log: Log): GraphQLFormattedError {
  const cause = error.originalError;
  const place = error.path && { path: error.path };
  if (cause instanceof Refusal)
    return {
      message: cause.message,
      ...place,
      extensions: { code: cause.code, ...(cause.argument && { argument: cause.argument }), requestId },
    };
  if (cause instanceof Fault) {
    log.warn({ requestId, code: cause.code, agency: cause.agency, detail: cause.detail }, "an agency failed");
    return {
      message: cause.message,
      ...place,
      extensions: { code: cause.code, agency: cause.agency, retryable: FAULTS[cause.code].retry, requestId },
    };
  }
  if (cause === undefined || cause instanceof GraphQLError)
    return { message: error.message, ...place, extensions: { code: "BAD_USER_INPUT", ...error.extensions, requestId } };
  log.error({ requestId, err: cause }, "a resolver failed");
  return { message: FAULTS.INTERNAL.tell, ...place, extensions: { code: "INTERNAL", retryable: false, requestId } };
}
