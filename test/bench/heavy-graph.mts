import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import type { BenchSubgraph } from "./workloads.mjs";

/** The public benchmark's graph: four subgraphs over users, products, stock and reviews, with its tiny data. */

const users = ["urigo", "dotansimha", "kamilkisiela", "ardatan", "gilgardosh", "laurin"].map((username, index) => ({
  id: String(index + 1),
  username,
  name: `${username.slice(0, 1).toUpperCase()}${username.slice(1)} the ${index + 1}th`,
  birthday: 1234567890,
}));

const products = [
  ["Table", 899, 100],
  ["Couch", 1299, 1000],
  ["Glass", 15, 20],
  ["Chair", 499, 100],
  ["TV", 1299, 1000],
  ["Lamp", 6999, 300],
  ["Grill", 3999, 2000],
  ["Fridge", 100000, 6000],
  ["Sofa", 9999, 800],
].map(([name, price, weight], index) => ({ upc: String(index + 1), name, price, weight }));

const inStock = new Set(["1", "5", "6", "7", "9"]);
const bodyLengths = [445, 294, 276, 145, 445, 294, 276, 145, 145, 145, 861];
const reviewed = ["1", "1", "1", "1", "2", "2", "2", "2", "3", "4", "4"];
const words =
  "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore ".repeat(12);
const reviews = reviewed.map((upc, index) => ({
  id: String(index + 1),
  body: words.slice(index, index + (bodyLengths[index] ?? 100)),
  product: { upc },
}));

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@provides", "@requires", "@shareable"])\n`;

const sources: Record<string, { typeDefs: string; resolvers: object }> = {
  accounts: {
    typeDefs: `type Query { me: User user(id: ID!): User users: [User] }
      type User @key(fields: "id") { id: ID! name: String username: String @shareable birthday: Int }`,
    resolvers: {
      Query: {
        me: () => users[0],
        user: (_: unknown, { id }: { id: string }) => users.find((it) => it.id === id),
        users: () => users,
      },
      User: { __resolveReference: ({ id }: { id: string }) => users.find((it) => it.id === id) },
    },
  },
  inventory: {
    typeDefs: `type Product @key(fields: "upc") { upc: String! weight: Int @external price: Int @external inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight") }`,
    resolvers: {
      Product: {
        inStock: ({ upc }: { upc: string }) => inStock.has(upc),
        shippingEstimate: ({ price, weight }: { price: number; weight: number }) =>
          price > 1000 ? 0 : Math.round(weight / 2),
      },
    },
  },
  products: {
    typeDefs: `type Query { topProducts(first: Int = 5): [Product] }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: {
      Query: { topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, first) },
      Product: { __resolveReference: ({ upc }: { upc: string }) => products.find((it) => it.upc === upc) },
    },
  },
  reviews: {
    typeDefs: `type Review @key(fields: "id") { id: ID! body: String product: Product author: User @provides(fields: "username") }
      type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
      type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
    resolvers: {
      Review: {
        author: () => ({ id: "1", username: "urigo" }),
        __resolveReference: ({ id }: { id: string }) => reviews.find((it) => it.id === id),
      },
      User: { reviews: () => reviews.slice(0, 2) },
      Product: { reviews: ({ upc }: { upc: string }) => reviews.filter((it) => it.product.upc === upc) },
    },
  },
};

export const heavySubgraphs: readonly BenchSubgraph[] = Object.entries(sources).map(
  ([name, { typeDefs, resolvers }]) => ({
    name,
    typeDefs: FEDERATION + typeDefs,
    schema: buildSubgraphSchema({ typeDefs: parse(FEDERATION + typeDefs), resolvers: resolvers as never }),
  }),
);

export const heavyQuery = `fragment User on User { id username name }
fragment Review on Review { id body }
fragment Product on Product { inStock name price shippingEstimate upc weight }
query TestQuery {
  users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } } }
  topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
}`;
