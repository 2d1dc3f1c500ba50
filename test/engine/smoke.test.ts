import { afterAll, expect, test } from "@jest/globals";
import { parse } from "graphql";
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
  expect(world.asked.map((it) => JSON.parse(it.variables) as unknown)).toEqual([
    {},
    { representations: ["1", "2"].map((upc) => ({ __typename: "Product", upc, price: 10, weight: 3 })) },
  ]);
});

test("an operation that is not planned when its request ends is answered at once", async () => {
  const world = await createWorld([{ name: "one", typeDefs: `type Query { a: Int }`, resolvers: {} }]);
  worlds.push(world);
  const ended = AbortSignal.abort(new Error("too late"));
  const { engine } = world;
  const source = "{ a b: a }";
  const document = parse(source);
  const answer = await engine.execute({ document, source, variables: {}, context: {}, signal: ended });
  expect(answer).toMatchObject({ data: undefined, fetches: 0 });
  expect(answer.errors.map(({ extensions }) => extensions["code"])).toEqual(["PLANNER_UNAVAILABLE"]);
  // Planned by now, or soon: nobody else pays for who left.
  expect((await engine.execute({ document, source, variables: {}, context: {} })).errors).toEqual([]);
});
