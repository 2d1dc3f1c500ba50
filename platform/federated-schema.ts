import { buildSubgraphSchema } from "@apollo/subgraph";
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import { parse, type GraphQLSchema } from "graphql";
import { buildSchemaSync, createResolversMap, type NonEmptyArray } from "type-graphql";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@requires", "@external", "@provides", "@inaccessible", "@override", "@tag", "@cost", "@listSize",
  "@authenticated", "@requiresScopes", "@policy"
])
`;

/** What a federated schema is made from. */
export interface SchemaParts {
  /** Entities and types that no field leads to. */
  readonly entities: readonly (new () => object)[];
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- as type-graphql types its resolver classes
  readonly resolvers: NonEmptyArray<Function>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each reference has its own representation and context
  readonly references: Readonly<Record<string, (representation: any, context: any) => unknown>>;
  /** SDL that decorators cannot say: directives on enums and unions. */
  readonly sdl?: string;
}

/** The federation SDL of type-graphql classes and the schema that answers it. */
export function buildFederatedSchema({ entities, resolvers, references, sdl: more }: SchemaParts): {
  sdl: string;
  schema: GraphQLSchema;
} {
  const code = buildSchemaSync({ resolvers, orphanedTypes: [...entities], validate: false, skipCheck: true });
  const sdl = `${LINK}\n${printSchemaWithDirectives(code)}\n${more ?? ""}`;
  const map = createResolversMap(code) as Record<string, Record<string, unknown>>;
  for (const [type, resolve] of Object.entries(references))
    map[type] = {
      ...map[type],
      __resolveReference: (representation: unknown, context: unknown) => resolve(representation, context),
    };
  return { sdl, schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: map as never }) };
}
