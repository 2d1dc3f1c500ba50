import {
  isCompositeType,
  Kind,
  parse,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { fetchedBy, type Fetched } from "./fetched-by.js";
import { takeOutUnmet, type UnmetRequire } from "./find-unmet-requires.js";
import { partFetches } from "./part-conflicting-requires.js";
import { openEntityFetch } from "./part-entity-fetch.js";
import { PlanFault } from "./plan-fault.js";
import type { PlannedFetch } from "./plan-fetches.js";
import type { PathStep } from "./prepared-plan.js";
import { onType } from "./selections.js";
import type { SupergraphRequires } from "./supergraph-requires.js";

/**
 * Asks for what the planner did not see to: adds the unmet fields, and all that they require, to the operation itself,
 * for which the planner then finds the way. Nothing of it reaches the client.
 */
export function askForUnmet(
  document: DocumentNode,
  unmet: readonly UnmetRequire[],
  supergraph: SupergraphRequires,
): DocumentNode {
  const [operation, ...fragments] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return document;
  const byName = new Map(
    fragments.flatMap((it) => (it.kind === Kind.FRAGMENT_DEFINITION ? [[it.name.value, it]] : [])),
  );

  function add(set: SelectionSetNode, path: readonly PathStep[], added: SelectionNode): SelectionSetNode {
    const [step, ...rest] = path;
    if (step === undefined) return { ...set, selections: [...set.selections, added] };
    if (step.kind !== "field") return add(set, rest, added);
    const selections = set.selections.map((selection): SelectionNode => {
      if (selection.kind === Kind.FIELD) {
        const isNext = (selection.alias ?? selection.name).value === step.name && selection.selectionSet;
        return isNext ? { ...selection, selectionSet: add(isNext, rest, added) } : selection;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : byName.get(selection.name.value);
      if (!fragment) return selection;
      const { typeCondition } = fragment;
      const selectionSet = add(fragment.selectionSet, path, added);
      return { kind: Kind.INLINE_FRAGMENT, ...(typeCondition ? { typeCondition } : {}), selectionSet };
    });
    return { ...set, selections };
  }

  let { selectionSet } = operation;
  for (const { path, field, type, requires } of unmet) {
    const needed = closure(type, [requires], supergraph);
    const selections: SelectionNode[] = [field, ...needed.flatMap(selectionsOf)];
    selectionSet = add(selectionSet, path, onType(type, selections));
  }
  return { ...document, definitions: [{ ...operation, selectionSet }, ...fragments] };
}

/**
 * Takes the fields out where they may not be asked, and has each fetch wait for whoever brings what it needs.
 * Throws a `PlanFault` where nobody does.
 */
export function repairRequires(planned: readonly PlannedFetch[], supergraph: SupergraphRequires): PlannedFetch[] {
  const kept = planned.map((fetch) => takeOutUnmet(fetch, supergraph).rest);
  return awaitNeeds(
    partFetches(kept, (fetch) => partByRequires(fetch, supergraph)),
    refuseMissing,
  );
}

export function refuseMissing(name: string): never {
  throw new PlanFault("PLAN_REFUSED", `Nothing brings ${name} where it is required`);
}

/**
 * Has each fetch wait for whoever brings what it needs. The planner forgets that now and then, and lets a fetch start
 * beside the one it depends on.
 */
export function awaitNeeds(planned: readonly PlannedFetch[], onMissing: (name: string) => void): PlannedFetch[] {
  const brought = planned.map((fetch) => fetchedBy([fetch]));
  const after = planned.map((fetch) => new Set(fetch.after));

  const waitsFor = (index: number, other: number, seen = new Set<number>()): boolean => {
    if (index === other) return true;
    if (seen.has(index)) return false;
    seen.add(index);
    return [...(after[index] ?? [])].some((it) => waitsFor(it, other, seen));
  };

  planned.forEach((fetch, index) => {
    for (const { name, within } of needed(fetch.node.requires ?? [])) {
      const path = [...fetch.path, ...within.map((it) => ({ kind: "field" as const, name: it }))];
      const bringers = planned.flatMap((_, other) =>
        other !== index && at(brought[other], path)?.has(name) ? [other] : [],
      );
      if (bringers.some((other) => waitsFor(index, other))) continue;
      const possible = bringers.filter((other) => !waitsFor(other, index));
      // Further down it may be of a type that does not come.
      if (possible.length === 0 && within.length === 0) onMissing(name);
      for (const other of possible) after[index]?.add(other);
    }
  });
  return inOrder(planned.map((fetch, index) => ({ ...fetch, after: [...(after[index] ?? [])] })));
}

/**
 * Parts what requires something from what does not, and from what requires something else: one of them may have to be
 * there before another can be asked. What requires something is awaited by those only who turn out to need it.
 */
function partByRequires(
  fetch: PlannedFetch,
  supergraph: SupergraphRequires,
): readonly (PlannedFetch & { readonly isAwaited?: boolean })[] {
  const open = openEntityFetch(fetch);
  const { serviceName } = fetch.node;
  const composite = (name: string) => {
    const type = supergraph.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  };
  const parts = new Map<string, Set<FieldNode>>();
  for (const { type, field } of open?.fields ?? []) {
    const known = composite(type);
    const needs = known ? supergraph.of(serviceName, known, field.name.value).map((it) => it.fields) : [];
    const key = JSON.stringify(needs);
    parts.set(key, (parts.get(key) ?? new Set<FieldNode>()).add(field));
  }
  if (!open || parts.size < 2) return [fetch];
  const needsOf = (key: string) =>
    (JSON.parse(key) as string[]).flatMap(selectionsOf).map((it) => nameOf(it as FieldNode));
  const needs = new Set([...parts.keys()].flatMap(needsOf));
  const ownNeeds = new Set(open.fields.map(({ field }) => nameOf(field)).filter((it) => needs.has(it)));
  return [...parts].map(([key, fields]) => {
    const needed = new Set(needsOf(key));
    const part = open.part(fields, (type, name) => {
      if (needed.has(name)) return true;
      const known = composite(type);
      return !ownNeeds.has(name) && (!known || !supergraph.isExternal(serviceName, known, name));
    });
    return { ...part, isAwaited: needed.size === 0 };
  });
}

function nameOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** Puts each fetch behind those it waits for. */
function inOrder(fetches: readonly PlannedFetch[]): PlannedFetch[] {
  const places = new Map<number, number>();
  const ordered: PlannedFetch[] = [];
  const visit = (index: number): number => {
    const known = places.get(index);
    const fetch = fetches[index];
    if (known !== undefined || !fetch) return known ?? 0;
    const after = fetch.after.map(visit);
    places.set(index, ordered.length);
    ordered.push({ ...fetch, after });
    return ordered.length - 1;
  };
  fetches.forEach((_, index) => visit(index));
  return ordered;
}

function closure(type: string, fields: readonly string[], supergraph: SupergraphRequires): string[] {
  const found = new Set(fields);
  for (const set of found) {
    for (const it of selectionsOf(set)) {
      if (it.kind === Kind.FIELD) for (const more of supergraph.anywhere(type, it.name.value)) found.add(more);
    }
  }
  return [...found];
}

function selectionsOf(fields: string): readonly SelectionNode[] {
  const definition = parse(`{${fields}}`, { noLocation: true }).definitions[0];
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
}

/** Names that are required, each with those that lead to it from the entity. */
function needed(
  selections: readonly QueryPlanSelectionNode[],
  within: readonly string[] = [],
): { readonly name: string; readonly within: readonly string[] }[] {
  return selections.flatMap((it) => {
    if (it.kind === "InlineFragment") return needed(it.selections, within);
    if (it.name === "__typename") return [];
    const name = it.alias ?? it.name;
    return [{ name, within }, ...needed(it.selections ?? [], [...within, name])];
  });
}

function at(fetched: Fetched | undefined, path: readonly PathStep[]): Fetched | undefined {
  let place = fetched;
  for (const step of path) if (step.kind === "field") place = place?.get(step.name);
  return place;
}
