import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import type { BenchSubgraph } from "./workloads.mjs";

/**
 * A graph with many plans for one operation: seven subgraphs over one entity. Each has its key and three of the fields f0–f6 and of
 * the edges n0–n6, so that each of them stands in three subgraphs and any two subgraphs share one.
 */

const COUNT = 7;
const numbers = Array.from({ length: COUNT }, (_, index) => index);
const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])\n`;

interface Node {
  readonly id: string;
}

/** Its id is the way that leads to it, so that no two nodes of an answer say the same. */
const edge =
  (number: number) =>
  ({ id }: Node): Node => ({ id: `${id}${number}` });
const field =
  (number: number) =>
  ({ id }: Node) =>
    `f${number} of ${id}`;

export const nodeSubgraphs: readonly BenchSubgraph[] = numbers.map((first) => {
  const held = [first, first + 1, first + 3].map((number) => number % COUNT);
  const typeDefs = `${FEDERATION}type Query { node: Node @shareable }
    type Node @key(fields: "id") { id: ID! ${held.map((number) => `f${number}: String @shareable n${number}: Node @shareable`).join(" ")} }`;
  const resolvers = {
    Query: { node: () => ({ id: "-" }) },
    Node: {
      __resolveReference: ({ id }: Node) => ({ id }),
      ...Object.fromEntries(held.map((number) => [`f${number}`, field(number)])),
      ...Object.fromEntries(held.map((number) => [`n${number}`, edge(number)])),
    },
  };
  return {
    name: `nodes${first}`,
    typeDefs,
    schema: buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers }),
  };
});

/** Four edges at each of four levels and four fields at each of the 256 leaves, others each time. */
export const nodeQuery = manyPlansQuery();

function manyPlansQuery(): string {
  const fours = combinations(numbers, 4);
  let next = 0;
  const choose = () => fours[next++ % fours.length] ?? [];
  const nodes = (levels: number): string =>
    levels === 0
      ? choose()
          .map((number) => `f${number}`)
          .join(" ")
      : choose()
          .map((number) => `n${number} { ${nodes(levels - 1)} }`)
          .join(" ");
  return `query ManyPlans { node { ${nodes(4)} } }`;
}

function combinations(of: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return of.flatMap((number, index) => combinations(of.slice(index + 1), size - 1).map((rest) => [number, ...rest]));
}
