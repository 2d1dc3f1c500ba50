import {
  executeSync,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

const ABOUT_SCHEMA = new Set(["__schema", "__type"]);

export function hasIntrospection(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): boolean {
  return (operation.operation as string) === "query" && introspectionOf(operation.selectionSet, fragments).length > 0;
}

/** Answers the fields about the schema, without any subgraph; gives their values by response name. */
export function introspect(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Readonly<Record<string, unknown>>,
): { readonly data: Readonly<Record<string, unknown>>; readonly errors: readonly GraphQLError[] } {
  const selections = introspectionOf(operation.selectionSet, fragments);
  const { data, errors } = executeSync({
    schema,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [{ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } }, ...fragments.values()],
    },
    variableValues: variables,
  });
  return { data: data ?? {}, errors: errors ?? [] };
}

/** The root selections, fragments opened, without what is not about the schema. */
function introspectionOf(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  seen: ReadonlySet<string> = new Set(),
): SelectionNode[] {
  return set.selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return ABOUT_SCHEMA.has(selection.name.value) ? [selection] : [];
    const name = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : undefined;
    if (name !== undefined && seen.has(name)) return [];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(name ?? "");
    if (!inner) return [];
    const below = name === undefined ? seen : new Set([...seen, name]);
    const selections = introspectionOf(inner.selectionSet, fragments, below);
    if (selections.length === 0) return [];
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        directives: selection.directives ?? [],
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
    ];
  });
}
