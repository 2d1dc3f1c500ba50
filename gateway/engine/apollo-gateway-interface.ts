import type { ApolloServerOptionsWithGateway, BaseContext } from "@apollo/server";
import type {
  DocumentNode,
  ExecutionResult,
  FormattedExecutionResult,
  GraphQLFormattedError,
  GraphQLSchema,
} from "graphql";
import type { EngineAnswer } from "./execute-operation.js";

/** Stands for data whose text is ready; Apollo Server carries it to `stringifyEngineResult` untouched. */
class WrittenData {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** For those who look at the data after all. */
  toJSON(): unknown {
    return JSON.parse(this.#text);
  }

  static textOf(value: WrittenData): string {
    return value.#text;
  }
}

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

/**
 * The three methods by which Apollo Server drives a gateway:
 * `new ApolloServer({ gateway, stringifyResult: stringifyEngineResult })`.
 */
export function createGatewayInterface<Context extends object>(
  served: ServedSchema,
  answer: (operation: GatewayOperation, context: Context) => Promise<ExecutionResult>,
): ApolloServerOptionsWithGateway<BaseContext>["gateway"] {
  return {
    onSchemaLoadOrUpdate(callback) {
      const tell = () => callback({ apiSchema: served.apiSchema, coreSupergraphSdl: served.supergraphSdl });
      tell();
      return served.onReload(tell);
    },
    load: () =>
      Promise.resolve({
        async executor({ document, source, schema, request, context }) {
          const { operationName = undefined, variables = {} } = request;
          const operation = { document, source, schema, operationName: operationName || undefined, variables };
          return (await answer(operation, context as Context)) as GraphQLExecutionResult;
        },
      }),
    stop: () => Promise.resolve(),
  };
}

type GraphQLExecutionResult = Record<string, never>;

/** An engine's answer as Apollo Server carries it. */
export function resultOf({ data, errors }: EngineAnswer): ExecutionResult {
  return { ...writtenData(data), ...(errors.length > 0 && { errors }) };
}

/** Nothing where there is no data. */
function writtenData(text: string | undefined): { data?: Record<string, never> | null } {
  if (text === undefined) return {};
  return { data: text === "null" ? null : (new WrittenData(text) as never) };
}

/** Such data for those who want to look into it. */
export function readWrittenData(data: unknown): unknown {
  return data instanceof WrittenData ? data.toJSON() : data;
}

/** Apollo Server's `stringifyResult`: passes on the engine's text, and stringifies what did not come from the engine. */
export function stringifyEngineResult(result: FormattedExecutionResult): string {
  const { data, errors, extensions } = result;
  if (!((data as unknown) instanceof WrittenData)) return JSON.stringify(ordered(result));
  let text = `{"data":${WrittenData.textOf(data as unknown as WrittenData)}`;
  if (errors && errors.length > 0)
    text += `,"errors":${JSON.stringify(errors satisfies readonly GraphQLFormattedError[])}`;
  if (extensions) text += `,"extensions":${JSON.stringify(extensions)}`;
  return `${text}}`;
}

function ordered({ errors, data, extensions }: FormattedExecutionResult): FormattedExecutionResult {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors ? { errors } : {}),
    ...(extensions ? { extensions } : {}),
  };
}
