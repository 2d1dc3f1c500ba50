import { Kind, print, type DocumentNode, type FieldNode, type SelectionNode } from "graphql";
import { brings, broughtBy, placeOf } from "./await-needs.js";
import { allFetches, type Fetch, type Plan, type Required } from "./plan.js";
import { namesIn } from "./names.js";
import type { SupergraphTypes } from "./supergraph-types.js";

/**
 * Parts what requires something of an entity from what does not, and from what requires something else: it is asked
 * without waiting for what only others require, and what others require with other arguments has room beside it.
 */
export function partByRequires(plan: Plan, _document: DocumentNode, types: SupergraphTypes): Plan {
  const fetches: Fetch[] = [];
  const places: number[][] = [];
  for (const fetch of plan.fetches) {
    const after = [...new Set(fetch.after.flatMap((it) => places[it] ?? []))];
    const parts = partsOf(fetch, types, plan);
    places.push(parts.map((part) => fetches.push({ ...part, after }) - 1));
  }
  return fetches.length === plan.fetches.length ? plan : { ...plan, fetches };
}

function partsOf(fetch: Fetch, types: SupergraphTypes, plan: Plan): readonly Fetch[] {
  const { subgraph, requires, selectionSet } = fetch;
  if (!requires) return [fetch];
  const parts = new Map<string, Map<SelectionNode, FieldNode[]>>();
  const needs = new Map<string, Set<string>>();
  const keys = new Set<string>();
  for (const fragment of selectionSet.selections) {
    const type = fragment.kind === Kind.INLINE_FRAGMENT ? fragment.typeCondition?.name.value : undefined;
    if (fragment.kind !== Kind.INLINE_FRAGMENT || type === undefined) return [fetch];
    for (const key of types.keys(subgraph, type)) for (const name of namesIn(key).keys()) keys.add(name);
    for (const field of fragment.selectionSet.selections) {
      if (field.kind !== Kind.FIELD) return [fetch];
      const set = types.field(subgraph, type, field.name.value)?.requires;
      const text = set ? print(set) : "";
      const part = parts.get(text) ?? new Map<SelectionNode, FieldNode[]>();
      parts.set(text, part.set(fragment, [...(part.get(fragment) ?? []), field]));
      needs.set(text, new Set([...(needs.get(text) ?? []), ...namesIn(set).keys()]));
    }
  }
  if (parts.size < 2 || comesWithObjects(fetch, needs, plan)) return [fetch];
  return [...parts].map(([text, fields]) => {
    const own = needs.get(text) ?? new Set();
    const others = [...needs.values()].flatMap((it) => [...it]).filter((it) => !own.has(it) && !keys.has(it));
    const selections = [...fields].map(([fragment, selections]) => ({
      ...fragment,
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    })) as SelectionNode[];
    return { ...fetch, selectionSet: { ...selectionSet, selections }, requires: without(requires, new Set(others)) };
  });
}

/** Whether nothing waits longer for what is required than for the objects, and one representation has room for all of it. */
function comesWithObjects(fetch: Fetch, needs: ReadonlyMap<string, ReadonlySet<string>>, plan: Plan): boolean {
  const place = placeOf(fetch);
  const before = allFetches(plan).filter((it) => placeOf(it).length < place.length || !it.requires);
  const brought = before.map(broughtBy);
  const names = [...needs.values()].flatMap((it) => [...it]);
  if (names.some((it) => /_required\d+$/.test(it))) return false;
  return names.every((it) => brought.some((one) => brings(one, [...place, it])));
}

function without(requires: readonly Required[], names: ReadonlySet<string>): Required[] {
  return requires.flatMap((it): Required[] => {
    if (it.kind === "InlineFragment") return [{ ...it, selections: without(it.selections, names) }];
    return names.has(it.alias ?? it.name) ? [] : [it];
  });
}
