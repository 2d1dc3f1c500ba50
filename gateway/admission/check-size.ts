import { Refusal, REFUSALS, type RefusalCode } from "../../schema/faults.js";
import type { AdmissionLimits } from "./admission-limits.js";
import type { DocumentSize } from "./measure-document.js";

/** Which refusal says which count is over. */
const CODES = {
  operations: "TOO_MANY_OPERATIONS",
  depth: "TOO_DEEP",
  introspectionDepth: "TOO_DEEP",
  fields: "TOO_MANY_FIELDS",
  rootFields: "TOO_MANY_ROOT_FIELDS",
  aliases: "TOO_MANY_ALIASES",
  directives: "TOO_MANY_DIRECTIVES",
  directivesAtOnce: "TOO_MANY_DIRECTIVES",
  repeats: "TOO_REPETITIVE",
} as const satisfies Partial<Record<keyof DocumentSize, RefusalCode>>;

/** @throws Refusal that tells the first count that is over, and its limit */
export function checkSize(size: DocumentSize, limits: AdmissionLimits): void {
  if (size.reservedName !== undefined) throw new Refusal("NAME_REFUSED");
  if (size.circular) throw new Refusal("FRAGMENT_CYCLE");
  for (const [count, code] of Object.entries(CODES) as [keyof typeof CODES, RefusalCode][])
    if (size[count] > limits[count])
      throw new Refusal(code, `${REFUSALS[code].means} (${count}: ${size[count]}, at most ${limits[count]})`);
}
