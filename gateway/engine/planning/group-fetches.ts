import type { Fetch } from "./plan.js";

/** Fetches that make one request, and the requests that have to end before it. */
export interface FetchGroup {
  readonly members: readonly Fetch[];
  readonly after: readonly number[];
}

/**
 * Decides which fetches share a request: entity questions to one subgraph that stand equally deep in the plan, for the
 * sake of one part of the answer.
 */
export function groupFetches(fetches: readonly Fetch[]): FetchGroup[] {
  const depths: number[] = [];
  for (const { after } of fetches) depths.push(1 + Math.max(-1, ...after.map((it) => depths[it] ?? 0)));
  const groups = new Map<string, number[]>();
  fetches.forEach((fetch, index) => {
    const isJoinable = fetch.requires !== undefined && fetch.contextRewrites.length === 0;
    const key = isJoinable ? JSON.stringify([fetch.subgraph, depths[index], fetch.part]) : String(index);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });

  const ordered = [...groups.values()].sort(([a = 0], [b = 0]) => (depths[a] ?? 0) - (depths[b] ?? 0) || a - b);
  const placeOf = new Map<number, number>();
  ordered.forEach((members, place) => members.forEach((member) => placeOf.set(member, place)));
  return ordered.map((indexes) => {
    const members = indexes.map((index) => fetches[index]).filter((it) => it !== undefined);
    const after = new Set(members.flatMap((member) => member.after.map((it) => placeOf.get(it) ?? 0)));
    return { members, after: [...after] };
  });
}
