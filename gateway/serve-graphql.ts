import { ApolloServer, HeaderMap, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest, FastifyReply } from "fastify";
import { GraphQLError, OperationTypeNode } from "graphql";
import { Overloaded, type LoadGate } from "../platform/load/load-gate.js";
import type { Leave } from "../platform/load/waiting-room.js";
import type { Log } from "../platform/log.js";
import { Fault, Refusal, REFUSALS } from "../schema/faults.js";
import { LIMIT_SETTINGS } from "./admission/admission-limits.js";
import { BODY_ENCODINGS } from "./admission/compressed-bodies.js";
import { enterRoom, tellOverloaded } from "./admission/load/enter-room.js";
import { createCostComparison } from "./admission/cost/compare-costs.js";
import type { CrossOrigin } from "./admission/cross-origin.js";
import { answerOperations, type Answering } from "./answer-operations.js";
import { COMPRESSED } from "./compress-answers.js";
import { exportFormatOf } from "./export/export-format.js";
import { createTableExport } from "./export/export-table.js";
import { createWorkbookWriter } from "./export/workbook-writer.js";
import { readAddress } from "./admission/graphql-request.js";
import { hideSuggestions } from "./admission/hide-suggestions.js";
import { checkIsJson, readNumbersExactly } from "./admission/json-body.js";
import { operationTypeOf } from "./admission/operation-type.js";
import { codeOf } from "../platform/tracing/tracing.js";
import { statusFor, tellRefusal } from "./admission/tell-refusal.js";
import { behindApolloServer, sendingAsWritten, type ServedSchema } from "./engine/behind-apollo-server.js";
import { OperationInvalid } from "./executor.js";
import { keepDocuments } from "./kept-documents.js";
import type { HttpStreams } from "./live/transports/http-streams.js";
import { logFailures } from "./log-failures.js";
import type { RequestObserver } from "./observe/request-observer.js";
import { challengeOf } from "./pipeline/authenticate.js";
import { deferFormatOf } from "./pipeline/deliver-later.js";
import { tell } from "./pipeline/respond.js";
import type { RequestContext } from "./request-context.js";

export interface GraphqlService extends Answering {
  readonly app: FastifyInstance;
  readonly served: ServedSchema & { readonly canary: Pick<ServedSchema, "apiSchema" | "supergraphSdl"> | undefined };
  readonly crossOrigin: CrossOrigin;
  readonly log: Log;
  /** Whether queries are answered by GET too. */
  readonly byAddress: boolean;
  readonly bodyBytes: number;
  /** Rows that an exported workbook may have. */
  readonly mostWorkbookRows: number;
  /** Lets requests in while there is room. */
  readonly gate: Pick<LoadGate, "enter">;
  /** Says in whose name and until when a request is answered, and whether it is. @throws Refusal, GraphQLError */
  readonly enter: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  /** Answers subscriptions. */
  readonly streams: Pick<HttpStreams, "answer">;
  readonly observer: RequestObserver;
}

/**
 * Takes GraphQL requests as the GraphQL-over-HTTP specification says. By `POST /graphql` alone where people are asked
 * about: a query in an address would put its variables into every log on the way. Apollo Server checks and writes; the
 * answer is ours.
 */
