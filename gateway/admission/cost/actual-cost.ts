import type { CostField, CostOperation, CostSelection, Variables } from "./compile-cost.js";
import { costOfArguments } from "./estimate-cost.js";

/**
 * What an answer did cost, by the weights of the estimate and the lists as long as they came. What is null cost its
 * arguments alone; what an agency's silence left out of the answer cost nothing.
 */
export function actualCost({ selection, defaults }: CostOperation, variables: Variables, data: unknown): number {
  return ofObject(selection, data, { ...defaults, ...variables });
}

function ofObject(selection: CostSelection, data: unknown, given: Variables): number {
  if (typeof data !== "object" || data === null) return 0;
  let sum = 0;
  for (const field of selection.fields) {
    if (!Object.hasOwn(data, field.key)) continue;
    sum += ofValue(field, (data as Record<string, unknown>)[field.key], given) + costOfArguments(field, given);
  }
  for (const { applies, selection: below } of selection.spreads)
    if (!applies || applies(given)) sum += ofObject(below, data, given);
  return sum;
}

function ofValue(field: CostField, value: unknown, given: Variables): number {
  if (value === undefined || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + ofValue(field, one, given), 0);
  return field.cost.weight + (field.selection ? ofObject(field.selection, value, given) : 0);
}
