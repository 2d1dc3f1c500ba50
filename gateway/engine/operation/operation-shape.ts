import {
  getVariableValues,
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { PlanFault } from "../planning/plan-fault.js";
import { conditionVariables } from "./conditions.js";
import { hasIntrospection } from "./introspect.js";

/** What can be said of an operation before the values of its variables are known. */
export interface OperationShape {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Variables on which it depends which fields are asked. */
  readonly conditions: readonly string[];
  readonly introspects: boolean;
  /** Whether the document holds no other operation. */
  readonly isOnly: boolean;
  /** Of all fields that it asks for, on whichever types. */
  readonly fieldNames: ReadonlySet<string>;
}

const shapes = new WeakMap<DocumentNode, Map<string | undefined, OperationShape>>();

/** Throws a `PlanFault` where the document has no operation of that name, or several. */
export function shapeOf(document: DocumentNode, operationName: string | undefined): OperationShape {
  const known = shapes.get(document) ?? new Map<string | undefined, OperationShape>();
  shapes.set(document, known);
  const shape = known.get(operationName) ?? createShape(document, operationName);
  known.set(operationName, shape);
  return shape;
}

function createShape(document: DocumentNode, operationName: string | undefined): OperationShape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const named = operationName === undefined ? operations : operations.filter((it) => it.name?.value === operationName);
  const [operation] = named;
  if (!operation || named.length > 1) {
    throw new PlanFault("OPERATION_INVALID", "The document does not hold exactly one operation of that name");
  }
  return {
    operation,
    fragments,
    conditions: conditionVariables(operation, fragments),
    introspects: hasIntrospection(operation, fragments),
    isOnly: operations.length === 1,
    fieldNames: fieldNamesIn([operation, ...fragments.values()]),
  };
}

function fieldNamesIn(definitions: readonly (OperationDefinitionNode | FragmentDefinitionNode)[]): Set<string> {
  const names = new Set<string>();
  for (const definition of definitions) visit(definition, { Field: ({ name }) => void names.add(name.value) });
  return names;
}

export type CoercedVariables =
  | { readonly coerced: Record<string, unknown>; readonly errors?: undefined }
  | { readonly coerced?: undefined; readonly errors: readonly GraphQLError[] };

export function coerceVariables(
  schema: GraphQLSchema,
  { operation }: OperationShape,
  raw: Readonly<Record<string, unknown>>,
): CoercedVariables {
  const definitions = operation.variableDefinitions ?? [];
  return definitions.length === 0 ? { coerced: {} } : getVariableValues(schema, definitions, raw, { maxErrors: 10 });
}
