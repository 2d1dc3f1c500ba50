import { afterEach, describe, expect, test } from "@jest/globals";
import { mergeDeferred, type MergedAnswer } from "./support/merge-deferred.js";
import { createWorld, parseValid, type Interfere, type SubgraphSource, type World } from "./support/world.js";

const items: SubgraphSource = {
  name: "items",
  typeDefs: `type Query { items: [Item!] item(id: ID!): Item thing: Thing }
    interface Thing { id: ID! }
    type Item implements Thing @key(fields: "id") { id: ID! name: String! details: Details next: Item kind: String @authenticated }
    type Details { size: Int colour: String }`,
  resolvers: {
    Query: {
      items: () => [{ id: "1" }, { id: "2" }],
      item: (_: unknown, { id }: { id: string }) => ({ id }),
      thing: () => ({ __typename: "Item", id: "5" }),
    },
    Item: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      name: ({ id }: { id: string }) => `item ${id}`,
      details: ({ id }: { id: string }) => ({ size: Number(id), colour: "red" }),
      next: ({ id }: { id: string }) => (Number(id) < 9 ? { id: String(Number(id) + 1) } : null),
      kind: () => "secret",
    },
  },
};
const stock: SubgraphSource = {
  name: "stock",
  typeDefs: `type Query { warehouses: [String!] }
    type Item @key(fields: "id") { id: ID! weight: Int stock(of: String): Int! shelf: String }`,
  resolvers: {
    Query: { warehouses: () => ["Gent"] },
    Item: {
      weight: ({ id }: { id: string }) => Number(id) * 10,
      stock: ({ id }: { id: string }, { of = "" }: { of?: string }) => Number(id) + of.length,
      shelf: ({ id }: { id: string }) => {
        if (id === "2") throw new Error("no shelf");
        return `shelf ${id}`;
      },
    },
  },
};
const shipping: SubgraphSource = {
  name: "shipping",
  typeDefs: `type Item @key(fields: "id") { id: ID! weight: Int @external price: Int @requires(fields: "weight") }`,
  resolvers: { Item: { price: ({ weight }: { weight: number }) => weight * 2 } },
};

let world: World | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

async function open(interfere?: Interfere): Promise<World> {
  world = await createWorld([items, stock, shipping], interfere);
  return world;
}

async function askLater(source: string, variables: Record<string, unknown> = {}, more: object = {}) {
  const engine = world!.engine;
  const document = parseValid(source, engine.apiSchema);
  return engine.executeDeferring({ document, source, variables, context: {}, ...more });
}

async function merged(source: string, variables: Record<string, unknown> = {}): Promise<MergedAnswer> {
  return mergeDeferred(await askLater(source, variables));
}

const byPath = ({ path }: { path?: readonly (string | number)[] | undefined }) => JSON.stringify(path);

describe("what is deferred", () => {
  test.each([
    ["in a list", `{ items { id ... @defer { weight price } } }`],
    ["at the root", `{ items { id } ... @defer { warehouses __typename } }`],
    [
      "within what is deferred",
      `{ items { id ... @defer { weight ... @defer { price next { ... @defer { shelf } } } } } }`,
    ],
    [
      "in a named fragment",
      `{ items { ...F @defer next { ...F @defer(label: "next") } } } fragment F on Item { name price }`,
    ],
    ["twice at one object", `{ items { ... @defer { weight } ... @defer { price } } }`],
    ["beside the same field", `{ items { details { size } ... @defer { details { colour } name } } }`],
    ["on an abstract type", `{ thing { id ... on Item @defer { name stock(of: "a") } } }`],
    ["under other names", `{ all: items { a: id ... @defer { b: weight c: stock(of: "x") d: stock(of: "xyz") } } }`],
    ["and is of the same subgraph", `{ items { id ... @defer { name details { size } } } }`],
    ["and is no entity's", `{ items { id details { size ... @defer { colour } } } }`],
    ["with introspection", `{ items { id } ... @defer { __schema { queryType { name } } warehouses } }`],
  ])("comes later and makes the same whole: %s", async (_, source) => {
    await open();
    const whole = await world!.ask(source);
    const { data, errors, deliveries } = await merged(source);
    expect(data).toEqual(whole.data);
    expect([...errors].sort((a, b) => (byPath(a) < byPath(b) ? -1 : 1))).toEqual(
      [...whole.errors].sort((a, b) => (byPath(a) < byPath(b) ? -1 : 1)),
    );
    expect(deliveries.length).toBeGreaterThan(0);
    expect(deliveries.map(({ hasNext }) => hasNext)).toEqual([...deliveries.slice(1).map(() => true), false]);
  });

  test("does not hold up the rest, and bears its label", async () => {
    let openGate = (): void => undefined;
    const gate = new Promise<void>((resolve) => (openGate = resolve));
    await open(async ({ subgraph }, honest) => {
      if (subgraph === "stock") await gate;
      return honest();
    });
    const { first, later } = await askLater(`{ items { id ... @defer(label: "weights") { weight } } }`);
    expect(first).toMatchObject({ data: `{"items":[{"id":"1"},{"id":"2"}]}`, errors: [] });
    expect(later?.pending.map(({ path, label }) => ({ path, label }))).toEqual([
      { path: ["items", 0], label: "weights" },
      { path: ["items", 1], label: "weights" },
    ]);
    openGate();
    const { deliveries } = await mergeDeferred({ first, later });
    expect(deliveries.flatMap(({ parts }) => parts.map(({ data }) => data))).toEqual([
      `{"weight":10}`,
      `{"weight":20}`,
    ]);
  });

  test("comes part by part, as each is ready", async () => {
    let openGate = (): void => undefined;
    const gate = new Promise<void>((resolve) => (openGate = resolve));
    await open(async ({ subgraph }, honest) => {
      if (subgraph === "stock") await gate;
      return honest();
    });
    const { later } = await askLater(`{ item(id: "1") { ... @defer(label: "slow") { weight } ... @defer { name } } }`);
    const deliveries = later!.deliveries[Symbol.asyncIterator]();
    const labels = async () => {
      const { value } = (await deliveries.next()) as { value?: { parts: { label?: string }[] } };
      return value?.parts.map(({ label }) => label);
    };
    expect(await labels()).toEqual([undefined]);
    openGate();
    expect(await labels()).toEqual(["slow"]);
    expect((await deliveries.next()).done).toBe(true);
  });

  test("is not, when it says so itself", async () => {
    await open();
    const source = `query($later: Boolean!) { items { id ... @defer(if: $later) { weight } } }`;
    expect((await merged(source, { later: false })).deliveries).toEqual([]);
    expect((await merged(source, { later: true })).deliveries).not.toEqual([]);
    expect((await merged(source, { later: false })).data).toEqual((await merged(source, { later: true })).data);
  });

  test("is not in what is not there", async () => {
    await open(async ({ subgraph }, honest) => {
      if (subgraph !== "items") return honest();
      return { data: { items: [{ __typename: "Item", id: "1", name: null }] } };
    });
    const { data, deliveries } = await merged(`{ items { name ... @defer { weight } } }`);
    expect({ data, deliveries }).toEqual({ data: { items: null }, deliveries: [] });
  });
});

