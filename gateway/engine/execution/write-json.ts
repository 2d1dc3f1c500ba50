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
    case "boolean":
      return Number.isNaN(value) ? "null" : String(value);
    default:
      return value === null ? "null" : (JSON.stringify(value) ?? "null");
  }
}