export async function serveGraphql(service: GraphqlService): Promise<void> {
  const { app, served, crossOrigin, log, byAddress, bodyBytes, mostWorkbookRows, streams, observer } = service;
  const current = await startServer(served);
  /** For those who are answered by what is tried out, whose schema is another. */
  const canary = await startServer({
    get apiSchema() {
      return (served.canary ?? served).apiSchema;
    },
    get supergraphSdl() {
      return (served.canary ?? served).supergraphSdl;
    },
    onReload: (listener) => served.onReload(listener),
  });
  // Not before the last request is answered: from then on they refuse all.
  app.addHook("onClose", async () => void (await Promise.all([current.server.stop(), canary.server.stop()])));
  const isTried = ({ admitted: { schema } }: RequestContext) =>
    schema !== undefined && schema === served.canary?.apiSchema;
  const serverOf = (context: RequestContext) => (isTried(context) ? canary : current);
  const contexts = new WeakMap<FastifyRequest, RequestContext>();
  const leaves = new WeakMap<RequestContext, Leave>();
  const enter: GraphqlService["enter"] = async (request, reply) => {
    const leave = await enterRoom(service.gate, request, reply);
    try {
      const context = await service.enter(request, reply);
      leaves.set(context, leave);
      return context;
    } catch (error) {
      leave();
      throw error;
    }
  };
  const workbooks = createWorkbookWriter();
  app.addHook("onClose", () => workbooks.stop());
  const exportTable = createTableExport({
    schema: (context) => (isTried(context) ? served.canary! : served).apiSchema,
    enter,
    mostWorkbookRows,
    workbooks,
    log,
    async run(contextValue) {
      const { query, variables, operationName } = contextValue.admitted;
      const { body, http } = await serverOf(contextValue)
        .server.executeOperation(
          { query, variables, ...(operationName !== undefined && { operationName }) },
          { contextValue },
        )
        // Between two pages it may wait long.
        .finally(leaves.get(contextValue));
      if (body.kind !== "single") throw new Error("an answer came in parts to who cannot take parts");
      return { result: body.singleResult, status: http.status ?? 200 };
    },
  });
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const context = contexts.get(request)!;
    const streamed = streams.answer(request, reply, context);
    if (streamed) return streamed;
    if (operationTypeOf(context.admitted) === OperationTypeNode.SUBSCRIPTION)
      throw new Refusal("SUBSCRIPTION_NEEDS_STREAM");
    const format = exportFormatOf(request.headers.accept);
    if (format) return exportTable(request, reply, context, format);
    const { status, headers, body } = await serverOf(context).written.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: "POST", search: "", headers: headersOf(request), body: request.body },
      context: () => Promise.resolve(context),
    });
    // Apollo Server says so before there is a request of which it could tell the id.
    if (status === 406) return reply.code(406).send({ errors: [tell(NOT_TAKEN, request.id)] });
    for (const [name, value] of headers) reply.header(name, value);
    reply.code(status ?? 200);
    return body.kind === "complete" ? body.string : reply.send(Readable.from(body.asyncIterator));
  };
  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    const context = await enter(request, reply);
    const { query, operationName, variables, headers } = context.admitted;
    contexts.set(request, context);
    request.body = { query, variables, ...(operationName !== undefined && { operationName }) };
    reply.headers(headers);
    return context.admitted;
  };
  app.addHook("onSend", async (request, reply) => {
    const { replyHeaders, requestId } = contexts.get(request) ?? {};
    if (!replyHeaders) return;
    reply.headers(replyHeaders.all());
    const leftOut = [...replyHeaders.leftOut];
    if (leftOut.length > 0) log.warn({ requestId, headers: leftOut }, "headers of subgraphs are too long to send back");
  });
  readNumbersExactly(app);
  const methods = byAddress ? "GET, POST" : "POST";
  app.route({
    ...COMPRESSED,
    method: "POST",
    url: "/graphql",
    bodyLimit: bodyBytes,
    onRequest: async (request, reply) => {
      reply.headers(crossOrigin.answer(request.headers.origin));
      checkIsJson(request);
    },
    preHandler: async (request, reply) => void (await admit(request, reply)),
    handler: answer,
  });
  if (byAddress)
    app.route({
      ...COMPRESSED,
      method: "GET",
      url: "/graphql",
      exposeHeadRoute: false,
      onRequest: async (request, reply) => void reply.headers(crossOrigin.answer(request.headers.origin)),
      preHandler: async (request, reply) => {
        request.body = readAddress(request.query as Record<string, unknown>);
        if (operationTypeOf(await admit(request, reply)) !== OperationTypeNode.MUTATION) return;
        reply.header("allow", "POST");
        throw new Refusal("METHOD_REFUSED", "Send a mutation by POST: GET answers queries alone.");
      },
      handler: answer,
    });
  app.options("/graphql", (request, reply) =>
    reply.code(204).headers(crossOrigin.preflight(request.headers.origin, methods)).header("allow", methods).send(),
  );
  app.route({
    method: [...(byAddress ? ["HEAD"] : ["GET"]), "PUT", "DELETE", "PATCH"],
    url: "/graphql",
    handler: (_request, reply) => {
      reply.header("allow", methods);
      throw new Refusal("METHOD_REFUSED");
    },
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const refused = tellRefusal(refusalOf(error, request), request.headers.accept, request.id);
    observer.of(request)?.told(refused?.body.errors ?? [{ extensions: { code: codeOf(error) } }]);
    if (refused?.status === 415) reply.header("accept-encoding", BODY_ENCODINGS);
    if (refused?.status === 401) reply.header("www-authenticate", challengeOf(error as Refusal));
    if (refused) return reply.code(refused.status).headers(refused.headers).send(refused.body);
    if (error instanceof Overloaded) return tellOverloaded(request, reply, error);
    if (error instanceof Fault && (error.code === "ISSUER_UNAVAILABLE" || error.code === "ADMISSION_TIMEOUT"))
      return reply.code(503).send({ errors: [tell({ message: "", extensions: { code: error.code } }, request.id)] });
    log.error({ requestId: request.id, err: error }, "a request failed");
    return reply.code(500).send({ errors: [tell({ message: "" }, request.id)] });
  });

  async function startServer(schema: ServedSchema) {
    const { options, answers } = behindApolloServer(schema, answerOperations(service, log));
    const server = new ApolloServer<RequestContext>({
      ...options,
      documentStore: keepDocuments(),
      // Who may read the schema is decided before, for each asker.
      introspection: true,
      hideSchemaDetailsFromClientErrors: false,
      includeStacktraceInErrorResponses: false,
      // A form can send no JSON, and there are no cookies to send it with.
      csrfPrevention: false,
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
        answers,
      ],
    });
    await server.start();
    return { server, written: sendingAsWritten(server) };
  }
}