describe("what goes wrong later", () => {
  test("is told with its path in the part it concerns", async () => {
    await open();
    const { errors, data, deliveries } = await merged(`{ items { id ... @defer { shelf } } }`);
    expect(data).toEqual({
      items: [
        { id: "1", shelf: "shelf 1" },
        { id: "2", shelf: null },
      ],
    });
    expect(errors).toMatchObject([{ message: "no shelf", path: ["items", 1, "shelf"] }]);
    expect(deliveries.flatMap(({ parts }) => parts.map(({ errors: own }) => own.length))).toEqual([0, 1]);
  });

  test("takes along no more than the part", async () => {
    await open(async ({ subgraph }, honest) => {
      if (subgraph === "stock") throw new Error("away");
      return honest();
    });
    const { data, errors, deliveries } = await merged(`{ item(id: "3") { id ... @defer { stock name } } }`);
    expect(data).toEqual({ item: { id: "3" } });
    expect(errors).toMatchObject([{ message: "away", path: ["item", "stock"] }]);
    expect(deliveries.at(-1)?.parts.map((part) => part.data)).toEqual(["null"]);
  });

  test("is told also where nothing of it shows", async () => {
    await open(async ({ subgraph, kind }, honest) => {
      if (subgraph === "stock" && kind === "query")
        return { data: { _entities: [{ weight: 1 }] }, errors: [{ message: "odd" }] };
      return honest();
    });
    const { errors } = await merged(`{ item(id: "3") { id ... @defer { weight } } }`);
    expect(errors).toMatchObject([{ message: "odd" }]);
  });
});

test("what may not be seen is cut from what comes later too, and not asked for", async () => {
  await open();
  world!.asked.length = 0;
  const authorization = {
    deniedAmong: () => "nobody",
    denies: (type: string, field: string) => (`${type}.${field}` === "Item.kind" ? { code: "DENIED" } : undefined),
  };
  const answer = await askLater(`{ item(id: "3") { id ... @defer { kind weight } } }`, {}, { authorization });
  const { data, errors } = await mergeDeferred(answer);
  expect(data).toEqual({ item: { id: "3", kind: null, weight: 30 } });
  expect(errors).toMatchObject([{ code: "DENIED", path: ["item", "kind"] }]);
  expect(world!.asked.some(({ query }) => query.includes("kind"))).toBe(false);
});

test("what nobody waits for any more is not asked", async () => {
  let openGate = (): void => undefined;
  const gate = new Promise<void>((resolve) => (openGate = resolve));
  await open(async ({ subgraph, query }, honest) => {
    if (subgraph === "stock" && query.includes("weight")) await gate;
    return honest();
  });
  const { later } = await askLater(`{ item(id: "1") { id ... @defer { price } ... @defer { name } } }`);
  for await (const _ of later!.deliveries) break;
  openGate();
  await world!.engine.stop();
  expect(world!.asked.some(({ subgraph }) => subgraph === "shipping")).toBe(false);
});
