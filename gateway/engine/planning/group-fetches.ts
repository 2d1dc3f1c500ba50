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
export function groupFetches(fetches: readonly Fetch[], textOf: (fetch: Fetch) => string): FetchGroup[] {
  const depths = depthsOf(fetches, textOf);
  const groups = new Map<string, number[]>();
  fetches.forEach((fetch, index) => {
    const key = isJoinable(fetch) ? JSON.stringify([fetch.subgraph, depths[index], fetch.part]) : String(index);
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

/** How deep each stands. What nobody waits for stands with the deepest that asks the same: it is a question less. */
function depthsOf(fetches: readonly Fetch[], textOf: (fetch: Fetch) => string): number[] {
  const depths: number[] = [];
  for (const { after } of fetches) depths.push(1 + Math.max(-1, ...after.map((it) => depths[it] ?? 0)));
  const awaited = new Set(fetches.flatMap(({ after }) => after));
  const deepest = new Map<string, number>();
  const questions = fetches.map((it) =>
    isJoinable(it) ? JSON.stringify([it.subgraph, it.part, it.outputRewrites, textOf(it)]) : "",
  );
  questions.forEach((it, index) => deepest.set(it, Math.max(deepest.get(it) ?? 0, depths[index] ?? 0)));
  return depths.map((depth, index) => {
    const question = questions[index];
    return question && !awaited.has(index) ? (deepest.get(question) ?? depth) : depth;
  });
}

function isJoinable({ requires, contextRewrites }: Fetch): boolean {
  return requires !== undefined && contextRewrites.length === 0;
}
