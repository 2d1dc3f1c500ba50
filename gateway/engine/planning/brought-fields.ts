import { Kind, type FieldNode, type SelectionNode, type SelectionSetNode } from "graphql";
import type { Fetch, Required } from "./plan.js";
import type { PathStep } from "./prepared-plan.js";
import type { SupergraphTypes } from "../supergraph/supergraph-types.js";

/** What fetches bring to one place of the answer. */
export interface Supply {
  /** Selections that are asked of the objects here. */
  readonly sets: readonly { readonly subgraph: string; readonly set: SelectionSetNode }[];
  /** Fetches whose path leads through here, or ends here. */
  readonly bound: readonly Bound[];
}

/** A fetch on its way to the objects that it asks about. */
export interface Bound {
  readonly subgraph: string;
  readonly set: SelectionSetNode;
  readonly requires: readonly Required[] | undefined;
  readonly path: readonly PathStep[];
}

/** One response name of an object. */
export interface BroughtField {
  readonly fields: { readonly subgraph: string; readonly node: FieldNode }[];
  readonly bound: Bound[];
}

export function supplyOf(fetches: readonly Fetch[]): Supply {
  const bound = fetches.map(({ subgraph, selectionSet, requires, path, outputRewrites }): Bound => {
    let set = selectionSet;
    // Names further down are told by the names above them as they are fetched.
    const renamings = outputRewrites.flatMap((it) => (it.kind === "KeyRenamer" ? [it] : []));
    for (const { path: names, renameKeyTo } of renamings.sort((a, b) => b.path.length - a.path.length)) {
      const fields = names.filter((it) => !it.startsWith("... on ") && it !== "@");
      set = renamed(set, fields, renameKeyTo);
    }
    return { subgraph, set, requires, path };
  });
  return { sets: [], bound };
}

function renamed(set: SelectionSetNode, [name, ...below]: readonly string[], to: string): SelectionSetNode {
  const selections = set.selections.map((it): SelectionNode => {
    if (it.kind === Kind.INLINE_FRAGMENT)
      return { ...it, selectionSet: renamed(it.selectionSet, [name ?? "", ...below], to) };
    if (it.kind !== Kind.FIELD || (it.alias ?? it.name).value !== name) return it;
    if (below.length === 0) return { ...it, alias: { kind: Kind.NAME, value: to } };
    return it.selectionSet ? { ...it, selectionSet: renamed(it.selectionSet, below, to) } : it;
  });
  return { ...set, selections };
}

/** What comes of an object of this type, by response name. */
export function fieldsBrought(supply: Supply, type: string, types: SupergraphTypes): Map<string, BroughtField> {
  const brought = new Map<string, BroughtField>();
  const under = (name: string): BroughtField => {
    const field = brought.get(name) ?? { fields: [], bound: [] };
    brought.set(name, field);
    return field;
  };

  function add(subgraph: string, set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        under((selection.alias ?? selection.name).value).fields.push({ subgraph, node: selection });
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        if (condition === undefined || types.inSubgraph(subgraph, condition).has(type)) {
          add(subgraph, selection.selectionSet);
        }
      }
    }
  }

  for (const { subgraph, set } of supply.sets) add(subgraph, set);
  let waiting: Bound[] = [];
  for (const bound of supply.bound) {
    let [step, ...path] = bound.path;
    while (step?.kind === "list" || (step?.kind === "types" && step.names.includes(type))) [step, ...path] = path;
    if (step?.kind === "field") under(step.name).bound.push({ ...bound, path });
    else if (!step) waiting.push(bound);
  }
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    waiting = waiting.filter((bound) => {
      const canAsk = canAskAbout(bound, type, brought, types);
      if (canAsk) add(bound.subgraph, bound.set);
      return !canAsk;
    });
  }
  return brought;
}

/** Whether anything of what the fetch requires applies to the type and comes whole; it is asked with that alone then. */
function canAskAbout(
  { requires }: Bound,
  type: string,
  brought: ReadonlyMap<string, BroughtField>,
  types: SupergraphTypes,
): boolean {
  const comes = (selections: readonly Required[]): boolean => {
    const fields = selections.filter((it) => it.kind === "Field");
    const isWhole = fields.every(
      ({ alias, name }) => name === "__typename" || (brought.get(alias ?? name)?.fields.length ?? 0) > 0,
    );
    if (fields.length > 0 && isWhole) return true;
    return selections.some(
      (it) =>
        it.kind === "InlineFragment" &&
        (!it.typeCondition || types.of(it.typeCondition).has(type)) &&
        comes(it.selections),
    );
  };
  return requires === undefined || comes(requires);
}
