/** A subgraph of a supergraph, where it takes queries. */
export interface PlacedSubgraph {
  readonly name: string;
  readonly url: string;
}

/** A subgraph that another supergraph would lose, and why. */
export interface LostSubgraph {
  readonly name: string;
  readonly why: "it is not in the new supergraph" | "nothing answers at its new address";
}

/**
 * What would be lost if one supergraph took another's place: a subgraph that the new one leaves out, and one that does not
 * answer where the new one says it is. One that is where it was is no worse off than before, and is not asked.
 */
export async function findLostSubgraphs(
  now: readonly PlacedSubgraph[],
  next: readonly PlacedSubgraph[],
  answers: (url: string) => Promise<boolean>,
): Promise<LostSubgraph[]> {
  const removed = now.filter(({ name }) => !next.some((one) => one.name === name));
  const moved = next.filter(({ name, url }) => !now.some((one) => one.name === name && one.url === url));
  const silent = await Promise.all(moved.map(async (one) => ((await answers(one.url)) ? [] : [one])));
  return [
    ...removed.map(({ name }) => ({ name, why: "it is not in the new supergraph" as const })),
    ...silent.flat().map(({ name }) => ({ name, why: "nothing answers at its new address" as const })),
  ];
}

/** A supergraph would lose subgraphs that the one that serves has. */
export class SubgraphsLost extends Error {
  override readonly name = "SubgraphsLost";
  constructor(readonly lost: readonly LostSubgraph[]) {
    super(`it would lose ${lost.map(({ name, why }) => `the subgraph ${name} (${why})`).join(" and ")}`);
  }
}
