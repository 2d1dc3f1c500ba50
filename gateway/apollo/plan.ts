import { buildOperationContext } from "@apollo/gateway";
import { operationFromDocument } from "@apollo/federation-internals";
import { QueryPlanner, type QueryPlan } from "@apollo/query-planner";
import { getVariableValues } from "graphql/execution/values.js";
import { GraphQLError, Kind, type SelectionSetNode } from "graphql";
import { LRUCache } from "lru-cache";
import { isOverridden, OVERRIDE_LABELS } from "../../schema/override-labels.js";
import type { Mandate } from "../../schema/mandate.js";
import { OperationInvalid, type OperationRequest } from "../executor.js";
import type { LoadedSupergraph } from "../supergraph.js";

export type Operation = ReturnType<typeof buildOperationContext>;

export interface PlannedOperation {
  readonly operation: Operation;
  readonly plan: QueryPlan;
  readonly variables: Record<string, unknown>;
}

const MOST_PLANS = 500;

/**
 * Plans operations: which subgraph is asked what, in which order. Plans are kept by document.
 * The stage throws OperationInvalid when no operation is chosen or its variables do not fit.
 */
export function createPlanStage({ supergraph, api, apiSchema }: LoadedSupergraph) {
  const planner = new QueryPlanner(supergraph);
  const known = new LRUCache<string, QueryPlan>({ max: MOST_PLANS });

  return (
    { document, source, operationName, variables }: OperationRequest,
    mandate: Mandate | undefined,
  ): PlannedOperation => {
    const operation = chooseOperation();
    const { errors } = getVariableValues(apiSchema, operation.operation.variableDefinitions ?? [], variables);
    if (errors) throw new OperationInvalid(errors);
    const overrideConditions = new Map(OVERRIDE_LABELS.map((label) => [label, isOverridden(label, mandate)]));
    const key = JSON.stringify([source, operationName, ...overrideConditions.values()]);
    let plan = known.get(key);
    if (!plan) {
      plan = planner.buildQueryPlan(operationFromDocument(api, document, { operationName }), {
        overrideConditions,
      });
      if (!plan.node && asksForData(operation.operation.selectionSet))
        throw new Error("the planner found no way to what was asked");
      known.set(key, plan);
    }
    return { operation, plan, variables };

    function chooseOperation(): Operation {
      try {
        return buildOperationContext({
          schema: apiSchema,
          operationDocument: document,
          ...(operationName !== undefined && { operationName }),
        });
      } catch (error) {
        throw new OperationInvalid([error instanceof GraphQLError ? error : new GraphQLError(String(error))]);
      }
    }
  };
}

/** Whether a plain field of a root is asked for that a subgraph must answer; fragments are taken at their word. */
function asksForData({ selections }: SelectionSetNode): boolean {
  return selections.some(
    (node) => node.kind === Kind.FIELD && !node.name.value.startsWith("__") && !node.directives?.length,
  );
}
