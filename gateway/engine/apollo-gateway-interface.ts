import type { ApolloServerOptionsWithGateway, BaseContext } from "@apollo/server";
import type { FormattedExecutionResult, GraphQLFormattedError } from "graphql";
import type { Engine } from "./create-engine.js";
import type { Authorization } from "./subgraph-transport.js";

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

export interface GatewayBinding<Context> {
  /** What the caller may not see. */
  readonly authorization?: (context: Context) => Authorization | undefined;
  readonly signal?: (context: Context) => AbortSignal | undefined;
}

/** Puts an engine behind Apollo Server: `new ApolloServer({ gateway, stringifyResult: stringifyEngineResult })`. */
export function createGatewayInterface<Context extends object>(
  engine: Engine,
  binding: GatewayBinding<Context> = {},
): ApolloServerOptionsWithGateway<BaseContext>["gateway"] {
  return {
    onSchemaLoadOrUpdate(callback) {
      const tell = () => callback({ apiSchema: engine.apiSchema, coreSupergraphSdl: engine.supergraphSdl });
      tell();
      return engine.onReload(tell);
    },
    load: () =>
      Promise.resolve({
        async executor(request) {
          const context = request.context as Context;
          const { data, errors } = await engine.execute({
            document: request.document,
            source: request.source,
            operationName: request.operationName ?? undefined,
            variables: request.request.variables ?? {},
            context,
            signal: binding.signal?.(context),
            authorization: binding.authorization?.(context),
          });
          return { ...writtenData(data), ...(errors.length > 0 ? { errors } : {}) };
        },
      }),
    stop: () => Promise.resolve(),
  };
}

/** The data of an engine's answer as Apollo Server may carry it; nothing where there is none. */
export function writtenData(text: string | undefined): { data?: Record<string, never> | null } {
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
