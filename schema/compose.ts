import { composeServices } from "@apollo/composition";
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { Kind, lexicographicSortSchema, parse, print, printSchema, type DefinitionNode } from "graphql";

export interface SubgraphSdl {
  readonly name: string;
  /** Where it takes queries when nobody says otherwise. */
  readonly url: string;
  readonly sdl: string;
}

/** The documents of the contract, by file name. */
export type SchemaDocuments = ReadonlyMap<string, string>;

/** Everything that keeps subgraphs from forming one graph, at once. */
export class CompositionFailed extends Error {
  override readonly name = "CompositionFailed";
  constructor(readonly faults: readonly string[]) {
    super(["The subgraphs do not compose:", ...faults.map((fault) => `  - ${fault}`)].join("\n"));
  }
}

/**
 * Writes the contract: each subgraph's SDL, the supergraph they form, and the API that clients see. The same subgraphs
 * always give the same text, whatever the order in which their definitions were made.
 * @throws CompositionFailed
 */
export function compose(subgraphs: readonly SubgraphSdl[]): SchemaDocuments {
  const sorted = subgraphs.map(({ sdl, ...rest }) => ({ ...rest, sdl: sortDefinitions(sdl) }));
  const { supergraphSdl, errors } = composeServices(
    sorted.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (errors) throw new CompositionFailed(errors.map(({ message }) => message));
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const api = supergraph.apiSchema().toGraphQLJSSchema({ includeDefer: true });
  return new Map([
    ...sorted.map(({ name, sdl }) => [`${name}.graphql`, MADE + sdl] as const),
    ["supergraph.graphql", MADE + supergraphSdl.trimEnd() + "\n"],
    ["api.graphql", MADE + printSchema(lexicographicSortSchema(api)) + "\n"],
  ]);
}

const MADE = "# Made by `ama schema` from the classes of the subgraphs: change those, not this.\n\n";

/** Definitions by kind and name; what stands inside each keeps its own order, which is the one its author meant. */
function sortDefinitions(sdl: string): string {
  const { definitions } = parse(sdl);
  return (
    [...definitions]
      .sort((a, b) => compareText(placeOf(a), placeOf(b)))
      .map(print)
      .join("\n\n") + "\n"
  );
}

function placeOf(definition: DefinitionNode): string {
  const rank = ORDER.indexOf(definition.kind);
  const name = "name" in definition && definition.name ? definition.name.value : "";
  return `${rank === -1 ? ORDER.length : rank} ${name === "Query" ? "" : name}`;
}

const ORDER: string[] = [
  Kind.SCHEMA_EXTENSION,
  Kind.SCHEMA_DEFINITION,
  Kind.DIRECTIVE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
];

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
