import { Kind, type SelectionSetNode } from "graphql";
import { operationOf } from "./operation-of.js";
import type { PlannedFetch } from "./plan-fetches.js";

/** Response names that fetches bring, each with those below it. */
export type Fetched = Map<string, Fetched>;

/** By name alone: of which types they are is not told apart. */
export function fetchedBy(planned: readonly PlannedFetch[]): Fetched {
  const fetched: Fetched = new Map();
  for (const { node, path } of planned) {
    let place = fetched;
    for (const step of path) if (step.kind === "field") place = enter(place, step.name);
    const definition = operationOf(node);
    if (!definition) continue;
    for (const selection of definition.selectionSet.selections) {
      const set = node.requires && selection.kind === Kind.FIELD ? selection.selectionSet : definition.selectionSet;
      if (set) addFetched(place, set);
    }
    for (const rewrite of node.outputRewrites ?? []) {
      if (rewrite.kind === "KeyRenamer") rename(place, rewrite.path, rewrite.renameKeyTo);
    }
  }
  return fetched;
}

function enter(place: Fetched, name: string): Fetched {
  const known = place.get(name);
  if (known) return known;
  const created: Fetched = new Map();
  place.set(name, created);
  return created;
}

function addFetched(place: Fetched, set: SelectionSetNode): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const inner = enter(place, (selection.alias ?? selection.name).value);
      if (selection.selectionSet) addFetched(inner, selection.selectionSet);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) addFetched(place, selection.selectionSet);
  }
}

function rename(place: Fetched, path: readonly string[], to: string): void {
  const names = path.filter((it) => !it.startsWith("... on ") && it !== "@");
  const last = names.pop();
  let parent: Fetched | undefined = place;
  for (const name of names) parent = parent?.get(name);
  const renamed = last === undefined ? undefined : parent?.get(last);
  if (!parent || !renamed) return;
  const target = enter(parent, to);
  for (const [name, inner] of renamed) target.set(name, inner);
}
