import { doesFragmentTypeApply, type CollectedFields, type ProjectionSource } from "./projection-source.js";
import type { DeferredSelection } from "../operation/deferral.js";
import {
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/**
 * The fields that the client asked of an object of this type, by response name, in the order of the specification, and
 * apart from them what it asked for later.
 */
export function collectFields(
  source: ProjectionSource,
  type: GraphQLObjectType | GraphQLInterfaceType,
  sets: readonly SelectionSetNode[],
): CollectedFields {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const deferred = new Map<number, DeferredSelection & { readonly sets: SelectionSetNode[] }>();

  function add(set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (!source.includes(selection)) continue;
      switch (selection.kind) {
        case Kind.FIELD: {
          const name = (selection.alias ?? selection.name).value;
          const nodes = fields.get(name);
          if (nodes) nodes.push(selection);
          else fields.set(name, [selection]);
          break;
        }
        case Kind.INLINE_FRAGMENT: {
          if (postpone(selection, selection)) break;
          if (doesFragmentTypeApply(source.schema, selection.typeCondition, type)) add(selection.selectionSet);
          break;
        }
        case Kind.FRAGMENT_SPREAD: {
          const name = selection.name.value;
          const fragment = source.fragments.get(name);
          if (fragment && postpone(selection, fragment)) break;
          if (!fragment || visited.has(name)) break;
          visited.add(name);
          if (doesFragmentTypeApply(source.schema, fragment.typeCondition, type)) add(fragment.selectionSet);
        }
      }
    }
  }

  function postpone(
    selection: SelectionNode,
    { typeCondition, selectionSet }: InlineFragmentNode | FragmentDefinitionNode,
  ): boolean {
    const it = source.deferral?.of(selection);
    if (!it) return false;
    if (!doesFragmentTypeApply(source.schema, typeCondition, type)) return true;
    const known = deferred.get(it.part);
    if (known) known.sets.push(selectionSet);
    else deferred.set(it.part, { ...it, sets: [selectionSet] });
    return true;
  }

  for (const set of sets) add(set);
  return { fields, deferred: [...deferred.values()] };
}
