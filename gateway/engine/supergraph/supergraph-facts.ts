import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { isAbstractType, Kind, parse, printSchema } from "graphql";
import { unlinkExecutable, withExecutableDirectives } from "./executable-directives.js";

/** What a supergraph says, for those who must not load a planner to know it. */
export interface SupergraphFacts {
  readonly apiSdl: string;
  /** Object types of each interface and union, inaccessible ones included. */
  readonly possibleTypes: Readonly<Record<string, readonly string[]>>;
  /** Interfaces of which some subgraph gives objects without knowing their type. */
  readonly interfaceObjects: readonly string[];
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** Labels of progressive overrides. */
  readonly overrideLabels: readonly string[];
  /** Field sets that each field requires, as `Type.field`. */
  readonly requires: Readonly<Record<string, readonly string[]>>;
}

/** Throws where a supergraph does not build. */
export function readFacts(supergraphSdl: string): SupergraphFacts {
  const options = { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, validateSupergraph: true };
  const supergraph = Supergraph.build(unlinkExecutable(supergraphSdl), options);
  const schema = supergraph.schema.toGraphQLJSSchema();
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
  const apiSchema = supergraph.apiSchema().toGraphQLJSSchema({ includeDefer: true });
  const isInterfaceObject = (it: { arguments(): object }) =>
    (it.arguments() as { isInterfaceObject?: boolean }).isInterfaceObject === true;
  return {
    apiSdl: printSchema(withExecutableDirectives(apiSchema)),
    possibleTypes: Object.fromEntries(
      abstract.map((it) => [it.name, schema.getPossibleTypes(it).map((one) => one.name)]),
    ),
    interfaceObjects: supergraph.schema
      .interfaceTypes()
      .filter((it) => it.appliedDirectivesOf("join__type").some(isInterfaceObject))
      .map(({ name }) => name),
    subgraphs: [...supergraph.subgraphsMetadata()].map(({ name, url }) => ({ name, url })),
    overrideLabels: labelsOf(supergraphSdl),
    requires: requiresIn(supergraphSdl),
  };
}

export function labelsOf(supergraphSdl: string): string[] {
  return [...new Set([...supergraphSdl.matchAll(/overrideLabel:\s*"([^"]*)"/g)].map(([, label = ""]) => label))];
}

function requiresIn(supergraphSdl: string): Record<string, string[]> {
  const requires: Record<string, string[]> = {};
  for (const type of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name, directives = [] } of type.fields ?? []) {
      for (const { arguments: args = [] } of directives.filter((it) => it.name.value === "join__field")) {
        const value = args.find((it) => it.name.value === "requires")?.value;
        if (value?.kind === Kind.STRING) (requires[`${type.name.value}.${name.value}`] ??= []).push(value.value);
      }
    }
  }
  return requires;
}
