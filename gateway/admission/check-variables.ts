import { Refusal } from "../../schema/faults.js";
import type { AdmissionLimits } from "./admission-limits.js";

/**
 * Looks at every value once, without calling itself: the depth of what came over the wire is the caller's choice.
 * @throws Refusal VARIABLES_TOO_LARGE, NAME_REFUSED
 */
export function checkVariables(
  variables: Readonly<Record<string, unknown>>,
  { variableValues, variableDepth }: AdmissionLimits,
): void {
  let left = variableValues;
  let level: object[] = [variables];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > variableDepth) throw new Refusal("VARIABLES_TOO_LARGE");
    const below: object[] = [];
    for (const holder of level) {
      // An own key of that name is made by JSON.parse and by nothing else; merged somewhere, it would change all objects.
      if (Object.hasOwn(holder, "__proto__")) throw new Refusal("NAME_REFUSED");
      const values: unknown[] = Array.isArray(holder) ? holder : Object.values(holder);
      left -= values.length;
      if (left < 0) throw new Refusal("VARIABLES_TOO_LARGE");
      for (const value of values) if (typeof value === "object" && value !== null) below.push(value);
    }
    level = below;
  }
}
