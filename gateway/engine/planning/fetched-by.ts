import { Kind, parse, type SelectionSetNode } from "graphql";
import type { PlannedFetch } from "./plan-fetches.js";

/** What fetches bring to a place of the answer, by response name. */
export type Fetched = Map<string, FetchedField>;

export interface FetchedField {
  readonly inner: Fetched;
  readonly bringers: readonly Bringer[];
}

interface Bringer {
  readonly subgraph: string;
  /** Each names types one of which the object has to have. */
  readonly conditions: readonly Condition[];
}

type Condition = readonly string[];

export function fetchedBy(planned: readonly PlannedFetch[]): Fetched {
  const fetched: Fetched = new Map();
  for (const { node, path } of planned) {
    let place = fetched;
    let conditions: Condition[] = [];
    for (const step of path) {
      if (step.kind === "types") conditions.push(step.names);
      else if (step.kind === "field") {
        place = enter(place, step.name).inner;
        conditions = [];
      }
    }
    const definition = parse(node.operation, { noLocation: true }).definitions[0];
    if (definition?.kind !== Kind.OPERATION_DEFINITION) continue;
    const sets = node.requires
      ? definition.selectionSet.selections.flatMap((it) => (it.kind === Kind.FIELD && it.selectionSet) || [])
      : [definition.selectionSet];
    for (const set of sets) addFetched(place, set, { subgraph: node.serviceName, conditions });
    for (const rewrite of node.outputRewrites ?? []) {
      if (rewrite.kind === "KeyRenamer") rename(place, rewrite.path, rewrite.renameKeyTo);
    }
  }
  return fetched;
}

function enter(place: Fetched, name: string): FetchedField & { readonly bringers: Bringer[] } {
  const field = (place.get(name) ?? { inner: new Map(), bringers: [] }) as FetchedField & { bringers: Bringer[] };
  place.set(name, field);
  return field;
}

function addFetched(place: Fetched, set: SelectionSetNode, bringer: Bringer): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const { inner, bringers } = enter(place, (selection.alias ?? selection.name).value);
      bringers.push(bringer);
      if (selection.selectionSet) addFetched(inner, selection.selectionSet, { ...bringer, conditions: [] });
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const own = selection.typeCondition ? [[selection.typeCondition.name.value]] : [];
      addFetched(place, selection.selectionSet, { ...bringer, conditions: [...bringer.conditions, ...own] });
    }
  }
}

function rename(place: Fetched, path: readonly string[], to: string): void {
  const names = path.filter((it) => !it.startsWith("... on ") && it !== "@");
  const last = names.pop();
  let parent: Fetched | undefined = place;
  for (const name of names) parent = parent?.get(name)?.inner;
  const renamed = last === undefined ? undefined : parent?.get(last);
  if (!parent || !renamed) return;
  const target = enter(parent, to);
  target.bringers.push(...renamed.bringers);
  for (const [name, field] of renamed.inner) target.inner.set(name, field);
}
