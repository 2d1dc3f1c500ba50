import { HeaderMap, type ApolloServerPlugin } from "@apollo/server";
import type { FormattedExecutionResult, GraphQLError } from "graphql";
import type { Log } from "../platform/log.js";
import { hideSuggestions } from "./admission/hide-suggestions.js";
import type { Executor } from "./executor.js";
import { logFailures } from "./log-failures.js";
import { deferFormatOf, deliverLater } from "./pipeline/deliver-later.js";
import { tell } from "./pipeline/respond.js";
import type { RequestContext } from "./request-context.js";

/**
 * Answers operations that defer something, for clients that say how they take what comes later. Apollo Server would ask
 * a gateway for whole answers only.
 */
export function answerInParts(
  answerLater: NonNullable<Executor["executeDeferring"]>,
  log: Log,
): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: ({ contextValue }) =>
      Promise.resolve({
        async responseForOperation({ request, document, source, schema }) {
          const format = deferFormatOf(request.http?.headers.get("accept"));
          if (!format || !source.includes("@defer")) return null;
          const { requestId, admitted } = contextValue;
          const tellAll = (errors: readonly GraphQLError[]) => {
            logFailures(errors, requestId, log);
            return errors.map((error) => {
              const told = tell(error.toJSON(), requestId);
              return { ...told, message: admitted.explores ? told.message : hideSuggestions(told.message) };
            });
          };
          const { operationName = undefined, variables = {} } = request;
          const operation = { document, source, schema, operationName: operationName || undefined, variables };
          const result = await answerLater(operation, contextValue);
          if ("deliveries" in result) return deliverLater(result, format, tellAll);
          const { errors, ...rest } = result;
          const singleResult: FormattedExecutionResult = { ...rest, ...(errors && { errors: tellAll(errors) }) };
          return { body: { kind: "single", singleResult }, http: { status: undefined, headers: new HeaderMap() } };
        },
      }),
  };
}
