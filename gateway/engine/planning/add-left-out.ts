import { Kind, type DocumentNode, type FieldNode, type SelectionNode, type SelectionSetNode } from "graphql";
import { createFieldsAsked, type AskedField, type FieldsAsked } from "./asked-fields.js";
import { fieldsBrought, supplyOf, type Bound } from "./brought-fields.js";
import { findLeftOut } from "./check-coverage.js";
import { allFetches, mapFetches, type Fetch, type Plan, type Required } from "./plan.js";
import { onType, TYPENAME } from "./selections.js";
import type { SupergraphTypes } from "../supergraph/supergraph-types.js";

/**
 * Where several subgraphs share a field, planners ask only of the types that all of them know. Another may come all the
 * same from the one that is asked: what the client asks of it is asked along, as far as that subgraph has it.
 */
export function addLeftOut(plan: Plan, document: DocumentNode, types: SupergraphTypes): Plan {
  const fieldsAsked = createFieldsAsked(document, types);
  const added = new Map<SelectionSetNode, SelectionNode[]>();
  const alike = new Map<readonly Required[], Set<string>>();
  const supply = supplyOf(allFetches(plan));
  findLeftOut({ document, supply, possible: types }, (field, place) => {
    if (place.unexpected.includes(field.type)) return;
    const asks = place.supply.bound.find((it) => isAskedHere(it, field));
    if (asks?.requires) alike.set(asks.requires, new Set([...(alike.get(asks.requires) ?? []), field.type]));
    if (asks) return;
    for (const { subgraph, set } of place.supply.sets) {
      const local = selectLocally(field, subgraph, types, fieldsAsked);
      if (!local || !types.inSubgraph(subgraph, field.type).has(field.type)) continue;
      const more = [...(added.get(set) ?? []), onType(field.type, [local])];
      if (!canMerge([...set.selections, ...more], subgraph, types)) continue;
      added.set(set, more);
      return;
    }
  });
  if (added.size + alike.size === 0) return plan;
  const variables = document.definitions.flatMap((it) =>
    it.kind === Kind.OPERATION_DEFINITION ? (it.variableDefinitions ?? []) : [],
  );
  return mapFetches(plan, (fetch) => askAlike(extend(fetch, added, variables), alike));

  /** Whether the field is asked of objects of other types that stand here. */
  function isAskedHere({ subgraph, set, path, requires }: Bound, { type, responseName }: AskedField): boolean {
    const isHere = path.every((it) => it.kind === "list" || (it.kind === "types" && it.names.includes(type)));
    return requires && isHere
      ? fieldsBrought({ sets: [{ subgraph, set }], bound: [] }, type, types).has(responseName)
      : false;
  }
}

/** Whether fields of one response name read alike, of whichever types they are: the subgraph refuses them otherwise. */
function canMerge(selections: readonly SelectionNode[], subgraph: string, types: SupergraphTypes): boolean {
  const shapes = new Map<string, string>();
  const walk = (it: SelectionNode, type: string | undefined, path: string): boolean => {
    if (it.kind === Kind.FRAGMENT_SPREAD) return true;
    if (it.kind === Kind.INLINE_FRAGMENT) {
      const condition = it.typeCondition?.name.value ?? type;
      return it.selectionSet.selections.every((one) => walk(one, condition, path));
    }
    const field = type === undefined ? undefined : types.field(subgraph, type, it.name.value);
    if (!field) return true;
    const name = `${path} ${(it.alias ?? it.name).value}`;
    const shape = it.selectionSet ? field.typeText.replace(field.type, "") : field.typeText;
    if ((shapes.get(name) ?? shape) !== shape) return false;
    shapes.set(name, shape);
    return it.selectionSet?.selections.every((one) => walk(one, field.type, name)) ?? true;
  };
  return selections.every((it) => walk(it, undefined, ""));
}

/**
 * Has objects of these types asked about as well. Hive's planner joins fetches that ask the same of an interface object for
 * several types, and keeps what one of them requires.
 */
function askAlike(fetch: Fetch, alike: ReadonlyMap<readonly Required[], ReadonlySet<string>>): Fetch {
  const { requires = [] } = fetch;
  const more = [...(alike.get(requires) ?? [])].map((typeCondition) => ({ ...requires[0], typeCondition }) as Required);
  return more.length > 0 ? { ...fetch, requires: [...requires, ...more] } : fetch;
}

/** The field with all that is asked below it, if this subgraph has all of that itself. */
function selectLocally(
  { type, name, nodes }: AskedField,
  subgraph: string,
  types: SupergraphTypes,
  fieldsAsked: FieldsAsked,
): FieldNode | undefined {
  const field = types.field(subgraph, type, name);
  if (!field || field.isExternal || field.isOverridden || field.requires || field.contextual.length > 0)
    return undefined;
  const [node] = nodes;
  const sets = nodes.flatMap((it) => (it.selectionSet ? [it.selectionSet] : []));
  if (sets.length === 0) return node;
  const selections: SelectionNode[] = [TYPENAME];
  for (const inner of types.inSubgraph(subgraph, field.type)) {
    const asked = fieldsAsked(sets, inner).filter((it) => it.name !== TYPENAME.name.value);
    const fields = asked.map((it) => selectLocally(it, subgraph, types, fieldsAsked));
    if (fields.some((it) => it === undefined)) return undefined;
    if (fields.length > 0) selections.push(onType(inner, fields as FieldNode[]));
  }
  return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function extend(
  fetch: Fetch,
  added: ReadonlyMap<SelectionSetNode, readonly SelectionNode[]>,
  variables: Fetch["variables"],
): Fetch {
  let isExtended = false;
  const walk = (set: SelectionSetNode): SelectionSetNode => {
    const more = added.get(set) ?? [];
    isExtended ||= more.length > 0;
    const selections = set.selections.map((it): SelectionNode =>
      it.kind !== Kind.FRAGMENT_SPREAD && it.selectionSet ? { ...it, selectionSet: walk(it.selectionSet) } : it,
    );
    return { ...set, selections: [...selections, ...more] };
  };
  const selectionSet = walk(fetch.selectionSet);
  if (!isExtended) return fetch;
  const known = new Set(fetch.variables.map((it) => it.variable.name.value));
  const others = variables.filter((it) => !known.has(it.variable.name.value));
  return { ...fetch, selectionSet, variables: [...fetch.variables, ...others] };
}
