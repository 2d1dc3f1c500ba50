import { isData, read, type Data } from "./data.js";
import type { Fault } from "./faults.js";
import type { Run } from "./run.js";

/** Notes a subgraph's error at the object whose field it explains: the first on the error's path that is null. */
export function markErrors(
  start: Data,
  path: readonly (string | number)[],
  keys: ReadonlySet<string>,
  fault: Fault,
  run: Run,
): void {
  let holder = start;
  let key: string | undefined;
  let index: number | undefined;
  let value: unknown = start;
  for (const step of path) {
    if (value === null || value === undefined) break;
    if (Array.isArray(value)) {
      index ??= Number(step);
      value = value[Number(step)];
    } else if (isData(value)) {
      holder = value;
      key = String(step);
      index = undefined;
      value = read(value, key);
    } else break;
  }
  run.faults.mark(holder, key === undefined ? keys : new Set([key]), fault, index);
}
