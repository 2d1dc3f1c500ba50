import { Kind, type DocumentNode, type SelectionNode, type SelectionSetNode } from "graphql";
import type { LeftOut } from "./plan-fault.js";
import { fragmentsOf, onType } from "./selections.js";
import type { SupergraphTypes } from "../supergraph/supergraph-types.js";

/**
 * Asks, beside a field that a planner left out, for all that the field requires and that this requires in turn: for what an
 * operation asks itself, the planner finds the way. Nothing of it reaches the client. Undefined where nothing is required.
 */
export function askForRequired(
  document: DocumentNode,
  { path, type, name }: LeftOut,
  types: SupergraphTypes,
): DocumentNode | undefined {
  const required = closure(type, name, types);
  const [operation, ...others] = document.definitions;
  if (required.length === 0 || operation?.kind !== Kind.OPERATION_DEFINITION) return undefined;
  const fragments = fragmentsOf(document);

  function add(set: SelectionSetNode, [step, ...rest]: readonly string[]): SelectionSetNode {
    if (step === undefined) return { ...set, selections: [...set.selections, onType(type, required)] };
    const selections = set.selections.map((it): SelectionNode => {
      if (it.kind === Kind.FIELD) {
        const isNext = (it.alias ?? it.name).value === step && it.selectionSet;
        return isNext ? { ...it, selectionSet: add(isNext, rest) } : it;
      }
      const fragment = it.kind === Kind.INLINE_FRAGMENT ? it : fragments.get(it.name.value);
      if (!fragment) return it;
      const { typeCondition } = fragment;
      const selectionSet = add(fragment.selectionSet, [step, ...rest]);
      return { kind: Kind.INLINE_FRAGMENT, ...(typeCondition && { typeCondition }), selectionSet };
    });
    return { ...set, selections };
  }
  return { ...document, definitions: [{ ...operation, selectionSet: add(operation.selectionSet, path) }, ...others] };
}

function closure(type: string, name: string, types: SupergraphTypes): readonly SelectionNode[] {
  const found = new Map<string, readonly SelectionNode[]>();
  const names = new Set([name]);
  for (const it of names) {
    found.set(it, types.requires(type, it));
    for (const one of found.get(it) ?? []) if (one.kind === Kind.FIELD) names.add(one.name.value);
  }
  return [...found.values()].flat();
}
