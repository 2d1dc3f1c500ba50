import { afterEach, expect, test } from "@jest/globals";
import { createWorld, parseValid, type World } from "./support/world.js";

let world: World | undefined;
afterEach(() => world?.stop());

test("an event is completed by the plan that follows the subscription's own fetch", async () => {
  world = await createWorld([
    {
      name: "events",
      typeDefs: `type Query { a: Int } type Subscription { moved(of: ID): Item } type Item @key(fields: "id") { id: ID! }`,
    },
    {
      name: "items",
      typeDefs: `type Item @key(fields: "id") { id: ID! place: String }`,
      resolvers: { Item: { place: ({ id }: { id: string }) => `place of ${id}` } },
    },
  ]);
  const source = `subscription($id: ID) { it: moved(of: $id) { place } }`;
  const request = { document: parseValid(source, world.engine.apiSchema), source, variables: { id: "7" }, context: {} };
  const subscribed = await world.engine.subscribe(request);
  if ("errors" in subscribed) throw new AggregateError(subscribed.errors);
  const { primary } = subscribed;
  expect(primary).toMatchObject({ subgraph: "events", variables: { id: "7" } });
  expect(primary?.query).toBe("subscription($id:ID){moved_0:moved(of:$id){__typename id}}");

  const event = { moved_0: { __typename: "Item", id: "7" } };
  expect(await subscribed.complete({ reply: { data: event }, context: {} })).toMatchObject({
    data: `{"it":{"place":"place of 7"}}`,
    errors: [],
  });
});
