import { validate } from "graphql";
import type { Generation } from "./generation.js";
import type { OperationCache, OperationText } from "./operation/operation-cache.js";
import { coerceVariables, shapeOf } from "./operation/operation-shape.js";

/** Plans operations ahead of their first request; gives how many could be. */
export async function warmOperations(
  { generation, operations }: { generation: Generation; operations: OperationCache },
  texts: readonly OperationText[],
): Promise<number> {
  const { apiSchema } = generation;
  const valid = texts.filter(({ document }) => validate(apiSchema, document).length === 0);
  // Conditions get the outcome of their defaults, or count as not met.
  const warmed = await Promise.allSettled(
    valid.map(async (text) => {
      const { coerced } = coerceVariables(apiSchema, shapeOf(text.document, text.operationName), {});
      return operations.find(text, coerced ?? {}, []);
    }),
  );
  return warmed.filter(({ status }) => status === "fulfilled").length;
}
