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
    let values: unknown[] = [root];
    let holders: (Data | unknown[])[] = [];
    let keys: (string | number)[] = [];
    for (const step of path) {
      const nextValues: unknown[] = [];
      const nextHolders: (Data | unknown[])[] = [];
      const nextKeys: (string | number)[] = [];
      const seen = values.length > 1 ? new Set<unknown>() : undefined;
      for (let index = 0; index < values.length; index++) {
        const value = values[index];
        // Shared objects are found once for each place they stand in; what is below them needs one look.
        if (seen) {
          if (seen.has(value)) continue;
          seen.add(value);
        }
        if (step.kind === "field") {
          if (!isData(value)) continue;
          const next = read(value, step.name);
          if (typeof next !== "object" || next === null) continue;
          nextValues.push(next);
          nextHolders.push(value);
          nextKeys.push(step.name);
        } else if (step.kind === "list") {
          if (Array.isArray(value)) addItems(value, nextValues, nextHolders, nextKeys);
        } else if (isData(value) && step.names.some((name) => matches(read(value, "__typename"), name))) {
          nextValues.push(value);
          nextHolders.push(holders[index] ?? []);
          nextKeys.push(keys[index] ?? 0);
        }
      }
      values = nextValues;
      holders = nextHolders;
      keys = nextKeys;
    }
    return flatten(values, holders, keys);
  };
}

/** The end of a path may still be a list, and may hold what is no object at all if a subgraph lies. */
function flatten(values: unknown[], holders: (Data | unknown[])[], keys: (string | number)[]): Targets {
  if (values.every(isData)) return { objects: values, holders, keys };
  const found: { objects: unknown[]; holders: (Data | unknown[])[]; keys: (string | number)[] } = {
    objects: [],
    holders: [],
    keys: [],
  };
  values.forEach((value, index) => {
    if (Array.isArray(value)) addItems(value, found.objects, found.holders, found.keys);
    else if (isData(value)) {
      found.objects.push(value);
      found.holders.push(holders[index] ?? []);
      found.keys.push(keys[index] ?? 0);
    }
  });
  return found as Targets;
}

function addItems(list: unknown[], values: unknown[], holders: (Data | unknown[])[], keys: (string | number)[]): void {
  for (let index = 0; index < list.length; index++) {
    const item: unknown = list[index];
    if (Array.isArray(item)) addItems(item, values, holders, keys);
    else if (isData(item)) {
      values.push(item);
      holders.push(list);
      keys.push(index);
    }
  }
}
