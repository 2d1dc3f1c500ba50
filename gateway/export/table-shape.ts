import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { Refusal } from "../../schema/faults.js";

/** A cell of each row: its heading, and where the value stands in the row; through lists, all of their values. */
export interface Column {
  readonly heading: string;
  readonly path: readonly string[];
}

/** The one table that an operation asks for. */
export interface TableShape {
  /** Of the operation; "export" where it has none. */
  readonly name: string;
  /** Response names from the data down to the list or connection. */
  readonly path: readonly string[];
  /** Values beside the table, the same in each row of a page: of the objects around it. */
  readonly around: readonly Column[];
  readonly columns: readonly Column[];
  /** How the next page is asked for; absent for a list, which has one. */
  readonly paging?: {
    readonly variable: string;
    readonly pageInfo: string;
    readonly hasNextPage: string;
    readonly endCursor: string;
  };
}

/** A field with all that is selected of it, wherever it was written. */
interface Selected {
  readonly name: string;
  readonly node: FieldNode;
  readonly type: GraphQLOutputType;
  readonly below: readonly Selected[];
}

interface Candidate {
  readonly path: readonly Selected[];
  readonly field: Selected;
  readonly isConnection: boolean;
}

/**
 * Finds the table in an operation: its one list or connection, not counting those inside another.
 * @param wanted response names with dots between them, where there are several; the others are left out
 * @throws Refusal EXPORT_REFUSED that says what the operation needs
 */
export function tableShapeOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  wanted: string | undefined,
): TableShape {
  const operation = document.definitions.find(
    (each): each is OperationDefinitionNode =>
      each.kind === Kind.OPERATION_DEFINITION && (operationName === undefined || each.name?.value === operationName),
  );
  const root = operation?.operation === OperationTypeNode.QUERY ? schema.getQueryType() : undefined;
  if (!operation || !root) throw refused("Only a query can be exported.");
  const fragments = new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const selected = select(schema, root, [operation.selectionSet], fragments);
  const { path, field, isConnection } = choose(outermost(selected, []), wanted);
  const names = [...path, field].map(({ name }) => name);
  const name = operation.name?.value ?? "export";
  const around = aroundOf(selected, [...path, field]);
  if (!isConnection) return { name, path: names, around, columns: columnsOf(field) };
  const node = child(child(field, "edges"), "node");
  if (!node) throw refused(`Select \`edges { node { … } }\` of \`${names.join(".")}\`.`);
  return { name, path: names, around, columns: columnsOf(node), paging: pagingOf(field, names.join(".")) };
}

function select(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Selected[] {
  const found = new Map<string, { node: FieldNode; type: GraphQLOutputType; sets: SelectionSetNode[] }>();
  const gather = (within: GraphQLCompositeType, set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const fieldType = typeOf(within, selection.name.value);
        const name = selection.alias?.value ?? selection.name.value;
        if (!fieldType) continue;
        const known = found.get(name) ?? { node: selection, type: fieldType, sets: [] };
        found.set(name, known);
        if (selection.selectionSet) known.sets.push(selection.selectionSet);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      gather(isCompositeType(condition) ? condition : within, fragment.selectionSet);
    }
  };
  for (const set of sets) gather(type, set);
  return [...found].map(([name, { node, type: fieldType, sets: own }]) => {
    const named = getNamedType(fieldType);
    return { name, node, type: fieldType, below: isCompositeType(named) ? select(schema, named, own, fragments) : [] };
  });
}

/** Undefined for `__typename`, which tells a table nothing. */
function typeOf(type: GraphQLCompositeType, field: string): GraphQLOutputType | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[field]?.type : undefined;
}

/** Lists of objects and connections that are inside no other. */
function outermost(selected: readonly Selected[], path: readonly Selected[]): Candidate[] {
  return selected.flatMap((field): Candidate[] => {
    if (field.below.length === 0) return [];
    if (isConnection(field)) return [{ path, field, isConnection: true }];
    if (isListType(getNullableType(field.type))) return [{ path, field, isConnection: false }];
    return outermost(field.below, [...path, field]);
  });
}

function choose(candidates: readonly Candidate[], wanted: string | undefined): Candidate {
  const nameOf = ({ path, field }: Candidate) => [...path, field].map(({ name }) => name).join(".");
  if (wanted !== undefined) {
    const found = candidates.find((candidate) => nameOf(candidate) === wanted);
    if (found) return found;
  } else if (candidates.length === 1) return candidates[0]!;
  if (candidates.length === 0) throw refused("The query has no list that could be a table.");
  const names = candidates.map((candidate) => `table="${nameOf(candidate)}"`).join(" or ");
  throw refused(`Say which list is the table, in the \`accept\` header: ${names}.`);
}

/** Single values of the objects around the table. */
function aroundOf(selected: readonly Selected[], path: readonly Selected[]): Column[] {
  return selected.flatMap((field): Column[] => {
    if (field === path[0]) return path.length === 1 ? [] : prefixed(field.name, aroundOf(field.below, path.slice(1)));
    return outermost([field], []).length > 0 ? [] : columnsIn(field, []);
  });
}

function prefixed(name: string, columns: readonly Column[]): Column[] {
  return columns.map((column) => ({ heading: `${name}.${column.heading}`, path: [name, ...column.path] }));
}

function columnsOf(field: Selected): Column[] {
  if (field.below.length === 0) return [{ heading: field.name, path: [] }];
  return field.below.flatMap((one) => columnsIn(one, []));
}

/** @throws Refusal for pages within a row, of which only the first would be told */
function columnsIn(field: Selected, above: readonly string[]): Column[] {
  const path = [...above, field.name];
  if (isConnection(field)) throw refused(`\`${path.join(".")}\` comes in pages: ask for it in an export of its own.`);
  return field.below.length === 0
    ? [{ heading: path.join("."), path }]
    : field.below.flatMap((one) => columnsIn(one, path));
}

function pagingOf(field: Selected, name: string): NonNullable<TableShape["paging"]> {
  const pageInfo = child(field, "pageInfo");
  const [hasNextPage, endCursor] = [child(pageInfo, "hasNextPage"), child(pageInfo, "endCursor")];
  const after = field.node.arguments?.find((argument) => argument.name.value === "after")?.value;
  if (!pageInfo || !hasNextPage || !endCursor || after?.kind !== Kind.VARIABLE)
    throw refused(
      `So that all pages of \`${name}\` can be asked for, give it \`after: $after\` and select \`pageInfo { hasNextPage endCursor }\`.`,
    );
  return {
    variable: after.name.value,
    pageInfo: pageInfo.name,
    hasNextPage: hasNextPage.name,
    endCursor: endCursor.name,
  };
}

/** What was selected of a field by its name in the schema, whatever it is called in the answer. */
function child(field: Selected | undefined, name: string): Selected | undefined {
  return field?.below.find(({ node }) => node.name.value === name);
}

function isConnection({ type }: Selected): boolean {
  const named = getNamedType(type);
  return isObjectType(named) && named.name.endsWith("Connection") && "pageInfo" in named.getFields();
}

function refused(message: string): Refusal {
  return new Refusal("EXPORT_REFUSED", message);
}
