import { locatedError, type ExecutionResult, type GraphQLError } from "graphql";
import type { Log } from "../platform/log.js";
import { hideSuggestions } from "./admission/hide-suggestions.js";
import type { PassesErrors } from "./configuration/gateway-configuration.js";
import { whole, type AnswerOperation } from "./engine/behind-apollo-server.js";
import { OperationInvalid, type Executor } from "./executor.js";
import { logFailures } from "./log-failures.js";
import { deferFormatOf, deliverLater } from "./pipeline/deliver-later.js";
import { tell } from "./pipeline/respond.js";
import type { RequestContext } from "./request-context.js";

export interface Answering {
  /** Answers one operation that is known to fit the schema. @throws OperationInvalid */
  readonly answer: Executor["execute"];
  /** The same, but what is deferred may come later; absent where all is told at once. */
  readonly answerLater?: Executor["executeDeferring"];
  /** Which subgraphs' own errors reach clients. */
  readonly passesErrors: PassesErrors;
}

/**
 * Answers operations in the words of this gateway: errors as their asker may read them, what went wrong on our side in the
 * log. In parts where something is deferred, for clients that say how they take what comes later.
 */
export function answerOperations(
  { answer, answerLater, passesErrors }: Answering,
  log: Log,
): AnswerOperation<RequestContext> {
  return async (operation, context, accept) => {
    const { requestId, admitted, seen } = context;
    const tellAll = (errors: readonly GraphQLError[]) => {
      logFailures(errors, requestId, log, passesErrors);
      const all = errors.map((error) => {
        const told = tell(error.toJSON(), requestId, passesErrors);
        return { ...told, message: admitted.explores ? told.message : hideSuggestions(told.message) };
      });
      seen?.told(all);
      return all;
    };
    const respond = (result: ExecutionResult) => {
      seen?.answered(result);
      return whole(result, tellAll);
    };
    const format = answerLater && operation.source.includes("@defer") ? deferFormatOf(accept) : undefined;
    try {
      if (!format || !answerLater) return respond(await answer(operation, context));
      const result = await answerLater(operation, context);
      if (!("deliveries" in result)) return respond(result);
      seen?.answered(result.first);
      return deliverLater(result, format, tellAll);
    } catch (error) {
      if (error instanceof OperationInvalid) return whole({ errors: error.errors }, tellAll);
      return { ...whole({ errors: [locatedError(error, undefined)] }, tellAll), status: 500 };
    }
  };
}
