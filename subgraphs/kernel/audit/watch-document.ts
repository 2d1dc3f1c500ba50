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
  type VariableDefinitionNode,
} from "graphql";
import { allCoordinatesOf, coordinatesOf, givenArguments } from "../given-arguments.js";
import { tellsOfPersons } from "./silent-arguments.js";

/** Types that tell of one participant, by name: how the value found under `WHO` gives the participant's id. */
export type Subjects = ReadonlyMap<string, (id: string) => string>;

/** What a schema says of where people are. */
export interface Population {
  readonly subjects: Subjects;
  /** Connections whose items tell of a participant each: the type of the items, by the connection's name. */
  readonly pages: ReadonlyMap<string, string>;
  /** Connections and edges, of people or not: that one stands in them says no more than what led there. */
  readonly holders: ReadonlySet<string>;
}

/** Aliases no document may use: they are put into every one, and taken out of every answer. */
export const WHO = "__ama_who";
export const IS = "__ama_is";
export const PAGE = "__ama_page";
export const COUNTED = "__ama_counted";
const OURS: ReadonlySet<string> = new Set([WHO, IS, PAGE, COUNTED]);

/** Whether something in an answer is there because we asked for it, and not the document. */
export function isOurs(path: readonly (string | number)[] | undefined): boolean {
  return path?.some((key) => typeof key === "string" && OURS.has(key)) ?? false;
}

/** A document that also asks of whom it tells, and where in its answers people are. */
export interface WatchedDocument {
  readonly document: DocumentNode;
  /** Undefined when no answer can tell of anybody. */
  readonly root: Shape | undefined;
  /** Everything that may tell of somebody; places are indices into it. */
  readonly told: readonly ToldField[];
  readonly variables: readonly VariableDefinitionNode[];
}

export interface ToldField {
  /** A schema coordinate: `Type.field`, and for what was asked by `Type.field(argument:)` or `Input.field`. */
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
  /** How the id of an item is read, where this is a page of people: its items stand under `PAGE` and `COUNTED`. */
  readonly page?: (value: unknown) => string | undefined;
  readonly fields: readonly ShapeField[];
}

export interface ShapeField {
  readonly key: string;
  /** Its place in `told`; undefined outside everything that tells of somebody. */
  readonly told: number | undefined;
  /** Its place in `told` where it leads to people and tells, by doing so, something of them. */
  readonly leads: number | undefined;
  /** The places of what it was asked by. @param variables coerced */
  readonly criteria?: (variables: Readonly<Record<string, unknown>>) => readonly number[];
  readonly nullable: boolean;
  readonly itemNullable: boolean;
  readonly child: Shape | undefined;
}

const PERSON = "Participant";

/**
 * Where people are in a schema.
 * @param declared types whose own id says of whom they tell
 * @throws Error where a connection of people does not say whom it counts
 */
export function findPopulation(
  schema: GraphQLSchema,
  declared: Readonly<Record<string, (id: string) => string>>,
): Population {
  const subjects = findSubjects(schema, declared);
  const pages = new Map<string, string>();
  const holders = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const edge = type.getFields()["edges"] && getNamedType(type.getFields()["edges"]!.type);
    const node = isObjectType(edge) && edge.getFields()["node"] && getNamedType(edge.getFields()["node"]!.type);
    if (!isObjectType(edge) || !isObjectType(node)) continue;
    holders.add(type.name).add(edge.name);
    if (!subjects.has(node.name)) continue;
    if (!type.getFields()["counted"])
      throw new Error(`${type.name} lists people: it needs a field \`counted\`, for the access log.`);
    pages.set(type.name, node.name);
  }
  return { subjects, pages, holders };
}

