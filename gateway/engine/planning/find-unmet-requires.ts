import {
  isCompositeType,
  isListType,
  isNonNullType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type FieldNode,
  type GraphQLCompositeType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import type { PlannedFetch } from "./plan-fetches.js";
import type { PathStep } from "./prepared-plan.js";
import { typeBehind, type SupergraphRequires } from "./supergraph-requires.js";

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
  return planned.flatMap((fetch) => {
    const found: UnmetRequire[] = [];
    const { schema } = supergraph;
    const { node } = fetch;

    function walk(
      set: SelectionSetNode,
      type: GraphQLCompositeType,
      path: readonly PathStep[],
      isEntity: boolean,
    ): void {
      for (const selection of set.selections) {
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
          walk(selection.selectionSet, isCompositeType(condition) ? condition : type, path, isEntity);
        } else if (selection.kind === Kind.FIELD) {
          const name = selection.name.value;
          for (const need of supergraph.of(node.serviceName, type, name)) {
            // What the subgraph provides itself at this place, it knows.
            if (selects(set, need.fields) || (isEntity && gives(node.requires ?? [], need.fields))) continue;
            found.push({ fetch, field: selection, type: need.type, requires: need.fields, path });
          }
          const inner = typeBehind(schema, type, name);
          if (inner && selection.selectionSet)
            walk(selection.selectionSet, inner, [...path, ...steps(type, selection)], false);
        }
      }
    }

    const definition = operationOf(fetch);
    const root = schema.getRootType(node.operationKind);
    if (definition && root) {
      const [entities] = definition.selectionSet.selections;
      if (!node.requires) walk(definition.selectionSet, root, fetch.path, false);
      else if (entities?.kind === Kind.FIELD && entities.selectionSet)
        walk(entities.selectionSet, root, fetch.path, true);
    }
    return found;
  });
}

export function operationOf({ node }: PlannedFetch): OperationDefinitionNode | undefined {
  const definition = parse(node.operation, { noLocation: true }).definitions[0];
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition : undefined;
}

export function fieldSetNames(fields: string): string[] {
  const definition = parse(`{${fields}}`, { noLocation: true }).definitions[0];
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  return definition.selectionSet.selections.flatMap((it) => (it.kind === Kind.FIELD ? [it.name.value] : []));
}

function selects(set: SelectionSetNode, fields: string): boolean {
  const names = new Set(set.selections.flatMap((it) => (it.kind === Kind.FIELD ? [it.name.value] : [])));
  return fieldSetNames(fields).every((name) => names.has(name));
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
  return fieldSetNames(fields).every((name) => given.has(name));
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
