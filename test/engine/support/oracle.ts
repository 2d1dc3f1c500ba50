import { ApolloGateway } from "@apollo/gateway";
import { execute, parse, type DocumentNode, type GraphQLSchema } from "graphql";

export interface Oracle {
  /** JSON text of the data that `@apollo/gateway` gives, or what it threw. */
  ask(document: DocumentNode, source: string, variables: Record<string, unknown>): Promise<string>;
  stop(): Promise<void>;
}

/** `@apollo/gateway` over subgraphs in this process. */
export async function createOracle(
  supergraphSdl: string,
  schemas: ReadonlyMap<string, GraphQLSchema>,
): Promise<Oracle> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => ({
      async process({ request }) {
        const schema = schemas.get(name);
        if (!schema) throw new Error("no such subgraph");
        const document = parse(request.query ?? "");
        const result = await execute({ schema, document, variableValues: request.variables ?? {} });
        return JSON.parse(JSON.stringify(result)) as never;
      },
    }),
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  const { executor } = await gateway.load();
  return {
    async ask(document, source, variables) {
      const request = { query: source, variables };
      const operation = document.definitions[0];
      const given = {
        request,
        document,
        source,
        operation,
        operationName: null,
        queryHash: source,
        metrics: {},
        context: {},
        schema: gateway.schema,
        cache: new Map(),
        overallCachePolicy: {},
      };
      const result = await executor({
        ...given,
        logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
      } as never).catch((error: unknown) => ({
        data: `threw ${String(error)}`,
      }));
      return JSON.stringify(result.data);
    },
    stop: () => gateway.stop(),
  };
}

function ignore(): void {
  // The oracle's complaints are not ours.
}
