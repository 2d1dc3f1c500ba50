import {
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from "graphql";
import type { FieldKeys } from "../operation/field-keys.js";
import type { Authorization } from "../subgraph-transport.js";

/** A client's operation with all that decides what of it is answered. */
export interface ProjectionSource {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly keys: FieldKeys;
  readonly authorization: Authorization | undefined;
  /** Whether `@skip` and `@include` leave the selection in. */
  includes(selection: SelectionNode): boolean;
}

export type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** For one set of values of the variables that conditions use. */
export function createIncludes(variables: Readonly<Record<string, unknown>>): (selection: SelectionNode) => boolean {
  return (selection) => {
    for (const directive of selection.directives ?? []) {
      const name = directive.name.value;
      if (name !== "skip" && name !== "include") continue;
      const value = directive.arguments?.find((it) => it.name.value === "if")?.value;
      const holds =
        value?.kind === Kind.VARIABLE
          ? variables[value.name.value] === true
          : value?.kind === Kind.BOOLEAN && value.value;
      if (holds === (name === "skip")) return false;
    }
    return true;
  };
}

export function doesFragmentTypeApply(
  schema: GraphQLSchema,
  condition: NamedTypeNode | undefined,
  type: GraphQLObjectType,
): boolean {
  if (!condition || condition.name.value === type.name) return true;
  const conditional = schema.getType(condition.name.value);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}
