import { Kind, type FieldNode, type InlineFragmentNode } from "graphql";
import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { operationOf } from "./operation-of.js";
import type { PlannedFetch } from "./plan-fetches.js";
import { withSelections } from "./with-selections.js";

/** An entity fetch, opened up so that it can be made into several. */
export interface OpenEntityFetch {
  readonly fields: readonly { readonly type: string; readonly field: FieldNode }[];
  /** A fetch of these fields only; `keeps` says which values its representations still carry. */
  part(fields: ReadonlySet<FieldNode>, keeps: (type: string, name: string) => boolean): PlannedFetch;
}

/** Undefined where the fetch is not about entities. */
export function openEntityFetch(fetch: PlannedFetch): OpenEntityFetch | undefined {
  const { node } = fetch;
  if (!node.requires) return undefined;
  const definition = operationOf(node);
  const entities = definition?.selectionSet.selections[0];
  if (!definition || entities?.kind !== Kind.FIELD) return undefined;
  const fragments = (entities.selectionSet?.selections ?? []).filter(
    (it): it is InlineFragmentNode => it.kind === Kind.INLINE_FRAGMENT,
  );
  const typeOf = (fragment: InlineFragmentNode) => fragment.typeCondition?.name.value ?? "";

  return {
    fields: fragments.flatMap((fragment) =>
      fragment.selectionSet.selections.flatMap((field) =>
        field.kind === Kind.FIELD ? [{ type: typeOf(fragment), field }] : [],
      ),
    ),
    part(fields, keeps) {
      const selections = fragments
        .map((fragment) => ({
          ...fragment,
          selectionSet: {
            ...fragment.selectionSet,
            selections: fragment.selectionSet.selections.filter((it) => it.kind !== Kind.FIELD || fields.has(it)),
          },
        }))
        .filter((fragment) => fragment.selectionSet.selections.length > 0);
      const inner = { kind: Kind.SELECTION_SET as const, selections };
      const selectionSet = { ...definition.selectionSet, selections: [{ ...entities, selectionSet: inner }] };
      const part = withSelections(fetch, definition, selectionSet);
      return { ...part, node: { ...part.node, requires: filterRequires(node.requires ?? [], "", keeps) } };
    },
  };
}

function filterRequires(
  selections: readonly QueryPlanSelectionNode[],
  type: string,
  keeps: (type: string, name: string) => boolean,
): QueryPlanSelectionNode[] {
  return selections.flatMap((it): QueryPlanSelectionNode[] => {
    if (it.kind === "InlineFragment") {
      return [{ ...it, selections: filterRequires(it.selections, it.typeCondition ?? type, keeps) }];
    }
    if (!keeps(type, it.name)) return [];
    return [it.selections ? { ...it, selections: filterRequires(it.selections, "", keeps) } : it];
  });
}