const NOT_TAKEN = {
  message: "Say in `accept` that you take application/json or application/graphql-response+json.",
  extensions: { code: "BAD_REQUEST" },
};

/** What went wrong before a request was read, as a refusal: too large, no JSON, an unknown content type. */
function refusalOf(error: Error & { statusCode?: number }, { routeOptions }: FastifyRequest): Error {
  const isTooLarge = error instanceof Refusal ? error.code === "TOO_LARGE" : error.statusCode === 413;
  const isGraphql = routeOptions.url?.startsWith("/graphql");
  if (isTooLarge)
    return new Refusal(
      "TOO_LARGE",
      `${REFUSALS.TOO_LARGE.means} (at most ${routeOptions.bodyLimit}${isGraphql ? `, by ${LIMIT_SETTINGS.bodyBytes}` : ""})`,
    );
  if (error instanceof Refusal || error instanceof GraphQLError || error instanceof OperationInvalid) return error;
  const { statusCode = 500 } = error;
  if (statusCode === 415) return new Refusal("MEDIA_TYPE_REFUSED");
  return statusCode < 500 ? new Refusal("BAD_REQUEST") : error;
}

/** The headers that Apollo Server looks at. It sends parts to clients that name their format alone. */
function headersOf({ headers: { accept } }: FastifyRequest): HeaderMap {
  const headers = new HeaderMap([["content-type", "application/json"]]);
  const format = deferFormatOf(accept);
  if (accept !== undefined) headers.set("accept", format ? `multipart/mixed; ${format}, ${accept}` : accept);
  return headers;
}

/** Logs failures whole, under the request id that the client is told, and what each question did cost. */
function tellOurselves(log: Log): ApolloServerPlugin<RequestContext> {
  const compareCosts = createCostComparison(log);
  return {
    requestDidStart: ({ contextValue: { requestId, admitted, seen } }) =>
      Promise.resolve({
        didEncounterErrors({ errors }) {
          logFailures(errors, requestId, log);
          return Promise.resolve();
        },
        willSendResponse({ request, response: { body, http } }) {
          if (body.kind !== "single") return Promise.resolve();
          const { data, errors = [] } = body.singleResult;
          // Answers of ours are seen where they are made: this one was refused by Apollo Server.
          if (seen && data === undefined && !seen.isTold) seen.told(errors);
          const words = (message: string) => (admitted.explores ? message : hideSuggestions(message));
          if (errors.length > 0)
            body.singleResult.errors = errors.map(({ message, extensions, ...rest }) => ({
              ...rest,
              message: words(message),
              extensions: { ...extensions, requestId },
            }));
          if (data === undefined) http.status = statusFor(http.status ?? 200, request.http?.headers.get("accept"));
          compareCosts(requestId, admitted, data);
          return Promise.resolve();
        },
      }),
  };
}
