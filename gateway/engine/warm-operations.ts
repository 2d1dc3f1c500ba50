import { validate, type DocumentNode } from "graphql";
import type { Generation } from "./generation.js";
import type { OperationCache, OperationText } from "./operation/operation-cache.js";
import { PlanFault } from "./planning/plan-fault.js";
import { OPERATION_RULES } from "./operation/operation-rules.js";
import { coerceVariables, shapeOf } from "./operation/operation-shape.js";

/** Plans operations ahead of their first request; gives how many could be. */
export async function warmOperations(
  { generation, operations }: { generation: Generation; operations: OperationCache },
  texts: readonly OperationText[],
): Promise<number> {
  const { apiSchema } = generation;
  const isValid = new Map<DocumentNode, boolean>();
  let warmed = 0;
  // One by one: between them the event loop is free for those who ask meanwhile.
  for (const text of texts) {
    const { document, operationName } = text;
    if (!isValid.has(document)) isValid.set(document, validate(apiSchema, document, OPERATION_RULES).length === 0);
    if (!isValid.get(document)) continue;
    try {
      // Conditions get the outcome of their defaults, or count as not met.
      const { coerced } = coerceVariables(apiSchema, shapeOf(document, operationName), {});
      const { overrides = [] } = text;
      await operations.find(text, coerced ?? {}, overrides);
      warmed += 1;
    } catch (error) {
      if (!(error instanceof PlanFault)) throw error;
    }
  }
  return warmed;
}
