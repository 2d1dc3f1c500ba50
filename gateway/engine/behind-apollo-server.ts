import {
  HeaderMap,
  type ApolloServer,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLResponse,
} from "@apollo/server";
import {
  GraphQLError,
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from "graphql";
import { restoreNumbers } from "../../platform/json/exact-number.js";
import { handBytes, stringifyEngineResult, type BytesTaker } from "./written-answer.js";

/** A schema that may be followed by another. */
export interface ServedSchema {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  onReload(listener: () => void): () => void;
}

/** An operation as Apollo Server hands it over. */
export interface GatewayOperation {
  readonly document: DocumentNode;
  /** The text it was read from. */
  readonly source: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  /** The schema that the document fits; the one that serves, where it is not said. */
  readonly schema?: GraphQLSchema | undefined;
}

/** What Apollo Server sends, all at once or in parts, and under which HTTP status: 200 unless said. */
export interface ServerAnswer {
  readonly body: GraphQLResponse["body"];
  readonly status?: number;
}

/**
 * Answers one operation that is known to fit the schema. Never rejects: what goes wrong is in the answer.
 * @param accept which kinds of answer the client takes, as it said
 */
export type AnswerOperation<Context> = (
  operation: GatewayOperation,
  context: Context,
  accept: string | undefined,
) => Promise<ServerAnswer>;

/**
 * Options by which Apollo Server reads, checks and sends, while the schema and the answers come from here:
 * `new ApolloServer({ ...behindApolloServer(served, answer), plugins: [answers, …] })`.
 */
export function behindApolloServer<Context extends BaseContext>(
  served: ServedSchema,
  answer: AnswerOperation<Context>,
): {
  options: Pick<ApolloServerOptionsWithGateway<BaseContext>, "gateway" | "stringifyResult">;
  answers: ApolloServerPlugin<Context>;
} {
  return {
    options: {
      gateway: {
        onSchemaLoadOrUpdate(callback) {
          const tell = () => callback({ apiSchema: served.apiSchema, coreSupergraphSdl: served.supergraphSdl });
          tell();
          return served.onReload(tell);
        },
        load: () => Promise.resolve({ executor: () => Promise.resolve(NO_OPERATION) }),
        stop: () => Promise.resolve(),
      },
      stringifyResult: stringifyEngineResult,
    },
    answers: answeringPlugin(answer),
  };
}

/**
 * Answers before Apollo Server would ask the gateway's executor: what it makes to hand to one has accessors, for which V8
 * makes hidden classes that keep each request and its answer in memory until the next full collection.
 */
function answeringPlugin<Context extends BaseContext>(answer: AnswerOperation<Context>): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ request, operation: chosen, document, source, schema, contextValue }) {
          if (!chosen) return null;
          const { operationName = undefined, variables = {} } = request;
          const operation = { document, source, schema, operationName: operationName || undefined, variables };
          const { body, status } = await answer(operation, contextValue, request.http?.headers.get("accept"));
          const taker = (contextValue as { readonly [TAKER]?: BytesTaker })[TAKER];
          if (taker && body.kind === "single") handBytes(body.singleResult.data, taker);
          return { body, http: { status, headers: new HeaderMap() } };
        },
      }),
  };
}

/** All that Apollo Server still asks an executor for: to say that it knows no such operation, for which it has a code. */
const NO_OPERATION = {
  errors: [new GraphQLError("The document does not hold exactly one operation of that name.")],
} as unknown as Record<string, never>;

/**
 * The server, sending what the engine wrote as it is: bytes as bytes, and numbers whole in answers that come in parts, for
 * which Apollo Server has no `stringifyResult`.
 */
export function sendingAsWritten<Context extends BaseContext>(server: ApolloServer<Context>): ApolloServer<Context> {
  const execute: typeof server.executeHTTPGraphQLRequest = async ({ context, ...request }) => {
    const taker: BytesTaker = { bytes: undefined };
    const { body, ...response } = await server.executeHTTPGraphQLRequest({
      ...request,
      context: async () => ({ ...(await context()), [TAKER]: taker }),
    });
    if (body.kind === "complete") {
      // Whoever sends it takes bytes too.
      const sent = (taker.bytes ?? body.string) as string;
      return { body: { kind: "complete", string: sent }, ...response };
    }
    return { body: { ...body, asyncIterator: restored(body.asyncIterator) }, ...response };
  };
  return Object.create(server, { executeHTTPGraphQLRequest: { value: execute } }) as ApolloServer<Context>;
}

/** Where a request's context has its taker: Apollo Server hands on copies of the context. */
const TAKER = Symbol("takes bytes");

async function* restored(parts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  for await (const part of parts) yield restoreNumbers(part);
}

/**
 * An answer that is sent at once.
 * @param tell words errors for those who asked; as they are when left out
 */
export function whole(
  { errors, ...result }: ExecutionResult,
  tell: (errors: readonly GraphQLError[]) => readonly GraphQLFormattedError[] = asTheyAre,
): ServerAnswer {
  const singleResult: FormattedExecutionResult = { ...result, ...(errors && { errors: tell(errors) }) };
  // Without data nothing was run: the request itself was at fault.
  return { body: { kind: "single", singleResult }, ...(result.data === undefined && { status: 400 }) };
}

function asTheyAre(errors: readonly GraphQLError[]): GraphQLFormattedError[] {
  return errors.map((error) => error.toJSON());
}
