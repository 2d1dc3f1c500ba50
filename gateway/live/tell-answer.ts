import { GraphQLError, type ExecutionResult, type FormattedExecutionResult, type GraphQLFormattedError } from "graphql";
import { Fault, Refusal, type PROTOCOL_CODES } from "../../schema/faults.js";
import type { Log } from "../../platform/log.js";
import type { PassesErrors } from "../configuration/gateway-configuration.js";
import { hideSuggestions } from "../admission/hide-suggestions.js";
import { readWrittenExactly } from "../engine/written-answer.js";
import { OperationInvalid } from "../executor.js";
import { tell } from "../pipeline/respond.js";

/**
 * Why something was not answered, as a client may be told; our own mistakes are logged whole.
 * @param asked the subgraph that was to tell it, and whose errors pass
 */
export function tellErrors(
  error: unknown,
  requestId: string,
  log: Log,
  asked?: { readonly subgraph: string; readonly passesErrors: PassesErrors },
): GraphQLFormattedError[] {
  if (error instanceof OperationInvalid) return error.errors.map((one) => tell(one.toJSON(), requestId));
  if (error instanceof GraphQLError) return [tell(error.toJSON(), requestId)];
  if (error instanceof Refusal)
    return [tell({ message: error.message, extensions: { code: error.code, argument: error.argument } }, requestId)];
  if (error instanceof Fault) {
    const subgraph = error.code.startsWith("SUBGRAPH_") ? asked?.subgraph : undefined;
    return [
      tell({ message: error.message, extensions: { code: error.code, subgraph } }, requestId, asked?.passesErrors),
    ];
  }
  log.error({ requestId, err: error }, "a subscription failed");
  return [tell({ message: "" }, requestId)];
}

/** Which name was probably meant is for those who may read the schema. */
export function invalid(
  { message, nodes }: GraphQLError,
  explores: boolean,
  code: (typeof PROTOCOL_CODES)[number] = "GRAPHQL_VALIDATION_FAILED",
): GraphQLError {
  const extensions = { code };
  return new GraphQLError(explores ? message : hideSuggestions(message), { nodes, extensions });
}

/** An answer as it goes to a client: its data as an object, its errors as they may be told. */
export function tellAnswer(
  { data, errors, ...rest }: ExecutionResult,
  requestId: string,
  passesErrors: PassesErrors,
): FormattedExecutionResult {
  return {
    data: readWrittenExactly(data) as Record<string, unknown> | null,
    ...(errors && { errors: errors.map((error) => tell(error.toJSON(), requestId, passesErrors)) }),
    ...rest,
  };
}
