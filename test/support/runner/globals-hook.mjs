const GLOBALS = new URL("globals.mjs", import.meta.url).href;

/** Jest's own `@jest/globals` only works in its own runner. */
export function resolve(specifier, context, next) {
  return specifier === "@jest/globals" ? { url: GLOBALS, shortCircuit: true } : next(specifier, context);
}
