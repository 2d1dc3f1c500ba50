import { Kind, type DocumentNode, type SelectionNode, type SelectionSetNode } from "graphql";
import { mapFetches, type Fetch, type Plan } from "./plan.js";
import { onType, TYPENAME } from "./selections.js";
import type { SupergraphTypes } from "../supergraph/supergraph-types.js";

/**
 * Asks of which type an object is wherever the graph declares an abstract type. Where the subgraph declares one object
 * type in its place, what is asked of the object is asked on that type, so that the fetch reads the same by the graph's types.
 */
export function askTypeNames(plan: Plan, _document: DocumentNode, types: SupergraphTypes): Plan {
  return mapFetches(plan, (fetch) => askIn(fetch, types));
}

function askIn(fetch: Fetch, types: SupergraphTypes): Fetch {
  const { subgraph } = fetch;

  /** Whether this is one object type, where the graph declares an abstract one: it may have no other object type yet. */
  function isNarrower(parent: string, field: string, type: string): boolean {
    // The name that a subgraph has for an interface object says nothing.
    if (types.of(type).size > 1 || !types.of(type).has(type)) return false;
    return [...types.inSubgraph(subgraph, parent)].some((it) => types.declaredType(it, field) !== type);
  }

  function walk(set: SelectionSetNode, parent: string | undefined): SelectionSetNode {
    const selections = set.selections.flatMap((it): readonly SelectionNode[] => {
      if (it.kind === Kind.INLINE_FRAGMENT) {
        const condition = it.typeCondition?.name.value ?? parent;
        const selectionSet = walk(it.selectionSet, condition);
        return condition === parent && !it.directives?.length ? selectionSet.selections : [{ ...it, selectionSet }];
      }
      if (it.kind !== Kind.FIELD || !it.selectionSet || parent === undefined) return [it];
      const type = types.field(subgraph, parent, it.name.value)?.type;
      const inner = walk(it.selectionSet, type);
      if (type !== undefined && types.isAbstract(subgraph, type)) {
        return [{ ...it, selectionSet: { ...inner, selections: [TYPENAME, ...inner.selections.filter(isOther)] } }];
      }
      if (type === undefined || !isNarrower(parent, it.name.value, type)) return [{ ...it, selectionSet: inner }];
      return [{ ...it, selectionSet: { ...inner, selections: [TYPENAME, onType(type, inner.selections)] } }];
    });
    return { ...set, selections };
  }

  const root = fetch.requires ? undefined : types.root(fetch.kind);
  return { ...fetch, selectionSet: walk(fetch.selectionSet, root) };
}

function isOther(it: SelectionNode): boolean {
  return it.kind !== Kind.FIELD || it.alias !== undefined || it.name.value !== TYPENAME.name.value;
}
