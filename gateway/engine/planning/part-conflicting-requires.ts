import type { FieldNode } from "graphql";
import { openEntityFetch } from "./part-entity-fetch.js";
import type { PlannedFetch } from "./plan-fetches.js";
import type { RequiredArguments } from "./required-arguments.js";

/**
 * Parts a fetch whose fields require one field with different arguments: a representation has room for one value
 * only, so each set of arguments gets an entity fetch of its own.
 */
export function partConflictingRequires(planned: readonly PlannedFetch[], required: RequiredArguments): PlannedFetch[] {
  if (required.needs.size === 0) return [...planned];
  return partFetches(planned, (fetch) => partsOf(fetch, required));
}

/** Puts several fetches in the place of each; whoever waits for the one waits for those that are awaited. */
export function partFetches(
  planned: readonly PlannedFetch[],
  partsOf: (fetch: PlannedFetch) => readonly (PlannedFetch & { readonly isAwaited?: boolean })[],
): PlannedFetch[] {
  const result: PlannedFetch[] = [];
  const places: number[][] = [];
  for (const fetch of planned) {
    const after = fetch.after.flatMap((index) => places[index] ?? []);
    const parts = partsOf(fetch);
    places.push(parts.flatMap((part, offset) => (part.isAwaited === false ? [] : [result.length + offset])));
    for (const part of parts) result.push({ ...part, after });
  }
  return result;
}

interface Part {
  readonly needs: Set<string>;
  readonly fields: Set<FieldNode>;
}

function partsOf(fetch: PlannedFetch, required: RequiredArguments): readonly PlannedFetch[] {
  const open = openEntityFetch(fetch);
  const parts: Part[] = [];
  for (const { type, field } of open?.fields ?? []) {
    const coordinate = `${fetch.node.serviceName} ${type}.${field.name.value}`;
    const needs = required.needs.get(coordinate) ?? new Set<string>();
    const home = parts.find((part) => !conflict(part.needs, needs, required));
    if (home) {
      home.fields.add(field);
      for (const need of needs) home.needs.add(need);
    } else parts.push({ needs: new Set(needs), fields: new Set([field]) });
  }
  if (!open || parts.length < 2) return [fetch];
  return parts.map(({ fields, needs }) =>
    open.part(fields, (_, name) => !required.fields.has(name) || needs.has(name)),
  );
}

function conflict(left: ReadonlySet<string>, right: ReadonlySet<string>, required: RequiredArguments): boolean {
  for (const a of left) {
    for (const b of right) {
      if (a !== b && required.fields.get(a)?.name === required.fields.get(b)?.name) return true;
    }
  }
  return false;
}
