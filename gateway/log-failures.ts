import type { GraphQLError } from "graphql";
import type { Log } from "../platform/log.js";
import type { PassesErrors } from "./configuration/gateway-configuration.js";
import { hideNumbers } from "./pipeline/hide-numbers.js";
import { isFailure } from "./pipeline/respond.js";

/**
 * Logs what nobody had a code for, under the request id that the client is told: our own mistakes whole, of a subgraph's error where
 * it is, for its message may name a person. One that passes is no failure of ours: the client reads it.
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
    if (typeof subgraph === "string") {
      const path = error.path?.filter((step) => typeof step === "string").join(".");
      if (!passesErrors(subgraph)) log.error({ requestId, subgraph, path }, "a subgraph gave an error without a code");
      continue;
    }
    log.error({ requestId, err: hideNumbers(error.originalError?.stack ?? error.stack ?? "") }, "a request failed");
  }
}
