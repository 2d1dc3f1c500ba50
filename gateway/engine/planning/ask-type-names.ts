import { isObjectType, type NamedType, type Supergraph } from "@apollo/federation-internals";
import { Kind, type SelectionNode, type SelectionSetNode } from "graphql";
import { operationOf } from "./operation-of.js";
import type { PlannedFetch } from "./plan-fetches.js";
import { typeBehind, type PossibleTypes } from "./possible-types.js";
import { onType, TYPENAME } from "./selections.js";
import { withSelections } from "./with-selections.js";

/**
 * A subgraph may know a field by the one type that it has there, where the graph knows it by several. The planner does
 * not ask that subgraph of which type an object is, and what comes of it could not be told by anybody. Here it is asked,
 * and what is asked of the object is asked on that type, so that the fetch reads the same by the graph's types.
 */
export function askTypeNames(fetch: PlannedFetch, supergraph: Supergraph, possible: PossibleTypes): PlannedFetch {
  const { serviceName, requires } = fetch.node;
  const schema = supergraph.subgraphs().get(serviceName)?.schema;
  const definition = operationOf(fetch.node);
  if (!schema || !definition) return fetch;
  let isAsked = false;

  /** The one type behind the field here, where the graph has it as an interface or a union. */
  function isOneOfSeveral(parent: string, field: string): boolean {
    const here = typeBehind(schema, parent, field);
    const isPlain = (it: NamedType | undefined) => it !== undefined && isObjectType(it);
    // The name that a subgraph has for an interface object says nothing.
    if (!here || !isPlain(here) || !isPlain(supergraph.schema.type(here.name))) return false;
    const kinds = [parent, ...possible.inSubgraph(serviceName, parent)];
    return kinds.map((it) => typeBehind(supergraph.schema, it, field)).some((it) => it !== undefined && !isPlain(it));
  }

  function walk(set: SelectionSetNode, parent: string | undefined): SelectionSetNode {
    const selections = set.selections.map((it): SelectionNode => {
      if (it.kind === Kind.INLINE_FRAGMENT) {
        return { ...it, selectionSet: walk(it.selectionSet, it.typeCondition?.name.value ?? parent) };
      }
      if (it.kind !== Kind.FIELD || !it.selectionSet) return it;
      const name = it.name.value;
      const type = parent && typeBehind(schema, parent, name)?.name;
      const inner = walk(it.selectionSet, type);
      if (!parent || !type || !isOneOfSeveral(parent, name)) return { ...it, selectionSet: inner };
      isAsked = true;
      return { ...it, selectionSet: { ...inner, selections: [TYPENAME, onType(type, inner.selections)] } };
    });
    return { ...set, selections };
  }

  const root = requires ? undefined : schema.schemaDefinition.rootType(definition.operation)?.name;
  const selectionSet = walk(definition.selectionSet, root);
  return isAsked ? withSelections(fetch, definition, selectionSet) : fetch;
}
