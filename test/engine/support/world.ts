import { composeServices } from "@apollo/composition";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, parse, validate, type DocumentNode, type GraphQLSchema } from "graphql";
import { createEngine, type Engine } from "../../../gateway/engine/create-engine.js";
import type { EngineOptions } from "../../../gateway/engine/engine-options.js";
import type { SubgraphRequest } from "../../../gateway/engine/subgraph-transport.js";
import { marked } from "./exact-digits.js";
import { startPlannerHere } from "./planner-here.js";

export interface SubgraphSource {
  readonly name: string;
  readonly typeDefs: string;
  readonly resolvers?: Record<string, unknown>;
}

export type Asked = SubgraphRequest & { readonly subgraph: string };

/** What a fixture may put in the place of a subgraph's honest reply. */
export type Interfere = (
  request: Asked,
  honest: () => Promise<object>,
) => Promise<string | object> | string | object | undefined;

export interface World {
  readonly supergraphSdl: string;
  readonly schemas: ReadonlyMap<string, GraphQLSchema>;
  readonly engine: Engine;
  /** All requests to subgraphs since the last `ask`. */
  readonly asked: Asked[];
  ask(query: string, variables?: Record<string, unknown>, context?: unknown): Promise<AskResult>;
  stop(): Promise<void>;
}

export interface AskResult {
  readonly data: unknown;
  readonly text: string | undefined;
  readonly errors: readonly { message: string; path?: readonly (string | number)[]; code: unknown }[];
}

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable",
  "@requires", "@provides", "@external", "@override", "@composeDirective", "@inaccessible", "@interfaceObject", "@tag", "@context",
  "@fromContext", "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize"])\n`;

/** What was composed last: a graph is often asked in several ways one after the other. */
const last = { key: "", supergraphSdl: "" };

export function compose(sources: readonly SubgraphSource[]): string {
  const key = JSON.stringify(sources.map(({ name, typeDefs }) => [name, typeDefs]));
  if (key === last.key) return last.supergraphSdl;
  const { supergraphSdl, errors } = composeServices(
    sources.map(({ name, typeDefs }) => ({ name, url: `http://${name}`, typeDefs: parse(FEDERATION + typeDefs) })),
  );
  if (errors) throw new Error(errors.map((error) => error.message).join("\n"));
  Object.assign(last, { key, supergraphSdl });
  return supergraphSdl;
}

export function schemaOf({ typeDefs, resolvers }: SubgraphSource): GraphQLSchema {
  return buildSubgraphSchema({ typeDefs: parse(FEDERATION + typeDefs), resolvers: (resolvers ?? {}) as never });
}

/** Subgraphs in this process behind an engine; `interfere` may lie in their place. */
export async function createWorld(
  sources: readonly SubgraphSource[],
  interfere?: Interfere,
  more: Partial<EngineOptions> = {},
): Promise<World> {
  const supergraphSdl = compose(sources);
  const schemas = new Map(sources.map((source) => [source.name, schemaOf(source)]));
  const asked: Asked[] = [];
  const engine = await createEngine({
    supergraphSdl,
    logger: { info: () => undefined, warn: () => undefined },
    startPlanner: (sdl, { nativePlanner }) =>
      startPlannerHere(sdl, nativePlanner && process.env.NATIVE_OFF === undefined),
    transports: ({ name }) => ({
      async fetch(request) {
        const own = { ...request, subgraph: name };
        asked.push(own);
        const honest = () => answer(schemas.get(name), own);
        return (await interfere?.(own, honest)) ?? Buffer.from(JSON.stringify(await honest()));
      },
    }),
    ...more,
  });
  return {
    supergraphSdl,
    schemas,
    engine,
    asked,
    async ask(query, variables = {}, context = {}) {
      asked.length = 0;
      const document = parseValid(query, engine.apiSchema);
      const { data, errors } = await engine.execute({ document, source: query, variables, context });
      return {
        data: data === undefined ? undefined : JSON.parse(data),
        text: data,
        errors: errors.map((error) => ({
          message: error.message,
          ...(error.path ? { path: error.path } : {}),
          code: error.extensions.code,
        })),
      };
    },
    stop: () => engine.stop(),
  };
}

export function parseValid(query: string, schema: GraphQLSchema): DocumentNode {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join("\n"));
  return document;
}

/** An honest reply as it comes over the wire: plain JSON. */
async function answer(schema: GraphQLSchema | undefined, request: SubgraphRequest): Promise<object> {
  if (!schema) throw new Error("no such subgraph");
  const document = parse(request.query);
  const invalid = validate(schema, document);
  if (invalid.length > 0) return { errors: invalid.map((error) => error.toJSON()) };
  const variableValues = JSON.parse(marked(request.variables)) as Record<string, unknown>;
  const result = await execute({ schema, document, variableValues });
  return JSON.parse(JSON.stringify(result)) as object;
}
