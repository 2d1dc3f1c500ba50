import { Kind, parse, print, stripIgnoredCharacters, type FieldNode, type InlineFragmentNode } from "graphql";
import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import type { PlannedFetch } from "./plan-fetches.js";
import type { RequiredArguments } from "./required-arguments.js";

/**
 * Parts a fetch whose fields require one field with different arguments: a representation has room for one value
 * only, so each set of arguments gets an entity fetch of its own.
 */
export function partConflictingRequires(planned: readonly PlannedFetch[], required: RequiredArguments): PlannedFetch[] {
  if (required.needs.size === 0) return [...planned];
  const result: PlannedFetch[] = [];
  const places: number[][] = [];
  for (const fetch of planned) {
    const after = fetch.after.flatMap((index) => places[index] ?? []);
    const parts = partsOf(fetch, required);
    places.push(parts.map((_, offset) => result.length + offset));
    for (const part of parts) result.push({ ...part, after });
  }
  return result;
}

interface Part {
  readonly needs: Set<string>;
  readonly fields: Set<FieldNode>;
}

function partsOf(fetch: PlannedFetch, required: RequiredArguments): PlannedFetch[] {
  const { node } = fetch;
  if (!node.requires) return [fetch];
  const definition = parse(node.operation, { noLocation: true }).definitions[0];
  const entities = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections[0] : undefined;
  if (definition?.kind !== Kind.OPERATION_DEFINITION || entities?.kind !== Kind.FIELD) return [fetch];
  const fragments = (entities.selectionSet?.selections ?? []).filter(
    (it): it is InlineFragmentNode => it.kind === Kind.INLINE_FRAGMENT,
  );

  const parts: Part[] = [];
  for (const fragment of fragments) {
    for (const field of fragment.selectionSet.selections) {
      if (field.kind !== Kind.FIELD) continue;
      const coordinate = `${node.serviceName} ${fragment.typeCondition?.name.value}.${field.name.value}`;
      const needs = required.needs.get(coordinate) ?? new Set<string>();
      const home = parts.find((part) => !conflict(part.needs, needs, required));
      if (home) {
        home.fields.add(field);
        for (const need of needs) home.needs.add(need);
      } else parts.push({ needs: new Set(needs), fields: new Set([field]) });
    }
  }
  if (parts.length < 2) return [fetch];

  return parts.map((part) => {
    const selections = fragments
      .map((fragment) => ({
        ...fragment,
        selectionSet: {
          ...fragment.selectionSet,
          selections: fragment.selectionSet.selections.filter(
            (it) => it.kind === Kind.FIELD && (part.fields.has(it) || it.name.value === "__typename"),
          ),
        },
      }))
      .filter((fragment) => fragment.selectionSet.selections.length > 0);
    const operation = {
      ...definition,
      selectionSet: {
        ...definition.selectionSet,
        selections: [{ ...entities, selectionSet: { kind: Kind.SELECTION_SET as const, selections } }],
      },
    };
    return {
      ...fetch,
      node: {
        ...node,
        operation: stripIgnoredCharacters(print(operation)),
        requires: withoutOthers(node.requires ?? [], part.needs, required),
      },
    };
  });
}

function conflict(left: ReadonlySet<string>, right: ReadonlySet<string>, required: RequiredArguments): boolean {
  for (const a of left) {
    for (const b of right) {
      if (a !== b && required.fields.get(a)?.name === required.fields.get(b)?.name) return true;
    }
  }
  return false;
}

function withoutOthers(
  selections: readonly QueryPlanSelectionNode[],
  needs: ReadonlySet<string>,
  required: RequiredArguments,
): QueryPlanSelectionNode[] {
  return selections
    .filter((it) => it.kind === "InlineFragment" || !required.fields.has(it.name) || needs.has(it.name))
    .map((it) => (it.selections ? { ...it, selections: withoutOthers(it.selections, needs, required) } : it));
}
