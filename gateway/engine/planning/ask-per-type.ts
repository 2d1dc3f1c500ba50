import { Kind, type DocumentNode, type SelectionNode, type SelectionSetNode } from "graphql";
import { fragmentsOf, onType, TYPENAME } from "./selections.js";
import type { SupergraphTypes } from "../supergraph/supergraph-types.js";

/**
 * Asks of each object type what an operation asks of an interface or union of them: planners lose their way on such fragments
 * below an interface object. Undefined where nothing is asked so.
 */
export function askPerType(document: DocumentNode, types: SupergraphTypes): DocumentNode | undefined {
  const [operation, ...others] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return undefined;
  const fragments = fragmentsOf(document);
  let isChanged = false;

  /** `type`: the one that the objects are known to be of. */
  const walk = ({ selections }: SelectionSetNode, type?: string): SelectionNode[] =>
    selections.flatMap((it): SelectionNode[] => {
      if (it.kind === Kind.FIELD) return [it.selectionSet ? { ...it, selectionSet: setOf(it.selectionSet) } : it];
      const fragment = it.kind === Kind.INLINE_FRAGMENT ? it : fragments.get(it.name.value);
      const condition = fragment?.typeCondition?.name.value;
      if (!fragment || condition === undefined || it.directives?.length) return [it];
      const possible = types.of(condition);
      if (type !== undefined) return possible.has(type) ? walk(fragment.selectionSet, type) : [];
      isChanged ||= !possible.has(condition);
      return [...possible].flatMap((one) => {
        const inner = walk(fragment.selectionSet, one);
        return inner.length > 0 ? [onType(one, inner)] : [];
      });
    });
  const setOf = (set: SelectionSetNode): SelectionSetNode => {
    const selections = walk(set);
    return { ...set, selections: selections.length > 0 ? selections : [TYPENAME] };
  };

  const selectionSet = setOf(operation.selectionSet);
  return isChanged ? { ...document, definitions: [{ ...operation, selectionSet }, ...others] } : undefined;
}
