import type { GraphQLError } from "graphql";
import type { Log } from "../platform/log.js";
import { hideNumbers } from "./pipeline/hide-numbers.js";
import { isFailure } from "./pipeline/respond.js";

/** Logs what nobody had a code for, whole, under the request id that the client is told. */
export function logFailures(errors: readonly GraphQLError[], requestId: string, log: Log): void {
  for (const error of errors) {
    if (error.extensions["code"] !== undefined || !isFailure(error)) continue;
    log.error({ requestId, err: hideNumbers(error.originalError?.stack ?? error.stack ?? "") }, "a request failed");
  }
}
