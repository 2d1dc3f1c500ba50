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
  /** Whether the subgraph names the field only to require or provide it; what it is asked by, it knows. */
  isExternal(subgraph: string, type: GraphQLCompositeType, field: string): boolean;
  /** Field set of the object behind a field that the subgraph knows without being the one to ask for it. */
  providedBy(subgraph: string, type: GraphQLCompositeType, field: string): string | undefined;
  /** Field sets that the field requires in whichever subgraph. */
  anywhere(type: string, field: string): readonly string[];
  /** The same of every field that requires something, as `Type.field`. */
  all(): Record<string, string[]>;
}

export function readRequiresOf(supergraphSdl: string, schema: GraphQLSchema): SupergraphRequires {
  const document = parse(supergraphSdl, { noLocation: true });
  const graphs = graphNames(document);
  const requires = new Map<string, string>();
  const provides = new Map<string, string>();
  const external = new Set<string>();
  const keyed = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    for (const directive of definition.directives ?? []) {
      const key = directive.name.value === "join__type" ? stringArgument(directive, "key") : undefined;
      const graph = graphs.get(enumArgument(directive, "graph") ?? "");
      for (const name of key?.match(/\w+/g) ?? []) keyed.add(`${graph} ${name}`);
    }
    for (const field of definition.fields ?? []) {
      for (const directive of field.directives ?? []) {
        if (directive.name.value !== "join__field") continue;
        const place = `${graphs.get(enumArgument(directive, "graph") ?? "")} ${type}.${field.name.value}`;
        const required = stringArgument(directive, "requires");
        if (required !== undefined) requires.set(place, required);
        if (booleanArgument(directive, "external") === true) external.add(place);
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
    isExternal: (subgraph, type, field) =>
      external.has(`${subgraph} ${type.name}.${field}`) && !keyed.has(`${subgraph} ${field}`),
    providedBy: (subgraph, type, field) => provides.get(`${subgraph} ${type.name}.${field}`),
    all() {
      const all: Record<string, string[]> = {};
      for (const [place, fields] of requires) (all[place.slice(place.indexOf(" ") + 1)] ??= []).push(fields);
      return all;
    },
    anywhere: (type, field) =>
      [...requires].flatMap(([place, fields]) => (place.endsWith(` ${type}.${field}`) ? [fields] : [])),
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

function booleanArgument(directive: ConstDirectiveNode, name: string): boolean | undefined {
  const value = directive.arguments?.find((it) => it.name.value === name)?.value;
  return value?.kind === Kind.BOOLEAN ? value.value : undefined;
}
