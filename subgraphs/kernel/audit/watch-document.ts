import {
  getNamedType,
  GraphQLError,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";

/** Types that tell of one participant, by name: how the value found under `WHO` gives the participant's id. */
export type Subjects = ReadonlyMap<string, (id: string) => string>;

/** Aliases no document may use: they are put into every one, and taken out of every answer. */
export const WHO = "__ama_who";
export const IS = "__ama_is";

/** A document that also asks of whom it tells, and where in its answers people are. */
export interface WatchedDocument {
  readonly document: DocumentNode;
  /** Undefined when no answer can tell of anybody. */
  readonly root: Shape | undefined;
  /** Every field that may tell of somebody; a `ShapeField` points into it. */
  readonly told: readonly ToldField[];
}

export interface ToldField {
  /** `Type.field`. */
  readonly name: string;
  /** Whether only rules of other parts of the graph get it. */
  readonly byRule: boolean;
}

/** What one selection asks of an object, as far as people are in it. */
export interface Shape {
  /** Where fields depend on the object's type: by the type's name. */
  readonly byType?: ReadonlyMap<string, Shape>;
  /** How the id of whom it tells is read, where this object begins to tell of a participant. */
  readonly who?: (value: unknown) => string | undefined;
  /** Whether a participant further up goes on being the one it tells of. */
  readonly keeps?: boolean;
  readonly fields: readonly ShapeField[];
}

export interface ShapeField {
  readonly key: string;
  /** Its place in `told`; undefined outside everything that tells of somebody. */
  readonly told: number | undefined;
  readonly nullable: boolean;
  readonly itemNullable: boolean;
  readonly child: Shape | undefined;
}

const PERSON = "Participant";

/** The types of a schema that tell of one participant each. @param declared those whose own id says of whom */
export function findSubjects(
  schema: GraphQLSchema,
  declared: Readonly<Record<string, (id: string) => string>>,
): Subjects {
  const subjects = new Map<string, (id: string) => string>([[PERSON, same], ...Object.entries(declared)]);
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !subjects.has(type.name) && !isRoot(type) && tellsOfOne(type))
      subjects.set(type.name, same);
  return subjects;

  function isRoot(type: GraphQLObjectType): boolean {
    return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
  }
}

const same = (id: string): string => id;

function tellsOfOne(type: GraphQLObjectType): boolean {
  const field = type.getFields()["participant"];
  return field !== undefined && isObjectType(nullableOf(field.type)) && getNamedType(field.type).name === PERSON;
}

/** Where a selection stands: outside everything that tells of a participant, or within, for people or for rules. */
type Within = "nobody" | "told" | "rule";

export function watchDocument(schema: GraphQLSchema, subjects: Subjects, document: DocumentNode): WatchedDocument {
  const told: ToldField[] = [];
  const places = new Map<string, number>();
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const type = operation && schema.getRootType(operation.operation);
  if (!type) return { document, root: undefined, told };
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const root = shapeOf(type, [operation.selectionSet], "nobody");
  if (root) refuseOurAliases(document);
  return { document: root ? askWho(schema, subjects, document) : document, root, told };

  function shapeOf(on: GraphQLOutputType, sets: readonly SelectionSetNode[], within: Within): Shape | undefined {
    const named = getNamedType(on);
    if (isAbstractType(named)) {
      const byType = new Map(
        schema.getPossibleTypes(named).flatMap((one) => {
          const shape = shapeOf(one, sets, within);
          return shape ? [[one.name, shape] as const] : [];
        }),
      );
      return byType.size > 0 ? { byType, fields: [] } : undefined;
    }
    if (!isObjectType(named)) return undefined;
    const readId = subjects.get(named.name);
    const here = within === "nobody" && readId ? "told" : within;
    const fields = [...collect(named, sets)].flatMap(([key, nodes]) => fieldOf(named, key, nodes, here));
    if (here === "nobody" && fields.length === 0) return undefined;
    return readId ? { fields, who: readerOf(readId), keeps: named.name !== PERSON } : { fields };
  }

  function fieldOf(on: GraphQLObjectType, key: string, nodes: readonly FieldNode[], within: Within): ShapeField[] {
    const field = on.getFields()[nodes[0]!.name.value];
    if (!field) return [];
    const inner = within === "told" && isInaccessible(field) ? "rule" : within;
    const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
    const child = shapeOf(field.type, sets, inner);
    if (!child && inner === "nobody") return [];
    const place = inner === "nobody" ? undefined : placeOf(`${on.name}.${field.name}`, inner === "rule");
    const list = nullableOf(field.type);
    const itemNullable = isListType(list) && !isNonNullType(list.ofType);
    return [{ key, told: place, nullable: !isNonNullType(field.type), itemNullable, child }];
  }

  function placeOf(name: string, byRule: boolean): number {
    const known = places.get(`${name} ${byRule}`);
    if (known !== undefined) return known;
    places.set(`${name} ${byRule}`, told.length);
    return told.push({ name, byRule }) - 1;
  }

  /** The fields selected on an object of this type, by response key, fragments spread out. */
  function collect(
    on: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    into = new Map<string, FieldNode[]>(),
  ): Map<string, FieldNode[]> {
    for (const { selections } of sets)
      for (const node of selections) {
        if (node.kind === Kind.FIELD) {
          const key = (node.alias ?? node.name).value;
          into.set(key, [...(into.get(key) ?? []), node]);
          continue;
        }
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        if (fragment && applies(fragment.typeCondition?.name.value, on)) collect(on, [fragment.selectionSet], into);
      }
    return into;
  }

  function applies(condition: string | undefined, on: GraphQLObjectType): boolean {
    if (condition === undefined || condition === on.name) return true;
    const wide = schema.getType(condition);
    return isAbstractType(wide) && schema.isSubType(wide, on);
  }
}

function isInaccessible({ astNode }: GraphQLField<unknown, unknown>): boolean {
  return Boolean(astNode?.directives?.some(({ name }) => name.value === "inaccessible"));
}

function readerOf(readId: (id: string) => string): (value: unknown) => string | undefined {
  return (value) => {
    const id = typeof value === "object" && value !== null ? (value as { id?: unknown }).id : value;
    try {
      return typeof id === "string" ? readId(id) : undefined;
    } catch {
      return undefined;
    }
  };
}

/** @throws GraphQLError: under our alias a document could have us take any other text for an id */
function refuseOurAliases(document: DocumentNode): void {
  visit(document, {
    Field({ alias }) {
      if (alias?.value === WHO || alias?.value === IS) throw new GraphQLError(`The name ${alias.value} is ours.`);
    },
  });
}

/** Puts the questions of whom an object tells, and of which type it is, wherever the answers will be looked through. */
function askWho(schema: GraphQLSchema, subjects: Subjects, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(node) {
          const type = types.getParentType();
          if (!isCompositeType(type)) return undefined;
          if (isAbstractType(type)) return { ...node, selections: [...node.selections, alias(IS, "__typename")] };
          if (!subjects.has(type.name)) return undefined;
          const byId = !("participant" in type.getFields());
          const who = byId ? alias(WHO, "id") : alias(WHO, "participant", alias("id", "id"));
          return { ...node, selections: [...node.selections, who] };
        },
      },
    }),
  );
}

function alias(key: string, field: string, ...selections: FieldNode[]): FieldNode {
  return {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: key },
    name: { kind: Kind.NAME, value: field },
    ...(selections.length > 0 && { selectionSet: { kind: Kind.SELECTION_SET, selections } }),
  };
}

function nullableOf(type: GraphQLOutputType): GraphQLOutputType {
  return isNonNullType(type) ? type.ofType : type;
}
