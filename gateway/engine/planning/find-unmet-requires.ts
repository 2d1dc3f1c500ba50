import {
  isCompositeType,
  isListType,
  isNonNullType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  type FieldNode,
  type GraphQLCompositeType,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { operationOf } from "./operation-of.js";
import type { PlannedFetch } from "./plan-fetches.js";
import type { PathStep } from "./prepared-plan.js";
import { TYPENAME } from "./selections.js";
import { typeBehind, type SupergraphRequires } from "./supergraph-requires.js";
import { withSelections } from "./with-selections.js";

/** A field that a fetch asks for without giving the subgraph what the field requires. */
export interface UnmetRequire {
  readonly fetch: PlannedFetch;
  readonly field: FieldNode;
  readonly type: string;
  /** Field set that the subgraph requires. */
  readonly requires: string;
  /** From the root of the answer to the objects that have the field. */
  readonly path: readonly PathStep[];
}

/**
 * Looks for a fault of the planner: where a `@requires` needs a field that has itself a `@requires`, it may ask for
 * that field where the subgraph cannot know what it needs. The subgraph would work it out from nothing.
 */
export function findUnmetRequires(planned: readonly PlannedFetch[], supergraph: SupergraphRequires): UnmetRequire[] {
  return planned.flatMap((fetch) => takeOutUnmet(fetch, supergraph).unmet);
}

/** Parts a fetch from the fields it may not ask for, and from what it asked for their sake only. */
export function takeOutUnmet(
  fetch: PlannedFetch,
  supergraph: SupergraphRequires,
): { readonly unmet: readonly UnmetRequire[]; readonly rest: PlannedFetch } {
  const { unmet, rest } = partFetch(fetch, supergraph, { keepsNamedOnly: true });
  return { unmet, rest };
}

/**
 * Parts a fetch from the fields that its subgraph only names for others to bring, and that nobody brings it: the planner may ask
 * for one in the place of the subgraph that has it. Undefined where there are none.
 */
export function takeOutNamedOnly(fetch: PlannedFetch, supergraph: SupergraphRequires): PlannedFetch | undefined {
  const { unmet, namedOnly, rest } = partFetch(fetch, supergraph, { keepsNamedOnly: false });
  return namedOnly.length > 0 && unmet.length === 0 ? rest : undefined;
}

/** Those fields, each as what it takes to have it asked of the subgraph that has it. */
export function findNamedOnly(planned: readonly PlannedFetch[], supergraph: SupergraphRequires): UnmetRequire[] {
  return planned.flatMap((fetch) => partFetch(fetch, supergraph, { keepsNamedOnly: false }).namedOnly);
}

function partFetch(
  fetch: PlannedFetch,
  supergraph: SupergraphRequires,
  { keepsNamedOnly }: { readonly keepsNamedOnly: boolean },
): { readonly unmet: UnmetRequire[]; readonly namedOnly: UnmetRequire[]; readonly rest: PlannedFetch } {
  const unmet: UnmetRequire[] = [];
  const namedOnly: UnmetRequire[] = [];
  const { schema } = supergraph;
  const { node } = fetch;

  function walk(set: SelectionSetNode, place: Place): SelectionSetNode {
    const futile = new Set<string>();
    const selections = set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
        const inner = isCompositeType(condition) ? { ...place, type: condition } : place;
        return [{ ...selection, selectionSet: walk(selection.selectionSet, inner) }];
      }
      if (selection.kind !== Kind.FIELD) return [selection];
      const name = selection.name.value;
      const { type, path } = place;
      const isNamedOnly =
        supergraph.isExternal(node.serviceName, type, name) &&
        !place.provided.has(name) &&
        !(place.isEntity && gives(node.requires ?? [], name));
      if (isNamedOnly) {
        const { alias: _alias, ...itself } = selection;
        namedOnly.push({ fetch, field: selection, type: type.name, requires: print(itself), path });
      }
      if (isNamedOnly && !keepsNamedOnly) return [];
      const needs = supergraph.of(node.serviceName, type, name).filter(
        ({ fields }) =>
          !(place.isEntity && gives(node.requires ?? [], fields)) &&
          // What the subgraph provides itself at this place, it knows.
          !namesOf(fields).every((it) => place.provided.has(it)),
      );
      for (const need of needs) {
        unmet.push({ fetch, field: selection, type: need.type, requires: need.fields, path });
        for (const it of namesOf(need.fields)) if (supergraph.isExternal(node.serviceName, type, it)) futile.add(it);
      }
      if (needs.length > 0) return [];
      const inner = typeBehind(schema, type, name);
      if (!inner || !selection.selectionSet) return [selection];
      const provided = new Map(place.provided.get(name) ?? []);
      const more = supergraph.providedBy(node.serviceName, type, name);
      if (more !== undefined) for (const [key, below] of readFieldSet(more)) provided.set(key, below);
      const below = [...path, ...steps(type, selection)];
      const selectionSet = walk(selection.selectionSet, { type: inner, path: below, isEntity: false, provided });
      return [{ ...selection, selectionSet }];
    });
    const kept = selections.filter((it) => it.kind !== Kind.FIELD || !futile.has(it.name.value));
    return { ...set, selections: kept.length > 0 ? kept : [TYPENAME] };
  }

  const definition = operationOf(node);
  const root = schema.getRootType(node.operationKind);
  const [entities] = definition?.selectionSet.selections ?? [];
  if (!definition || !root || entities?.kind !== Kind.FIELD) return { unmet, namedOnly, rest: fetch };
  const place: Place = { type: root, path: fetch.path, isEntity: node.requires !== undefined, provided: new Map() };
  let selectionSet: SelectionSetNode;
  if (!place.isEntity) selectionSet = walk(definition.selectionSet, place);
  else {
    const inner = entities.selectionSet && walk(entities.selectionSet, place);
    selectionSet = {
      ...definition.selectionSet,
      selections: [{ ...entities, ...(inner ? { selectionSet: inner } : {}) }],
    };
  }
  if (unmet.length === 0 && (keepsNamedOnly || namedOnly.length === 0)) return { unmet, namedOnly, rest: fetch };
  return { unmet, namedOnly, rest: withSelections(fetch, definition, selectionSet) };
}

