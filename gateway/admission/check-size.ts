import { Refusal, REFUSALS, type RefusalCode } from "../../schema/faults.js";
import { atMost, type AdmissionLimits } from "./admission-limits.js";
import type { DocumentSize } from "./measure-document.js";

/** Which refusal says which count is over; what names the fault best, first. */
const CODES = {
  operations: "TOO_MANY_OPERATIONS",
  repeats: "TOO_REPETITIVE",
  directivesAtOnce: "TOO_MANY_DIRECTIVES",
  directives: "TOO_MANY_DIRECTIVES",
  conditions: "TOO_MANY_CONDITIONS",
  depth: "TOO_DEEP",
  introspectionDepth: "TOO_DEEP",
  nesting: "TOO_DEEP",
  aliases: "TOO_MANY_ALIASES",
  rootFields: "TOO_MANY_ROOT_FIELDS",
  fields: "TOO_MANY_FIELDS",
} as const satisfies Partial<Record<keyof DocumentSize, RefusalCode>>;

/** @throws Refusal that tells the first count that is over, and its limit */
export function checkSize(size: DocumentSize, limits: AdmissionLimits): void {
  if (size.reservedName !== undefined) throw new Refusal("NAME_REFUSED");
  if (size.circular) throw new Refusal("FRAGMENT_CYCLE");
  for (const [count, code] of Object.entries(CODES) as [keyof typeof CODES, RefusalCode][])
    if (size[count] > limits[count])
      throw new Refusal(code, `${REFUSALS[code].means} (${count}: ${size[count]}, ${atMost(count, limits)})`);
}
