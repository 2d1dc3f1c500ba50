import { afterAll, expect, test } from "@jest/globals";
import { createWorld, type World } from "./support/world.js";

const worlds: World[] = [];
afterAll(() => Promise.all(worlds.map((world) => world.stop())));

test("a product is put together from two subgraphs", async () => {
  const world = await createWorld([
    {
      name: "products",
      typeDefs: `type Query { products: [Product!]! } type Product @key(fields: "upc") { upc: ID! name: String price: Int weight: Int }`,
      resolvers: {
        Query: { products: () => ["1", "2", "1"].map((upc) => ({ upc, name: `p${upc}`, price: 10, weight: 3 })) },
        Product: { __resolveReference: ({ upc }: { upc: string }) => ({ upc, name: `p${upc}`, price: 10, weight: 3 }) },
      },
    },
    {
      name: "stock",
      typeDefs: `type Product @key(fields: "upc") { upc: ID! price: Int @external weight: Int @external inStock: Boolean! shipping: Int @requires(fields: "price weight") }`,
      resolvers: {
        Product: {
          inStock: () => true,
          shipping: ({ price, weight }: { price: number; weight: number }) => price * weight,
        },
      },
    },
  ]);
  worlds.push(world);
  const { data, errors } = await world.ask(
    `{ products { a: upc name inStock b: inStock shipping } __schema { queryType { name } } }`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({
    products: ["1", "2", "1"].map((upc) => ({ a: upc, name: `p${upc}`, inStock: true, b: true, shipping: 30 })),
    __schema: { queryType: { name: "Query" } },
  });
  expect(world.asked.map((it) => it.variables)).toEqual([
    "{}",
    `{"representations":[{"__typename":"Product","upc":"1","price":10,"weight":3},{"__typename":"Product","upc":"2","price":10,"weight":3}]}`,
  ]);
});
