import {
  isAbstractType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { InterfaceObjects } from "../generation.js";
import type { FieldKeys } from "../operation/field-keys.js";
import type { UnplannedType } from "../planning/prepared-plan.js";
import type { Deferral, DeferredSelection } from "../operation/deferral.js";
import type { Includes } from "../operation/conditions.js";
import type { RequiredFacts } from "./required-facts.js";
import type { Authorization } from "../subgraph-transport.js";

/** A client's operation with all that decides what of it is answered. */
export interface ProjectionSource {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly keys: FieldKeys;
  readonly authorization: Authorization | undefined;
  readonly includes: Includes;
  readonly deferral: Deferral | undefined;
  readonly interfaceObjects: InterfaceObjects;
  readonly requiredFacts: RequiredFacts;
  /** Types of which not all that was asked comes, by the keys that lead to them from here. */
  readonly unplanned: readonly UnplannedType[] | undefined;
}

export interface CollectedFields {
  readonly fields: ReadonlyMap<string, readonly FieldNode[]>;
  readonly deferred: readonly (DeferredSelection & { readonly sets: readonly SelectionSetNode[] })[];
}

export function doesFragmentTypeApply(
  schema: GraphQLSchema,
  condition: NamedTypeNode | undefined,
  type: GraphQLObjectType | GraphQLInterfaceType,
): boolean {
  if (!condition || condition.name.value === type.name) return true;
  const conditional = schema.getType(condition.name.value);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}
