import {
  getNamedType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
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
import { askWho, refuseOurAliases } from "./ask-who.js";
import { nullableOf, PERSON, type Population } from "./find-population.js";
import { tellsOfPersons } from "./silent-arguments.js";

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
