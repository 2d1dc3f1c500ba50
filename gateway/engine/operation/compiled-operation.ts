import {
  getVariableValues,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type OperationDefinitionNode,
} from "graphql";
import { compilePlan, type CompiledPlan } from "../execution/compile-plan.js";
import type { Generation } from "../generation.js";
import { PlanFault } from "../planning/plan-fault.js";
import { compileProjection, type WriteObject } from "../projection/compile-projection.js";
import { createIncludes, type ProjectionSource } from "../projection/projection-source.js";
import type { Authorization } from "../subgraph-transport.js";
import { conditionVariables } from "./condition-variables.js";
import { createFieldKeys } from "./field-keys.js";
import { hasIntrospection } from "./introspect.js";
import { normalizeOperation } from "./normalize-operation.js";

/** A client's operation, planned and compiled; serves any number of requests. */
export interface CompiledOperation {
  readonly generation: Generation;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly plan: CompiledPlan;
  readonly variableNames: ReadonlyMap<string, string>;
  readonly introspects: boolean;
  /** About how many bytes this holds. */
  readonly size: number;
  coerceVariables(raw: Readonly<Record<string, unknown>>): CoercedVariables;
  /** How to write the answer, for these values of the variables. */
  projection(variables: Readonly<Record<string, unknown>>): WriteObject;
}

export type CoercedVariables =
  | { readonly coerced: Record<string, unknown>; readonly errors?: undefined }
  | { readonly coerced?: undefined; readonly errors: readonly GraphQLError[] };

/** Conditions with many variables have too many outcomes to keep a projection for each. */
const MAX_PROJECTIONS = 16;

/** Rejects with a `PlanFault` where the operation cannot be answered rightly. The document has to be valid. */
export async function compileOperation(
  generation: Generation,
  request: {
    readonly document: DocumentNode;
    readonly operationName?: string | undefined;
    readonly authorization?: Authorization | undefined;
    readonly overrides: readonly string[];
  },
): Promise<CompiledOperation> {
  const schema = generation.apiSchema;
  const { operation, fragments } = findOperation(request.document, request.operationName);
  const keys = createFieldKeys(operation.operation, generation.fieldNames);
  const { authorization } = request;
  const { source, variableNames } = normalizeOperation({ schema, operation, fragments, keys, authorization });
  const planned = await generation.planner.plan({ source, overrides: request.overrides });
  const plan = compilePlan(planned.plan, generation);

  const root = schema.getRootType(operation.operation);
  if (!root) throw new PlanFault("OPERATION_INVALID", `The schema has no ${operation.operation} type`);
  const conditions = conditionVariables(operation, fragments);
  const projections = new Map<string, WriteObject>();
  const definitions = operation.variableDefinitions ?? [];

  return {
    generation,
    operation,
    fragments,
    plan,
    variableNames,
    introspects: hasIntrospection(operation, fragments),
    size: source.length * 8 + planned.size * 4,
    coerceVariables(raw) {
      if (definitions.length === 0) return { coerced: {} };
      return getVariableValues(schema, definitions, raw, { maxErrors: 10 });
    },
    projection(variables) {
      const outcome = conditions.map((name) => (variables[name] === true ? "1" : "0")).join("");
      const known = projections.get(outcome);
      if (known) return known;
      if (projections.size >= MAX_PROJECTIONS) projections.clear();
      const includes = createIncludes(variables);
      const projectionSource: ProjectionSource = { schema, operation, fragments, keys, authorization, includes };
      const projection = compileProjection(projectionSource, root);
      projections.set(outcome, projection);
      return projection;
    },
  };
}

function findOperation(document: DocumentNode, operationName: string | undefined) {
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
  return { operation, fragments };
}
