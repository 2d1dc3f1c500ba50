import type { PathStep } from "../planning/prepared-plan.js";
import { isData, read, type Data } from "./data.js";
import type { MatchesType } from "./rewrite-data.js";

/** Objects found at a path, with the place each was found in: `holders[i][keys[i]] === objects[i]`. */
export interface Targets {
  readonly objects: Data[];
  readonly holders: (Data | unknown[])[];
  readonly keys: (string | number)[];
}

export type CollectTargets = (root: Data) => Targets;

export function compilePath(path: readonly PathStep[], matches: MatchesType): CollectTargets {
  return (root) => {
    let found: Found = { values: [root], holders: [[]], keys: [0] };
    for (const step of path) found = advance(step.kind === "list" ? found : open(found), step, matches);
    const { values, holders, keys } = open(found);
    return { objects: values as Data[], holders, keys };
  };
}

interface Found {
  readonly values: unknown[];
  readonly holders: (Data | unknown[])[];
  readonly keys: (string | number)[];
}

function advance(from: Found, step: PathStep, matches: MatchesType): Found {
  const next: Found = { values: [], holders: [], keys: [] };
  const { values, holders, keys } = from;
  // Shared objects are found once for each place they stand in; what is below them needs one look.
  const seen = values.length > 1 ? new Set<unknown>() : undefined;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (seen) {
      if (seen.has(value)) continue;
      seen.add(value);
    }
    if (step.kind === "list") {
      if (Array.isArray(value)) addItems(value, next, false);
    } else if (step.kind === "field") {
      const inner = read(value as Data, step.name);
      if (typeof inner === "object" && inner !== null) add(next, inner, value as Data, step.name);
    } else if (step.names.some((name) => matches(read(value as Data, "__typename"), name))) {
      add(next, value, holders[index] ?? [], keys[index] ?? 0);
    }
  }
  return next;
}

/** Lists that are still to be opened, opened; what is no object, for a subgraph may lie, left out. */
function open(found: Found): Found {
  if (found.values.every(isData)) return found;
  const opened: Found = { values: [], holders: [], keys: [] };
  found.values.forEach((value, index) => {
    if (Array.isArray(value)) addItems(value, opened, true);
    else if (isData(value)) add(opened, value, found.holders[index] ?? [], found.keys[index] ?? 0);
  });
  return opened;
}

function addItems(list: unknown[], found: Found, deep: boolean): void {
  for (let index = 0; index < list.length; index++) {
    const item: unknown = list[index];
    if (typeof item !== "object" || item === null) continue;
    if (deep && Array.isArray(item)) addItems(item, found, true);
    else add(found, item, list, index);
  }
}

function add(found: Found, value: unknown, holder: Data | unknown[], key: string | number): void {
  found.values.push(value);
  found.holders.push(holder);
  found.keys.push(key);
}
