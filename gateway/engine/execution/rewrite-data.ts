import type { Rewrite } from "../planning/prepared-plan.js";
import { isData, read, type Data } from "./data.js";

const FRAGMENT = "... on ";

/** Whether an object of this type name satisfies a type condition; an unknown name satisfies all. */
export type MatchesType = (typeName: unknown, condition: string) => boolean;

/** Applies the planner's corrections to data that comes from or goes to a subgraph, in place. */
export function rewriteData(value: unknown, rewrites: readonly Rewrite[], matches: MatchesType): void {
  for (const rewrite of rewrites) {
    const last = rewrite.path.at(-1);
    if (last !== undefined) walk(value, rewrite.path.slice(0, -1), (place) => change(place, last, rewrite), matches);
  }
}

function walk(value: unknown, path: readonly string[], visit: (place: Data) => void, matches: MatchesType): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, path, visit, matches);
    return;
  }
  if (!isData(value)) return;
  const [first, ...rest] = path;
  if (first === undefined) visit(value);
  else if (first.startsWith(FRAGMENT)) {
    if (matches(read(value, "__typename"), first.slice(FRAGMENT.length))) walk(value, rest, visit, matches);
  } else walk(read(value, first), rest, visit, matches);
}

function change(place: Data, key: string, rewrite: Rewrite): void {
  if (rewrite.kind === "ValueSetter") {
    place[key] = rewrite.setValueTo;
    return;
  }
  const value = read(place, key);
  if (value === undefined) return;
  delete place[key];
  const present = read(place, rewrite.renameKeyTo);
  if (present === undefined || present === null) place[rewrite.renameKeyTo] = value;
}
