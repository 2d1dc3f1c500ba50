import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import type { BenchSubgraph } from "./workloads.mjs";

/** One subgraph that answers 5.5 MB: lists of floats, ints and strings on nodes in nodes. */

interface Node {
  readonly id: number;
  readonly floats: readonly number[];
  readonly ints: readonly number[];
  readonly strings: readonly string[];
  readonly int: number;
  readonly float: number;
  readonly string: string;
}

const WIDTH = 8;
const typeDefs = `type Query { nodes: [Node!]! }
  type Node { id: Int! floats: [Float!]! ints: [Int!]! strings: [String!]! int: Int! float: Float! string: String! nodes: [Node!]! }`;
const random = randomNumbers(12_345);
const upTo = (most: number) => Math.floor(random() * (most + 1));
const many = <T,>(count: number, make: () => T) => Array.from({ length: count }, make);
const float = () => random() * 2000 - 1000;
const int = () => upTo(20_000) - 10_000;
/** Some hold what JSON writes differently. */
const alphabet = 'abcdefghijklmnopqrstuvwxyzàéïöß€"\\\n';
const string = (length: number) => many(length, () => alphabet[upTo(random() < 0.02 ? 34 : 25)]).join("");

const nodes: readonly Node[] = Array.from({ length: 1000 }, (_, id) => ({
  id,
  floats: many(upTo(30), float),
  ints: many(upTo(48), int),
  strings: many(upTo(9), () => string(upTo(256))),
  int: int(),
  float: float(),
  string: string(10 + upTo(90)),
}));
const below = (id: number) => many(WIDTH, () => 0).map((_, index) => nodes[(id * WIDTH + index) % nodes.length]);

export const listSubgraphs: readonly BenchSubgraph[] = [
  {
    name: "lists",
    typeDefs,
    schema: buildSubgraphSchema({
      typeDefs: parse(typeDefs),
      resolvers: {
        Query: { nodes: () => below(0) },
        Node: { nodes: ({ id }: Node) => below(id) },
      },
    }),
  },
];

export const bigQuery = `query BigResponse { nodes { ...N nodes { ...N nodes { ...N nodes { ...N } } } } }
fragment N on Node { id floats ints strings int float string }`;

/** The same numbers each time: a linear congruential generator. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
