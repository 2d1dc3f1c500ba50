import {
  Kind,
  parse,
  print,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DocumentNode,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from "graphql";

/** What a supergraph says of its types, as the whole graph and as each subgraph sees them. */
export interface SupergraphTypes {
  /** Object types that a composite type can be; those that the API hides are left out. */
  of(type: string): ReadonlySet<string>;
  /** Those a subgraph can mean by a composite type of its own: an interface object is each of the types behind it. */
  inSubgraph(subgraph: string, type: string): ReadonlySet<string>;
  /** The type, by its name in the subgraph, that a field of a type leads to there; undefined where it has no such field. */
  behind(subgraph: string, type: string, field: string): string | undefined;
  /** Those that the graph as a whole knows behind a field. */
  declared(objectType: string, field: string): ReadonlySet<string>;
  /** The type that the graph declares for the field. */
  declaredType(objectType: string, field: string): string | undefined;
  /** Those that every subgraph which has the field knows to stand behind it; planners plan for no others. */
  agreed(objectType: string, field: string): ReadonlySet<string>;
  /** What the subgraph says of a field of a type of its own. */
  field(subgraph: string, type: string, field: string): FieldInSubgraph | undefined;
  /** Keys by which a subgraph can be asked for a type, as field sets. */
  keys(subgraph: string, type: string): readonly SelectionSetNode[];
  /** What a field requires, in whichever subgraph. */
  requires(type: string, field: string): readonly SelectionNode[];
  isComposite(type: string): boolean;
  /** Whether the subgraph knows the type by this name. */
  isIn(subgraph: string, type: string): boolean;
  isAbstract(subgraph: string, type: string): boolean;
  /** The name of a root type. */
  root(operation: string): string;
}

export interface FieldInSubgraph {
  readonly type: string;
  /** With its lists, and whether they and it may be null. */
  readonly typeText: string;
  /** Whether the subgraph names it only to require or provide it. */
  readonly isExternal: boolean;
  readonly isOverridden: boolean;
  readonly requires: SelectionSetNode | undefined;
  readonly provides: SelectionSetNode | undefined;
  /** Arguments that come from where the object stands. */
  readonly contextual: readonly string[];
}

interface TypeModel {
  readonly kind: "object" | "interface" | "union" | "other";
  readonly isHidden: boolean;
  readonly interfaces: readonly string[];
  /** Interfaces, or members of a union, by subgraph. */
  readonly related: ReadonlyMap<string, ReadonlySet<string>>;
  readonly joins: ReadonlyMap<string, { readonly keys: SelectionSetNode[]; isInterfaceObject: boolean }>;
  readonly fields: ReadonlyMap<string, { readonly type: TypeNode; readonly joins: readonly Arguments[] }>;
}

type Arguments = Readonly<Record<string, unknown>>;

const NONE: ReadonlySet<string> = new Set();

export function readSupergraphTypes(supergraphSdl: string): SupergraphTypes {
  const document = parse(supergraphSdl, { noLocation: true });
  const graphs = graphNames(document);
  const models = new Map<string, TypeModel>();
  const roots = new Map<string, string>();
  for (const it of document.definitions) {
    if (it.kind === Kind.SCHEMA_DEFINITION) {
      for (const { operation, type } of it.operationTypes) roots.set(operation, type.name.value);
    } else if (it.kind === Kind.OBJECT_TYPE_DEFINITION || it.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      const fields = (it.fields ?? []).map(
        (field) => [field.name.value, { type: field.type, joins: joinsOf(field, "join__field", graphs) }] as const,
      );
      const kind = it.kind === Kind.OBJECT_TYPE_DEFINITION ? "object" : "interface";
      const interfaces = it.interfaces?.map(({ name }) => name.value) ?? [];
      models.set(it.name.value, {
        ...modelOf(it, graphs, "join__implements", "interface"),
        kind,
        interfaces,
        fields: new Map(fields),
      });
    } else if (it.kind === Kind.UNION_TYPE_DEFINITION) {
      const model = modelOf(it, graphs, "join__unionMember", "member");
      const all = new Set(it.types?.map(({ name }) => name.value));
      const related =
        model.related.size > 0 ? model.related : new Map([...model.joins.keys()].map((graph) => [graph, all]));
      models.set(it.name.value, { ...model, related, kind: "union", interfaces: [], fields: new Map() });
    }
  }

  const known = new Map<string, ReadonlySet<string>>();
  function remember(key: string, read: () => Iterable<string>): ReadonlySet<string> {
    const types = known.get(key) ?? new Set([...read()].filter((it) => !models.get(it)?.isHidden));
    known.set(key, types);
    return types;
  }
  const implementers = (name: string) =>
    [...models].filter(([, it]) => it.kind === "object" && it.interfaces.includes(name));
  const everywhere = (name: string): ReadonlySet<string> =>
    remember(name, () => {
      const model = models.get(name);
      if (model?.kind === "union") return [...model.related.values()].flatMap((it) => [...it]);
      return model?.kind === "interface" ? implementers(name).map(([it]) => it) : [name];
    });
  const isInterfaceObject = (graph: string, name: string) =>
    models.get(name)?.joins.get(graph)?.isInterfaceObject === true;

  function inSubgraph(graph: string, name: string): ReadonlySet<string> {
    return remember(`${name} ${graph}`, () => {
      const model = models.get(name);
      if (!model?.joins.has(graph) || model.kind === "object" || isInterfaceObject(graph, name))
        return everywhere(name);
      if (model.kind === "union") return model.related.get(graph) ?? [];
      return [...models].flatMap(([it, { kind, joins, related }]) => {
        const isObject = kind === "object" || joins.get(graph)?.isInterfaceObject;
        return isObject && related.get(graph)?.has(name) ? [...everywhere(it)] : [];
      });
    });
  }

  const read = new Map<string, FieldInSubgraph | undefined>();
  function field(graph: string, typeName: string, name: string): FieldInSubgraph | undefined {
    const key = `${graph} ${typeName}.${name}`;
    if (!read.has(key)) read.set(key, readField(graph, typeName, name));
    return read.get(key);
  }

  function readField(graph: string, typeName: string, name: string): FieldInSubgraph | undefined {
    const model = models.get(typeName);
    const found = model?.fields.get(name);
    if (!found || !model?.joins.has(graph)) return undefined;
    const join: Arguments | undefined = found.joins.length === 0 ? {} : found.joins.find((it) => it.graph === graph);
    if (!join) return undefined;
    const textOf = (it: unknown) => (typeof it === "string" ? it : undefined);
    const typeText = textOf(join.type) ?? print(found.type);
    return {
      type: typeText.replace(/[[\]!]/g, ""),
      typeText,
      isExternal: join.external === true,
      isOverridden: found.joins.some((it) => it.overrideLabel !== undefined),
      requires: readFieldSet(join.requires),
      provides: readFieldSet(join.provides),
      contextual: ((join.contextArguments ?? []) as readonly { readonly name: string }[]).map((it) => it.name),
    };
  }

  /** What an object of this type is in the subgraph. */
  function standIn(graph: string, name: string): string | undefined {
    const model = models.get(name);
    if (model?.joins.has(graph)) return name;
    return model?.interfaces.find((it) => isInterfaceObject(graph, it));
  }

  function declaredType(objectType: string, name: string): string | undefined {
    const type = models.get(objectType)?.fields.get(name)?.type;
    return type && nameOf(type);
  }

  const behind = (graph: string, name: string, of: string) => field(graph, standIn(graph, name) ?? name, of)?.type;

  return {
    of: everywhere,
    inSubgraph,
    behind,
    declaredType,
    declared: (objectType, name) => {
      const declared = declaredType(objectType, name);
      return declared === undefined || !models.has(declared) ? NONE : everywhere(declared);
    },
    agreed: (objectType, name) =>
      remember(`${objectType}.${name}`, () => {
        const sets = [...graphs.values()].flatMap((graph) => {
          const type = behind(graph, objectType, name);
          return type === undefined ? [] : [inSubgraph(graph, type)];
        });
        return [...(sets[0] ?? [])].filter((it) => sets.every((types) => types.has(it)));
      }),
    field,
    keys: (graph, name) => models.get(name)?.joins.get(graph)?.keys ?? [],
    requires: (type, name) =>
      [...graphs.values()].flatMap((graph) => field(graph, type, name)?.requires?.selections ?? []),
    isComposite: (name) => models.has(name),
    isIn: (graph, name) => models.get(name)?.joins.has(graph) ?? false,
    isAbstract: (graph, name) => {
      const kind = models.get(name)?.kind;
      return kind === "union" || (kind === "interface" && !isInterfaceObject(graph, name));
    },
    root: (operation) => roots.get(operation) ?? operation.charAt(0).toUpperCase() + operation.slice(1),
  };
}

/** A field set as a directive writes it. */
export function readFieldSet(fields: unknown): SelectionSetNode | undefined {
  if (typeof fields !== "string" || fields.trim() === "") return undefined;
  const [definition] = parse(`{${fields}}`, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : undefined;
}

type Definition = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

function modelOf(definition: Definition, graphs: ReadonlyMap<string, string>, relation: string, name: string) {
  const joins = new Map<string, { readonly keys: SelectionSetNode[]; isInterfaceObject: boolean }>();
  for (const it of joinsOf(definition, "join__type", graphs)) {
    const graph = String(it.graph);
    const join = joins.get(graph) ?? { keys: [], isInterfaceObject: false };
    const key = it.resolvable === false ? undefined : readFieldSet(it.key);
    if (key) join.keys.push(key);
    join.isInterfaceObject ||= it.isInterfaceObject === true;
    joins.set(graph, join);
  }
  const related = new Map<string, Set<string>>();
  for (const it of joinsOf(definition, relation, graphs)) {
    const graph = String(it.graph);
    related.set(graph, (related.get(graph) ?? new Set<string>()).add(String(it[name])));
  }
  const isHidden = definition.directives?.some((it) => it.name.value === "inaccessible") ?? false;
  return { joins, related, isHidden };
}

/** Arguments of each use of a directive, with the subgraph by its own name. */
function joinsOf({ directives = [] }: Definition, name: string, graphs: ReadonlyMap<string, string>): Arguments[] {
  return directives
    .filter((it) => it.name.value === name)
    .map(({ arguments: args = [] }) => {
      const given = Object.fromEntries(
        args.map((it): [string, unknown] => [it.name.value, valueFromASTUntyped(it.value)]),
      );
      return "graph" in given ? { ...given, graph: graphs.get(String(given.graph)) } : given;
    });
}

function graphNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== "join__Graph") continue;
    for (const { name, directives } of definition.values ?? []) {
      const [join] = joinsOf({ directives }, "join__graph", names);
      names.set(name.value, typeof join?.name === "string" ? join.name : name.value);
    }
  }
  return names;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
