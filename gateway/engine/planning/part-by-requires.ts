import { Kind, type DocumentNode, type FieldNode, type SelectionNode } from "graphql";
import { writeDocument } from "../operation/write-document.js";
import { brings, broughtBy, placeOf } from "./await-needs.js";
import { allFetches, type Fetch, type Plan, type Required } from "./plan.js";
import { namesIn } from "./names.js";
import type { SupergraphTypes } from "../supergraph/supergraph-types.js";

/** What a fetch asks of its entities, by what that requires. */
interface Parts {
  readonly fields: ReadonlyMap<string, ReadonlyMap<SelectionNode, readonly FieldNode[]>>;
  /** Names that each part requires. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names in keys. */
  readonly keys: ReadonlySet<string>;
}

/**
 * Parts what requires something of an entity from what does not, and from what requires something else: it is asked
 * without waiting for what only others require, and what others require with other arguments has room beside it. What is
 * asked elsewhere as one stays one: the answer about the same entity may be there by then.
 */
export function partByRequires(plan: Plan, _document: DocumentNode, types: SupergraphTypes): Plan {
  const read = plan.fetches.map((fetch) => readParts(fetch, types));
  const asOne = new Set(
    plan.fetches.flatMap((fetch, index) => {
      const parts = read[index];
      return parts && !isVaried(fetch) && comesWithObjects(fetch, parts.needs, plan) ? [textOf(fetch)] : [];
    }),
  );
  const fetches: Fetch[] = [];
  const places: number[][] = [];
  plan.fetches.forEach((fetch, index) => {
    const after = [...new Set(fetch.after.flatMap((it) => places[it] ?? []))];
    const parts = read[index];
    const parted = parts && (isVaried(fetch) || !asOne.has(textOf(fetch))) ? part(fetch, parts) : [fetch];
    places.push(parted.map((it) => fetches.push({ ...it, after }) - 1));
  });
  return fetches.length === plan.fetches.length ? plan : { ...plan, fetches };
}

/** Whether objects of one type bring other names than those of another, so that some may lack what a part requires. */
function isVaried({ requires = [] }: Fetch): boolean {
  return requires.length > 1;
}

function textOf({ subgraph, selectionSet }: Fetch): string {
  return subgraph + writeDocument(selectionSet);
}

/** Undefined where there is but one. */
function readParts({ subgraph, requires, selectionSet }: Fetch, types: SupergraphTypes): Parts | undefined {
  if (!requires) return undefined;
  const fields = new Map<string, Map<SelectionNode, FieldNode[]>>();
  const needs = new Map<string, Set<string>>();
  const keys = new Set<string>();
  for (const fragment of selectionSet.selections) {
    const type = fragment.kind === Kind.INLINE_FRAGMENT ? fragment.typeCondition?.name.value : undefined;
    if (fragment.kind !== Kind.INLINE_FRAGMENT || type === undefined) return undefined;
    for (const key of types.keys(subgraph, type)) for (const name of namesIn(key).keys()) keys.add(name);
    for (const field of fragment.selectionSet.selections) {
      if (field.kind !== Kind.FIELD) return undefined;
      const set = types.field(subgraph, type, field.name.value)?.requires;
      const text = set ? writeDocument(set) : "";
      const part = fields.get(text) ?? new Map<SelectionNode, FieldNode[]>();
      fields.set(text, part.set(fragment, [...(part.get(fragment) ?? []), field]));
      needs.set(text, new Set([...(needs.get(text) ?? []), ...namesIn(set).keys()]));
    }
  }
  return fields.size < 2 ? undefined : { fields, needs, keys };
}

function part(fetch: Fetch, { fields, needs, keys }: Parts): readonly Fetch[] {
  const { requires = [], selectionSet } = fetch;
  return [...fields].map(([text, fragments]) => {
    const own = needs.get(text) ?? new Set();
    const others = [...needs.values()].flatMap((it) => [...it]).filter((it) => !own.has(it) && !keys.has(it));
    const selections = [...fragments].map(([fragment, selections]) => ({
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
