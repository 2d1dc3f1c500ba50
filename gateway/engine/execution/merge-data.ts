import { ExactNumber } from "../../../platform/json/exact-number.js";
import { isData, type Data } from "./data.js";

/** Whether a name is that of an interface or union. */
export type IsAbstract = (typeName: string) => boolean;

/**
 * Adds a subgraph's answer to what we have. What is there stays where the answer says nothing or null; lists of unlike
 * length are not mixed. Parts of `source` are taken over as they are, not copied.
 */
export function mergeData(target: Data, source: Data, isAbstract: IsAbstract): void {
  for (const key in source) {
    if (key === "__proto__") continue;
    const next = source[key];
    const now = target[key];
    if (now === undefined || now === null || typeof now === "function") target[key] = next;
    else if (next === null || next === undefined || next === now) continue;
    else if (typeof now === "object" && !(now instanceof ExactNumber)) mergeComposite(now, next, isAbstract);
    else if (typeof next === "object" && !(next instanceof ExactNumber)) continue;
    // An interface object names its interface; that must not hide the type we already know.
    else if (key !== "__typename" || typeof next !== "string" || !isAbstract(next)) target[key] = next;
  }
}

function mergeComposite(now: object, next: unknown, isAbstract: IsAbstract): void {
  if (isData(now)) {
    if (isData(next)) mergeData(now, next, isAbstract);
    return;
  }
  if (!Array.isArray(now) || !Array.isArray(next) || now.length !== next.length) return;
  for (let index = 0; index < now.length; index++) {
    const ours: unknown = now[index];
    const theirs: unknown = next[index];
    if (ours === null || ours === undefined) now[index] = theirs;
    else if (typeof ours === "object" && !(ours instanceof ExactNumber)) mergeComposite(ours, theirs, isAbstract);
  }
}
