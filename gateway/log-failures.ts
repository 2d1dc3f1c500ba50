import type { GraphQLError } from "graphql";
import type { Log } from "../platform/log.js";
import type { PassesErrors } from "./configuration/gateway-configuration.js";
import { hideNumbers } from "./pipeline/hide-numbers.js";
import { isFailure } from "./pipeline/respond.js";

/**
 * Logs what nobody had a code for, whole, under the request id that the client is told. A subgraph's error that passes is
 * no failure of ours: the client reads it, and its message may name a person.
 */
export function logFailures(
  errors: readonly GraphQLError[],
  requestId: string,
  log: Log,
  passesErrors: PassesErrors = () => false,
): void {
  for (const error of errors) {
    const { code, subgraph } = error.extensions;
    if (code !== undefined || !isFailure(error)) continue;
    if (typeof subgraph === "string" && passesErrors(subgraph)) continue;
    log.error({ requestId, err: hideNumbers(error.originalError?.stack ?? error.stack ?? "") }, "a request failed");
  }
}
