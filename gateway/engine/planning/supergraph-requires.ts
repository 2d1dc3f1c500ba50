import {
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
} from "graphql";

/** What the supergraph says about one field in one subgraph: which fields of the same object it requires. */
export interface SupergraphRequires {
  readonly schema: GraphQLSchema;
  /** Field sets by object type, for a field asked of `type` in `subgraph`; empty where it requires nothing. */
  of(subgraph: string, type: GraphQLCompositeType, field: string): readonly { type: string; fields: string }[];
  /** Field set of the object behind a field that the subgraph knows without being the one to ask for it. */
  providedBy(subgraph: string, type: GraphQLCompositeType, field: string): string | undefined;
  /** Field sets of the keys by which the subgraph can be asked for the type. */
  keysOf(subgraph: string, type: string): readonly string[];
}

export function readRequiresOf(supergraphSdl: string, schema: GraphQLSchema): SupergraphRequires {
  const document = parse(supergraphSdl, { noLocation: true });
  const graphs = graphNames(document);
  const requires = new Map<string, string>();
  const provides = new Map<string, string>();
  const keys = new Map<string, string[]>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    for (const directive of definition.directives ?? []) {
      const key = stringArgument(directive, "key");
      if (directive.name.value !== "join__type" || key === undefined || isFalse(directive, "resolvable")) continue;
      const place = `${graphs.get(enumArgument(directive, "graph") ?? "")} ${type}`;
      keys.set(place, [...(keys.get(place) ?? []), key]);
    }
    for (const field of definition.fields ?? []) {
      for (const directive of field.directives ?? []) {
        if (directive.name.value !== "join__field") continue;
        const place = `${graphs.get(enumArgument(directive, "graph") ?? "")} ${type}.${field.name.value}`;
        const required = stringArgument(directive, "requires");
        if (required !== undefined) requires.set(place, required);
        const provided = stringArgument(directive, "provides");
        if (provided !== undefined) provides.set(place, provided);
      }
    }
  }
  return {
    schema,
    of(subgraph, type, field) {
      if (requires.size === 0) return [];
      const types = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
      return types.flatMap((it) => {
        const fields = requires.get(`${subgraph} ${it.name}.${field}`);
        return fields === undefined ? [] : [{ type: it.name, fields }];
      });
    },
    providedBy: (subgraph, type, field) => provides.get(`${subgraph} ${type.name}.${field}`),
    keysOf: (subgraph, type) => keys.get(`${subgraph} ${type}`) ?? [],
  };
}

/** The composite type that a field of `type` leads to. */
export function typeBehind(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  field: string,
): GraphQLCompositeType | undefined {
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
  if (!definition) return undefined;
  let behind: unknown = definition.type;
  while (typeof behind === "object" && behind !== null && "ofType" in behind) behind = behind.ofType;
  const named = schema.getType(String(behind));
  return isCompositeType(named) ? named : undefined;
}

export function graphNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== "join__Graph") continue;
    for (const value of definition.values ?? []) {
      const directive = value.directives?.find((it) => it.name.value === "join__graph");
      names.set(value.name.value, (directive && stringArgument(directive, "name")) ?? value.name.value);
    }
  }
  return names;
}

export function stringArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((it) => it.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

export function enumArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((it) => it.name.value === name)?.value;
  return value?.kind === Kind.ENUM ? value.value : undefined;
}

function isFalse(directive: ConstDirectiveNode, name: string): boolean {
  const value = directive.arguments?.find((it) => it.name.value === name)?.value;
  return value?.kind === Kind.BOOLEAN && !value.value;
}
