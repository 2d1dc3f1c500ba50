import { ExactNumber } from "../../../platform/json/exact-number.js";

/** An object of a subgraph's answer, or of ours while it grows. */
export type Data = Record<string, unknown>;

export function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/**
 * Reads a field. Names like `constructor` are on every object through its prototype; only what the subgraph said counts.
 */
export function read(source: Data, key: string): unknown {
  const value = source[key];
  return typeof value === "function" ? undefined : value;
}

/** A copy that can grow apart from the original; objects that stand in several places stay one object in the copy. */
export function copyData<T>(value: T, copies = new Map<object, unknown>()): T {
  if (typeof value !== "object" || value === null || value instanceof ExactNumber) return value;
  const known = copies.get(value);
  if (known !== undefined) return known as T;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    copies.set(value, list);
    for (const item of value) list.push(copyData(item, copies));
    return list as T;
  }
  const copy: Data = {};
  copies.set(value, copy);
  const source = value as Data;
  for (const key in source) if (key !== "__proto__") copy[key] = copyData(source[key], copies);
  return copy as T;
}

/** Whether two values say the same, to any depth. */
export function sameData(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    for (let index = 0; index < left.length; index++) if (!sameData(left[index], right[index])) return false;
    return true;
  }
  if (Array.isArray(right)) return false;
  if (left instanceof ExactNumber || right instanceof ExactNumber)
    return left instanceof ExactNumber && right instanceof ExactNumber && left.text === right.text;
  const a = left as Data;
  const b = right as Data;
  let count = 0;
  for (const key in a) {
    if (!sameData(a[key], b[key])) return false;
    count++;
  }
  for (const _ in b) count--;
  return count === 0;
}
