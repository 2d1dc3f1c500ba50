import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { Fault, FAULTS, Refusal } from "../../schema/faults.js";
import type { Log } from "../../platform/log.js";
import type { StaleField } from "./kept/keep-fields.js";

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

/** What a client is told of a field that holds what the agency said before, since it is away. */
export function tellStale({ path, fault, asOf }: StaleField, requestId: string, log: Log): GraphQLFormattedError {
  const { code: cause, agency, detail } = fault;
  log.warn(
    { requestId, code: "AGENCY_STALE", cause, agency, detail },
    "an agency failed; what it said before stands in",
  );
  const { tell, retry } = FAULTS.AGENCY_STALE;
  const extensions = { code: "AGENCY_STALE", agency, retryable: retry, stale: true, asOf, cause, requestId };
  return { message: tell, path, extensions };
}
