import { buildASTSchema, isInterfaceType, isObjectType, parse, type GraphQLSchema } from "graphql";
import type { PlanSurroundings } from "./execution/compile-plan.js";
import type { Planners } from "./planners/start-planners.js";
import { readRequiredFacts, type RequiredFacts } from "./projection/required-facts.js";
import type { GenerationFacts } from "./engine-options.js";
import type { SubgraphAddress, SubgraphTransport } from "./subgraph-transport.js";

/** Interfaces of which some subgraph gives objects without knowing their type, and whether any such type is hidden. */
export type InterfaceObjects = ReadonlyMap<string, { readonly hasHiddenTypes: boolean }>;

/** A supergraph, made ready to answer. It never changes; another supergraph is another generation. */
export interface Generation<Derived = unknown> extends PlanSurroundings, GenerationFacts {
  readonly fieldNames: ReadonlySet<string>;
  readonly interfaceObjects: InterfaceObjects;
  readonly requiredFacts: RequiredFacts;
  readonly overrideLabels: readonly string[];
  readonly planner: Planners;
  readonly derived: Derived;
  /** Ends the planner and the transports. */
  stop(): Promise<void>;
}

export function createGeneration<Derived>(options: {
  readonly supergraphSdl: string;
  readonly planner: Planners;
  readonly transports: (subgraph: SubgraphAddress, derived: Derived) => SubgraphTransport;
  readonly derive: (facts: GenerationFacts) => Derived;
}): Generation<Derived> {
  const { supergraphSdl, planner } = options;
  const { apiSdl, possibleTypes, interfaceObjects, subgraphs, overrideLabels, requires } = planner.facts;
  const apiSchema = buildASTSchema(parse(apiSdl, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
  const derived = options.derive({ supergraphSdl, apiSchema, subgraphs });
  const transports = new Map(
    subgraphs.map(({ name, url }) => [name, options.transports(url === "" ? { name } : { name, url }, derived)]),
  );
  return {
    supergraphSdl,
    apiSchema,
    fieldNames: fieldNamesOf(apiSchema),
    overrideLabels,
    planner,
    subgraphs,
    derived,
    possibleTypes,

    requiredFacts: readRequiredFacts(requires),
    interfaceObjects: new Map(
      interfaceObjects.map((name) => {
        const types = possibleTypes[name] ?? [];
        return [name, { hasHiddenTypes: types.some((it) => !apiSchema.getType(it)) }];
      }),
    ),
    transport(name) {
      const transport = transports.get(name);
      if (!transport) throw new Error(`The supergraph has no subgraph ${name}`);
      return transport;
    },
    async stop() {
      await Promise.allSettled([planner.stop(), ...[...transports.values()].map((it) => it.stop?.())]);
    },
  };
}

function fieldNamesOf(schema: GraphQLSchema): Set<string> {
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) || isInterfaceType(type)) for (const name of Object.keys(type.getFields())) names.add(name);
  }
  return names;
}