/** The types of a schema that tell of one participant each. */
function findSubjects(schema: GraphQLSchema, declared: Readonly<Record<string, (id: string) => string>>): Subjects {
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

export function watchDocument(schema: GraphQLSchema, population: Population, document: DocumentNode): WatchedDocument {
  const { subjects, pages, holders } = population;
  const told: ToldField[] = [];
  const places = new Map<string, number>();
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const type = operation && schema.getRootType(operation.operation);
  const variables = operation?.variableDefinitions ?? [];
  if (!type) return { document, root: undefined, told, variables };
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const root = shapeOf(type, [operation.selectionSet], "nobody");
  if (root) refuseOurAliases(document);
  return { document: root ? askWho(schema, population, document) : document, root, told, variables };

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
    const selected = collect(named, sets);
    const fields = [...selected].flatMap(([key, nodes]) => fieldOf(named, key, nodes, here));
    const page = pages.get(named.name);
    if (page && [...selected.values()].some(([node]) => node?.name.value !== "__typename"))
      return { fields, page: readerOf(subjects.get(page)!) };
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
    const name = `${on.name}.${field.name}`;
    const place = inner === "nobody" ? undefined : placeOf(name, inner === "rule");
    const isLeading = child && !subjects.has(on.name) && !holders.has(on.name) && !field.name.startsWith("_");
    const leads = isLeading ? placeOf(name, false) : undefined;
    const criteria = criteriaOf(on, field, nodes[0]!, inner === "rule");
    const list = nullableOf(field.type);
    const itemNullable = isListType(list) && !isNonNullType(list.ofType);
    const nullable = !isNonNullType(field.type);
    return [{ key, told: place, leads, ...(criteria && { criteria }), nullable, itemNullable, child }];
  }

  /** Which places a field's arguments have, depending on what variables give. */
  function criteriaOf(
    on: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    byRule: boolean,
  ): ShapeField["criteria"] {
    const telling = field.args.filter((argument) => tellsOfPersons(on.name, field.name, argument.name));
    if (!node.arguments?.length || telling.length === 0) return undefined;
    const coordinates = new Map(
      telling
        .flatMap((argument) => allCoordinatesOf(on.name, field, argument))
        .map((name) => [name, placeOf(name, byRule)]),
    );
    return (values) => {
      const given = givenArguments(field, node, values);
      return telling.flatMap((argument) =>
        given.has(argument.name)
          ? [...coordinatesOf(on.name, field, argument, given.get(argument.name))].map((name) => coordinates.get(name)!)
          : [],
      );
    };
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
      if (alias && OURS.has(alias.value)) throw new GraphQLError(`The name ${alias.value} is ours.`);
    },
  });
}

/** Puts the questions of whom an object tells, and of which type it is, wherever the answers will be looked through. */
function askWho(schema: GraphQLSchema, { subjects, pages }: Population, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(node) {
          const type = types.getParentType();
          if (!isCompositeType(type)) return undefined;
          if (isAbstractType(type)) return { ...node, selections: [...node.selections, alias(IS, "__typename")] };
          const page = pages.get(type.name);
          if (page) return { ...node, selections: [...node.selections, ...askPage(page, node)] };
          return subjects.has(type.name) ? { ...node, selections: [...node.selections, who(type)] } : undefined;
        },
      },
    }),
  );

  /** Who is on a page, where its own items do not say so, and who is counted where they are few. */
  function askPage(node: string, { selections }: SelectionSetNode): FieldNode[] {
    const asked = selections.filter((one) => one.kind === Kind.FIELD && one.name.value !== "__typename") as FieldNode[];
    const item = who(schema.getType(node) as GraphQLObjectType);
    const isOfPage = asked.some(({ name }) => name.value === "edges" || name.value === "pageInfo");
    return [
      ...(isOfPage && !asked.some(asksItems) ? [alias(PAGE, "edges", alias("node", "node", item))] : []),
      ...(asked.length > 0 ? [alias(COUNTED, "counted", item)] : []),
    ];
  }
}

/** Whether a field is `edges` with their items, whatever the variables. */
function asksItems({ name, directives, selectionSet }: FieldNode): boolean {
  if (name.value !== "edges" || directives?.length) return false;
  return Boolean(
    selectionSet?.selections.some(
      (one) => one.kind === Kind.FIELD && one.name.value === "node" && !one.directives?.length,
    ),
  );
}

function who(type: GraphQLObjectType): FieldNode {
  return "participant" in type.getFields() ? alias(WHO, "participant", alias("id", "id")) : alias(WHO, "id");
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
