import type { PlannedFetch } from "./plan-fetches.js";

/** Fetches that make one request, and the requests that have to end before it. */
export interface FetchGroup {
  readonly members: readonly PlannedFetch[];
  readonly after: readonly number[];
}

/**
 * Decides which fetches share a request: entity questions to one subgraph that stand equally deep in the plan, for the
 * sake of one part of the answer. One
 * that nobody waits for may stand deeper than it could, if its subgraph is asked there anyway: the answer as a whole
 * is not ready before that.
 */
export function groupFetches(planned: readonly PlannedFetch[]): FetchGroup[] {
  const depths = settleDepths(planned);
  const groups = new Map<string, number[]>();
  planned.forEach((fetch, index) => {
    const key = isJoinable(fetch) ? JSON.stringify([fetch.node.serviceName, depths[index], fetch.part]) : String(index);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });

  const ordered = [...groups.values()].sort(([a = 0], [b = 0]) => (depths[a] ?? 0) - (depths[b] ?? 0) || a - b);
  const placeOf = new Map<number, number>();
  ordered.forEach((members, place) => members.forEach((member) => placeOf.set(member, place)));
  return ordered.map((indexes) => {
    const members = indexes.map((index) => planned[index]).filter((it) => it !== undefined);
    const after = new Set(members.flatMap((member) => member.after.map((it) => placeOf.get(it) ?? 0)));
    return { members, after: [...after] };
  });
}

function settleDepths(planned: readonly PlannedFetch[]): number[] {
  const depths: number[] = [];
  const depthOf = (index: number): number => {
    const known = depths[index];
    if (known !== undefined) return known;
    const depth = 1 + Math.max(-1, ...(planned[index]?.after ?? []).map(depthOf));
    depths[index] = depth;
    return depth;
  };
  planned.forEach((_, index) => depthOf(index));

  const deepest = new Map<string, number>();
  const placeOf = ({ node, part }: PlannedFetch) => `${part} ${node.serviceName}`;
  const waitedFor = new Set<number>();
  planned.forEach((fetch, index) => {
    for (const other of fetch.after) waitedFor.add(other);
    const place = placeOf(fetch);
    if (isJoinable(fetch)) deepest.set(place, Math.max(deepest.get(place) ?? 0, depths[index] ?? 0));
  });
  return planned.map((fetch, index) => {
    const depth = depths[index] ?? 0;
    if (!isJoinable(fetch) || waitedFor.has(index)) return depth;
    return Math.max(depth, deepest.get(placeOf(fetch)) ?? 0);
  });
}

function isJoinable({ node }: PlannedFetch): boolean {
  return node.requires !== undefined && (node.operationKind as string) === "query" && !node.contextRewrites?.length;
}
