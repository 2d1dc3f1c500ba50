import { buildSubgraphSchema } from "@apollo/subgraph";
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import { parse, type GraphQLSchema } from "graphql";
import { buildSchemaSync, createResolversMap } from "type-graphql";
import type { Source, Subgraph } from "./subgraph.js";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: [
  "@key", "@shareable", "@requires", "@external", "@provides", "@inaccessible", "@tag"
])
`;

/** The federation SDL of a subgraph and the schema that answers it. */
export function buildSchema<S extends Source, Load>(
  subgraph: Subgraph<S, Load>,
): { sdl: string; schema: GraphQLSchema } {
  const code = buildSchemaSync({
    resolvers: subgraph.resolvers,
    orphanedTypes: [...subgraph.entities],
    validate: false,
    skipCheck: true,
  });
  const sdl = `${LINK}\n${printSchemaWithDirectives(code)}\n${subgraph.sdl ?? ""}`;
  const resolvers = createResolversMap(code) as Record<string, Record<string, unknown>>;
  for (const [type, resolve] of Object.entries(subgraph.references))
    resolvers[type] = {
      ...resolvers[type],
      __resolveReference: (representation: unknown, context: never) => resolve(representation, context),
    };
  return { sdl, schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never }) };
}
