import {
  baseType,
  federationMetadata,
  isCompositeType,
  isObjectType,
  possibleRuntimeTypes,
  type NamedType,
  type ObjectType,
  type Schema,
  type Supergraph,
} from "@apollo/federation-internals";

/** Which object types there can be at a place, as the whole graph and as one subgraph sees it. */
export interface PossibleTypes {
  /** Of a composite type of the supergraph; hidden ones are left out. */
  of(type: string): ReadonlySet<string>;
  /** Those a subgraph can mean by a composite type of its own: an interface object is each of the types behind it. */
  inSubgraph(subgraph: string, type: string): ReadonlySet<string>;
  /** The composite type, by its name in the subgraph, that a field of an object type leads to there. */
  behind(subgraph: string, objectType: string, field: string): string | undefined;
  /** Those that the graph as a whole knows behind a field. */
  declared(objectType: string, field: string): ReadonlySet<string>;
  /** Those that every subgraph which has the field knows to stand behind it; the planner plans for no others. */
  agreed(objectType: string, field: string): ReadonlySet<string>;
  /** Whether the subgraph knows the object type under its own name and can give this field of it with nothing but that. */
  gives(subgraph: string, objectType: string, field: string): boolean;
}

interface JoinField {
  readonly overrideLabel?: string;
}

export function readPossibleTypes(supergraph: Supergraph): PossibleTypes {
  const shown = supergraph.apiSchema();
  const known = new Map<string, ReadonlySet<string>>();

  function all(name: string): readonly string[] {
    const type = supergraph.schema.type(name);
    if (!type || !isCompositeType(type)) return [];
    return isObjectType(type) ? [name] : possibleRuntimeTypes(type).map((it) => it.name);
  }

  function remember(key: string, read: () => readonly string[]): ReadonlySet<string> {
    const types = known.get(key) ?? new Set(read().filter((it) => shown.type(it)));
    known.set(key, types);
    return types;
  }

  /** What an object of this type is in the subgraph. */
  function standIn(subgraph: string, objectType: string): ObjectType | undefined {
    const schema = supergraph.subgraphs().get(subgraph)?.schema;
    const own = schema?.type(objectType);
    if (own && isObjectType(own)) return own;
    const type = supergraph.schema.type(objectType);
    if (!schema || !type || !isObjectType(type)) return undefined;
    return type
      .interfaces()
      .map((it) => schema.type(it.name))
      .find((it): it is ObjectType => it !== undefined && isObjectType(it));
  }

  function inSubgraph(subgraph: string, name: string): ReadonlySet<string> {
    return remember(`${name} ${subgraph}`, () => {
      const type = supergraph.subgraphs().get(subgraph)?.schema.type(name);
      if (!type || !isCompositeType(type) || isObjectType(type)) return all(name);
      return possibleRuntimeTypes(type).flatMap((it) => all(it.name));
    });
  }

  function behind(subgraph: string, objectType: string, field: string): string | undefined {
    const type = standIn(subgraph, objectType)?.field(field)?.type;
    const named = type && baseType(type);
    return named && isCompositeType(named) ? named.name : undefined;
  }

  return {
    of: (type) => remember(type, () => all(type)),
    inSubgraph,
    behind,
    declared(objectType, name) {
      const named = typeBehind(supergraph.schema, objectType, name);
      return named && isCompositeType(named) ? remember(named.name, () => all(named.name)) : new Set();
    },
    agreed: (objectType, field) =>
      remember(`${objectType}.${field}`, () => {
        const known = supergraph
          .subgraphs()
          .names()
          .flatMap((subgraph) => {
            const type = behind(subgraph, objectType, field);
            return type === undefined ? [] : [inSubgraph(subgraph, type)];
          });
        return [...(known[0] ?? [])].filter((type) => known.every((types) => types.has(type)));
      }),
    gives(subgraph, objectType, name) {
      const schema = supergraph.subgraphs().get(subgraph)?.schema;
      const type = schema?.type(objectType);
      const field = type && isObjectType(type) ? type.field(name) : undefined;
      const metadata = schema && federationMetadata(schema);
      if (!field || !metadata || metadata.isFieldExternal(field)) return false;
      const whole = supergraph.schema.type(objectType);
      const told = whole && isObjectType(whole) ? whole.field(name) : undefined;
      const joins = told?.appliedDirectivesOf("join__field").map((it): JoinField => it.arguments()) ?? [];
      return (
        !field.hasAppliedDirective(metadata.requiresDirective().name) &&
        !joins.some((it) => it.overrideLabel !== undefined) &&
        field.arguments().every((it) => told?.argument(it.name) !== undefined)
      );
    },
  };
}

/** The type, without lists and what may not be null, that a field of a type leads to. */
export function typeBehind(schema: Schema | undefined, parent: string, field: string): NamedType | undefined {
  const type = schema?.type(parent);
  if (type?.kind !== "ObjectType" && type?.kind !== "InterfaceType") return undefined;
  const behind = type.field(field)?.type;
  return behind && baseType(behind);
}
