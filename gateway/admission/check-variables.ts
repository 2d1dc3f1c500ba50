import { Refusal, REFUSALS } from "../../schema/faults.js";
import { atMost, type AdmissionLimits } from "./admission-limits.js";

type VariableLimits = Pick<AdmissionLimits, "variableValues" | "variableList" | "variableDepth">;

/**
 * Looks at every value once, without calling itself: the depth of what came over the wire is the caller's choice.
 * @throws Refusal VARIABLES_TOO_LARGE, NAME_REFUSED
 */
export function checkVariables(variables: Readonly<Record<string, unknown>>, limits: VariableLimits): void {
  const tooLarge = (what: string, limit: keyof VariableLimits) =>
    new Refusal("VARIABLES_TOO_LARGE", `${REFUSALS.VARIABLES_TOO_LARGE.means} (${what}: ${atMost(limit, limits)})`);
  let left = limits.variableValues;
  let level: object[] = [variables];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limits.variableDepth) throw tooLarge("values within values", "variableDepth");
    const below: object[] = [];
    for (const holder of level) {
      // An own key of that name is made by JSON.parse and by nothing else; merged somewhere, it would change all objects.
      if (Object.hasOwn(holder, "__proto__")) throw new Refusal("NAME_REFUSED");
      const isList = Array.isArray(holder);
      const values: unknown[] = isList ? holder : Object.values(holder);
      if (isList && values.length > limits.variableList) throw tooLarge(`a list of ${values.length}`, "variableList");
      left -= values.length;
      if (left < 0) throw tooLarge("values", "variableValues");
      for (const value of values) if (typeof value === "object" && value !== null) below.push(value);
    }
    level = below;
  }
}