/** Names of a field set, each with those below it. */
type FieldSet = ReadonlyMap<string, FieldSet>;

interface Place {
  readonly type: GraphQLCompositeType;
  readonly path: readonly PathStep[];
  /** Whether the objects here are those that the representations stand for. */
  readonly isEntity: boolean;
  readonly provided: FieldSet;
}

function readFieldSet(fields: string): FieldSet {
  const definition = parse(`{${fields}}`, { noLocation: true }).definitions[0];
  const names = new Map<string, FieldSet>();
  const add = (set: SelectionSetNode | undefined, to: Map<string, FieldSet>): void => {
    for (const it of set?.selections ?? []) {
      if (it.kind === Kind.INLINE_FRAGMENT) add(it.selectionSet, to);
      else if (it.kind === Kind.FIELD) {
        const below = new Map<string, FieldSet>(to.get(it.name.value));
        add(it.selectionSet, below);
        to.set(it.name.value, below);
      }
    }
  };
  if (definition?.kind === Kind.OPERATION_DEFINITION) add(definition.selectionSet, names);
  return names;
}

function namesOf(fields: string): string[] {
  return [...readFieldSet(fields).keys()];
}

/** Whether a representation carries all of the required fields. */
function gives(selections: readonly QueryPlanSelectionNode[], fields: string): boolean {
  const given = new Set<string>();
  const collect = (set: readonly QueryPlanSelectionNode[]): void => {
    for (const it of set) {
      if (it.kind === "Field") given.add(it.name);
      else collect(it.selections);
    }
  };
  collect(selections);
  return namesOf(fields).every((name) => given.has(name));
}

function steps(type: GraphQLCompositeType, field: FieldNode): PathStep[] {
  const path: PathStep[] = [{ kind: "field", name: (field.alias ?? field.name).value }];
  let output = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value]?.type : undefined;
  while (isNonNullType(output) || isListType(output)) {
    if (isListType(output)) path.push({ kind: "list" });
    output = output.ofType as typeof output;
  }
  return path;
}
