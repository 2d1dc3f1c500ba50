import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest, FastifyReply } from "fastify";
import type { ExecutionResult } from "graphql";
import type { Log } from "../platform/log.js";
import { OperationInvalid, type OperationRequest } from "./pipeline/plan.js";
import { hideNumbers, isFailure, tell } from "./pipeline/respond.js";
import type { RequestContext } from "./request-context.js";
import type { LoadedSupergraph } from "./supergraph.js";

type GatewayInterface = ApolloServerOptionsWithGateway<RequestContext>["gateway"];

export interface GraphqlService {
  readonly app: FastifyInstance;
  readonly supergraph: LoadedSupergraph;
  readonly production: boolean;
  readonly log: Log;
  /** Says in whose name and until when a request is answered. */
  readonly admit: (request: FastifyRequest, reply: FastifyReply) => RequestContext;
  /** Answers one operation that is known to fit the schema. @throws OperationInvalid */
  readonly answer: (operation: OperationRequest, context: RequestContext) => Promise<ExecutionResult>;
}

/**
 * Takes GraphQL requests as the GraphQL-over-HTTP specification says, by `POST /graphql` alone: a query in an address
 * would put its variables into every log on the way. Apollo Server reads, checks and writes; the answer is ours.
 */
export async function serveGraphql({ app, supergraph, production, log, admit, answer }: GraphqlService): Promise<void> {
  const server = new ApolloServer<RequestContext>({
    gateway: gatewayOf(supergraph, answer),
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (text) => log.warn(text),
      error: (text) => log.error(text),
    },
    formatError: (error) => tell(error),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      tellOurselves(log),
    ],
  });
  await server.start();
  app.addHook("preClose", () => server.stop());
  app.post(
    "/graphql",
    fastifyApolloHandler(server, { context: (request, reply) => Promise.resolve(admit(request, reply)) }),
  );
  app.route({
    method: ["GET", "PUT", "DELETE", "PATCH"],
    url: "/graphql",
    handler: (_request, reply) =>
      reply
        .code(405)
        .header("allow", "POST")
        .send({ errors: [badRequest("Send a query by POST.")] }),
  });
  // Before a request reaches Apollo Server: too large, no JSON, an unknown content type.
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ requestId: request.id, err: error }, "a request failed");
    const told = status < 500 ? badRequest(error.message) : tell({ message: "" });
    return reply
      .code(status)
      .send({ errors: [{ ...told, extensions: { ...told.extensions, requestId: request.id } }] });
  });
}

function badRequest(message: string) {
  return tell({ message, extensions: { code: "BAD_REQUEST" } });
}

/** The three methods by which Apollo Server drives a gateway. */
function gatewayOf({ apiSchema, sdl }: LoadedSupergraph, answer: GraphqlService["answer"]): GatewayInterface {
  const listeners = new Set<Parameters<GatewayInterface["onSchemaLoadOrUpdate"]>[0]>();
  return {
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load() {
      for (const listener of listeners) listener({ apiSchema, coreSupergraphSdl: sdl });
      return Promise.resolve({
        executor: async ({ document, queryHash, request, context }) => {
          const operation: OperationRequest = {
            document,
            documentKey: queryHash,
            operationName: request.operationName || undefined,
            variables: request.variables ?? {},
          };
          try {
            return (await answer(operation, context as unknown as RequestContext)) as Record<string, never>;
          } catch (error) {
            if (error instanceof OperationInvalid) return { errors: error.errors };
            throw error;
          }
        },
      });
    },
    stop: () => Promise.resolve(),
  };
}

/** Logs failures whole, under the request id that the client is told. */
function tellOurselves(log: Log): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: ({ contextValue: { requestId } }) =>
      Promise.resolve({
        didEncounterErrors({ errors }) {
          for (const error of errors) {
            const { code } = error.extensions;
            if (code === undefined && isFailure(error))
              log.error(
                { requestId, err: hideNumbers(error.originalError?.stack ?? error.stack ?? "") },
                "a request failed",
              );
          }
          return Promise.resolve();
        },
        willSendResponse({ response: { body } }) {
          if (body.kind === "single")
            for (const { extensions } of body.singleResult.errors ?? [])
              if (extensions) extensions["requestId"] = requestId;
          return Promise.resolve();
        },
      }),
  };
}
