import { ExactNumber, restoreNumbers } from "../../../platform/json/exact-number.js";

/** JSON text of a string. Most strings need no escapes, and looking is cheaper than escaping. */
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

export function writeString(value: string): string {
  return NEEDS_ESCAPE.test(value) ? JSON.stringify(value) : `"${value}"`;
}

/** JSON text of any value that came out of JSON; undefined has none. */
export function writeValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return writeString(value);
    case "number":
      return Number.isFinite(value) ? String(value) : "null";
    case "boolean":
      return String(value);
    default:
      return value === null ? "null" : writeComposite(value);
  }
}

function writeComposite(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  return restoreNumbers(JSON.stringify(value) ?? "null");
}
