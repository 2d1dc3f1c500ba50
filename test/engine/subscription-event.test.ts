import { afterEach, expect, test } from "@jest/globals";
import { createWorld, parseValid, type World } from "./support/world.js";

let world: World | undefined;
afterEach(() => world?.stop());

test("an event is completed by the plan that follows the subscription's own fetch", async () => {
  world = await createWorld([
    {
      name: "events",
      typeDefs: `scalar Long type Query { a: Int } type Subscription { moved(of: ID): Item }
        type Item @key(fields: "id") { id: ID! size: Long }`,
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

test("an event's numbers and errors pass as they came, and one that cannot be read costs its own field", async () => {
  world = await createWorld([
    {
      name: "events",
      typeDefs: `scalar Long type Query { a: Int } type Subscription { moved: Item } type Item { size: Long name: String }`,
    },
  ]);
  const source = "subscription { moved { size name } }";
  const request = { document: parseValid(source, world.engine.apiSchema), source, variables: {}, context: {} };
  const subscribed = await world.engine.subscribe(request);
  if ("errors" in subscribed) throw new AggregateError(subscribed.errors);
  const errors = [{ message: "No name", path: ["moved", "name"], extensions: { code: "NAMELESS" } }];
  const reply = `{"data":{"moved":{"size":12345678901234567890,"name":null}},"errors":${JSON.stringify(errors)}}`;
  const answer = await subscribed.complete({ reply, context: {} });
  expect(answer.data).toBe(`{"moved":{"size":12345678901234567890,"name":null}}`);
  expect(answer.errors.map(({ path, extensions }) => [path, extensions["code"]])).toEqual([
    [["moved", "name"], "NAMELESS"],
  ]);
  const unread = await subscribed.complete({ reply: "{", context: {} });
  expect(unread.data).toBe(`{"moved":null}`);
  expect(unread.errors.map(({ path, extensions }) => [path, extensions["code"]])).toEqual([
    [["moved"], "SUBGRAPH_REPLY_INVALID"],
  ]);
});
