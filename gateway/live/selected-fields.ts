import {
  getDirectiveValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { OperationRequest } from "../executor.js";

/** What an operation selects under its variables. Fragments are spread out; fields that `@skip` and `@include` drop are left out. */
export interface SelectedFields {
  /** Names of the fields of the root type, by those under which they stand in an answer. */
  readonly roots: ReadonlyMap<string, string>;
  /** Response paths of a field two levels deep, such as `participantChanged.participant`, under whatever aliases. */
  pathsOf(root: string, field: string): string[][];
  /** Names of the fields selected directly below a root field, each once. */
  namesIn(root: string): string[];
  /** Whether a field is selected at any depth. */
  includes(type: string, field: string): boolean;
}

/** Reads a valid operation. Recursion is safe: its depth is bounded on admission. */
export function readSelectedFields(schema: GraphQLSchema, operation: OperationRequest): SelectedFields {
  const { document, operationName } = operation;
  const definition = getOperationAST(document, operationName)!;
  const { coerced: variables = {} } = getVariableValues(
    schema,
    definition.variableDefinitions ?? [],
    operation.variables,
  );
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );

  function isKept(node: SelectionNode): boolean {
    if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.["if"] === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.["if"] !== false;
  }

  function fieldsOf(selectionSet: SelectionSetNode | undefined): FieldNode[] {
    return (selectionSet?.selections ?? []).filter(isKept).flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node];
      return fieldsOf(
        node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value)?.selectionSet,
      );
    });
  }

  function includes(
    selectionSet: SelectionSetNode | undefined,
    within: GraphQLNamedType,
    at: [string, string],
  ): boolean {
    if (!isObjectType(within)) return false;
    return fieldsOf(selectionSet).some(({ name: { value: name }, selectionSet: below }) => {
      if (within.name === at[0] && name === at[1]) return true;
      const field = within.getFields()[name];
      return field !== undefined && includes(below, getNamedType(field.type), at);
    });
  }

  const rootFields = (root: string) => fieldsOf(definition.selectionSet).filter(({ name }) => name.value === root);

  return {
    roots: new Map(fieldsOf(definition.selectionSet).map((field) => [keyOf(field), field.name.value])),
    pathsOf: (root, field) =>
      rootFields(root).flatMap((outer) =>
        fieldsOf(outer.selectionSet)
          .filter(({ name }) => name.value === field)
          .map((inner) => [keyOf(outer), keyOf(inner)]),
      ),
    namesIn: (root) => [
      ...new Set(rootFields(root).flatMap((outer) => fieldsOf(outer.selectionSet).map(({ name }) => name.value))),
    ],
    includes: (type, field) =>
      includes(definition.selectionSet, schema.getRootType(definition.operation)!, [type, field]),
  };
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
