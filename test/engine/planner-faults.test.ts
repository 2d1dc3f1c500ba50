import { afterEach, expect, test } from "@jest/globals";
import { createWorld, type SubgraphSource, type World } from "./support/world.js";

let world: World | undefined;
afterEach(() => world?.stop());

async function worldOf(...sources: SubgraphSource[]): Promise<World> {
  return (world = await createWorld(sources));
}

type Ref = Record<string, unknown>;

const threads = ["first", "second", "third", "fourth"].map((id, index) => ({ id, writer: `w${index}` }));
const forum: SubgraphSource[] = [
  {
    name: "forum",
    typeDefs: `type Query { topic: Topic } type Topic @key(fields: "id") { id: ID! posts(limit: Int!): [Post] } type Post @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: { topic: () => ({ id: "t" }) },
      Topic: { posts: (_: Ref, { limit }: { limit: number }) => threads.slice(0, limit) },
    },
  },
  {
    name: "writers",
    typeDefs: `type Post @key(fields: "id") { id: ID! writer: ID }`,
    resolvers: { Post: { writer: ({ id }: Ref) => threads.find((it) => it.id === id)?.writer } },
  },
  {
    name: "digest",
    typeDefs: `type Topic @key(fields: "id") { id: ID! posts(limit: Int!): [Post] @external
        lastWriter: String @requires(fields: "posts(limit: 3) { writer }") }
      type Post @key(fields: "id") { id: ID! writer: ID @external }`,
    resolvers: {
      Topic: { lastWriter: ({ posts }: { posts: Ref[] }) => `${posts.length}: ${String(posts.at(-1)?.writer)}` },
    },
  },
];

test("a client's arguments are not replaced by those a subgraph requires", async () => {
  const { ask } = await worldOf(...forum);
  const { data, errors } = await ask(`{ topic { posts(limit: 1) { id } lastWriter two: posts(limit: 2) { writer } } }`);
  expect(errors).toEqual([]);
  expect(data).toEqual({
    topic: { posts: [{ id: "first" }], lastWriter: "3: w2", two: [{ writer: "w0" }, { writer: "w1" }] },
  });
});

test("two fields may require one field with different arguments", async () => {
  const { ask } = await worldOf(
    {
      name: "catalogue",
      typeDefs: `type Query { item: Item } type Item @key(fields: "id") { id: ID! price(currency: String!): Int box: Box } type Box { size(unit: String!): Int }`,
      resolvers: {
        Query: { item: () => ({ id: "i", box: {} }) },
        Item: { price: (_: Ref, { currency }: Ref) => (currency === "EUR" ? 2 : 3), box: () => ({}) },
        Box: { size: (_: Ref, { unit }: Ref) => (unit === "cm" ? 100 : 1) },
      },
    },
    {
      name: "post",
      typeDefs: `type Item @key(fields: "id") { id: ID! price(currency: String!): Int @external box: Box @external
          euro: String @requires(fields: "price(currency: \\"EUR\\")")
          dollar: String @requires(fields: "price(currency: \\"USD\\")")
          both: String @requires(fields: "price(currency: \\"USD\\") box { size(unit: \\"cm\\") }")
          free: Boolean }
        type Box @external { size(unit: String!): Int }`,
      resolvers: {
        Item: {
          euro: ({ price }: Ref) => `E${String(price)}`,
          dollar: ({ price }: Ref) => `D${String(price)}`,
          both: ({ price, box }: { price: number; box: Ref }) => `${price} ${String(box.size)}`,
          free: () => false,
        },
      },
    },
  );
  const { data, errors } = await ask(
    `{ item { euro dollar both free price(currency: "EUR") usd: price(currency: "USD") } }`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ item: { euro: "E2", dollar: "D3", both: "3 100", free: false, price: 2, usd: 3 } });
});

test("the way back to a subgraph goes by a key it can be asked by", async () => {
  const numbers = { one: "1", two: "2", three: "3" };
  const { ask } = await worldOf(
    {
      name: "registry",
      typeDefs: `type Mixed @key(fields: "id") @key(fields: "alias", resolvable: false) @key(fields: "numbers { one two }", resolvable: false)
        @key(fields: "id numbers { two three }", resolvable: false) { id: ID! alias: ID! numbers: Numbers! name: String! }
        type Numbers { one: ID! two: ID! three: ID! }`,
      resolvers: {
        Mixed: { __resolveReference: ({ id }: Ref) => ({ id, alias: "x", numbers, name: `name ${String(id)}` }) },
      },
    },
    {
      name: "holders",
      typeDefs: `type Query { holder: Holder } type Holder @key(fields: "id") { id: ID! mixed: [Mixed!]! }
        type Mixed @key(fields: "numbers { one two }", resolvable: false) @key(fields: "id numbers { two three }")
        @key(fields: "alias", resolvable: false) @key(fields: "id", resolvable: false)
        { id: ID! alias: ID! numbers: Numbers! name: String! @external greeting: String! @requires(fields: "name") }
        type Numbers { one: ID! two: ID! three: ID! }`,
      resolvers: {
        Query: { holder: () => ({ id: "h", mixed: [{ id: "m", alias: "x", numbers }] }) },
        Mixed: {
          __resolveReference: (ref: Ref) => (ref.id !== undefined && (ref.numbers as Ref).three === "3" ? ref : null),
          greeting: ({ name }: Ref) => `hello ${String(name)}`,
        },
      },
    },
  );
  const { data, errors } = await ask(`{ holder { id mixed { id name greeting } } }`);
  expect(errors).toEqual([]);
  expect(data).toEqual({ holder: { id: "h", mixed: [{ id: "m", name: "name m", greeting: "hello name m" }] } });
});

test("what no subgraph can be asked for is refused, and not null", async () => {
  const { ask } = await worldOf(
    {
      name: "here",
      typeDefs: `type Query { thing: Thing } interface Thing { id: ID! shade: Int } type Stone implements Thing @key(fields: "id") { id: ID! shade: Int }`,
    },
    {
      name: "there",
      typeDefs: `type Query { other: Holder } type Holder { thing: Thing } type Thing @interfaceObject @key(fields: "id", resolvable: false) { id: ID! weight: Int }`,
    },
  ).catch(() => ({ ask: undefined }));
  // Composition may refuse it as well, which is as good.
  if (!ask) return;
  const { data, errors } = await ask(`{ thing { id ... on Stone { weight } } }`).catch(() => ({
    data: undefined,
    errors: [{ code: "PLAN_INCOMPLETE" }],
  }));
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([{ code: expect.stringMatching(/^PLAN_/) }]);
});

test("a requirement that itself requires what its subgraph does not have is not worked out from nothing", async () => {
  const { ask } = await worldOf(
    {
      name: "alfa",
      typeDefs: `type Query { cat: Cat } type Cat @key(fields: "id") { id: ID! bee: Bee! }
        type Bee @key(fields: "id") { id: ID! sum: String @requires(fields: "base") base: String @external }`,
      resolvers: {
        Query: { cat: () => ({ id: "c", bee: { id: "b" } }) },
        Bee: { sum: ({ base }: Ref) => `sum of ${String(base)}` },
      },
    },
    {
      name: "bravo",
      typeDefs: `type Bee @key(fields: "id") { id: ID! base: String }`,
      resolvers: { Bee: { base: () => "base" } },
    },
    {
      name: "charlie",
      typeDefs: `type Bee @key(fields: "id") { id: ID! base: String @external sum: String @external all: String @requires(fields: "base sum") }`,
      resolvers: { Bee: { all: ({ base, sum }: Ref) => `${String(base)}, ${String(sum)}` } },
    },
  );
  const { data, errors } = await ask(`{ cat { bee { all } } }`);
  if (data === undefined) expect(errors).toMatchObject([{ code: "PLAN_REFUSED" }]);
  else expect(data).toEqual({ cat: { bee: { all: "base, sum of base" } } });
});

test("a subgraph is not asked for what it only names, where others of its fields require that", async () => {
  const weights: Record<string, string> = { "1": "2 kg", "2": "1 kg" };
  const idOf = ({ id, code }: Record<string, string | undefined>) => id ?? code?.slice(1) ?? "";
  const { ask, asked } = await worldOf(
    {
      name: "desk",
      typeDefs: `type Query { parcel: Parcel }
        type Parcel @key(fields: "code id") @key(fields: "id") @key(fields: "code")
          { id: ID! @shareable code: String! @shareable label: String @requires(fields: "weight") weight: String! @external }`,
      resolvers: {
        Query: { parcel: () => ({ id: "1", code: "c1" }) },
        Parcel: {
          __resolveReference: (it: Record<string, string>) => ({ ...it, id: idOf(it), code: `c${idOf(it)}` }),
          label: ({ weight }: Ref) => `label of ${String(weight)}`,
        },
      },
    },
    {
      name: "scale",
      typeDefs: `type Parcel @key(fields: "id") { id: ID! @shareable weight: String! fragile: Boolean
          ticket: String @requires(fields: "label stamp") label: String @external stamp: String @external }`,
      resolvers: {
        Parcel: {
          weight: ({ id }: Ref) => weights[String(id)],
          fragile: () => false,
          ticket: ({ label, stamp }: Ref) => `${String(label)}, ${String(stamp)}`,
        },
      },
    },
    {
      name: "hub",
      typeDefs: `type Parcel @key(fields: "code") @key(fields: "code id") { id: ID! @shareable code: String! @shareable
          stamp: String @requires(fields: "weight label") parts: [Parcel] weight: String! @external label: String @external }`,
      resolvers: {
        Parcel: {
          stamp: ({ weight, label }: Ref) => `stamp for ${String(weight)}, ${String(label)}`,
          parts: () => [{ id: "2", code: "c2" }],
        },
      },
    },
  );
  const { data, errors } = await ask(`{ parcel { parts { weight fragile label ticket } } }`);
  expect(errors).toEqual([]);
  const label = "label of 1 kg";
  const part = { weight: "1 kg", fragile: false, label, ticket: `${label}, stamp for 1 kg, ${label}` };
  expect(data).toEqual({ parcel: { parts: [part] } });
  for (const { subgraph, query } of asked) if (subgraph === "hub") expect(query).not.toMatch(/parts ?\{[^}]*weight/);
});

test("what requires a field with arguments is asked after its owner was, and after all that is required further down", async () => {
  const posts = ["one", "two", "three", "four"].map((id, index) => ({ id, writer: `w${index}` }));
  const topics = [{ id: "t" }, { id: "u" }];
  const { ask } = await worldOf(
    {
      name: "board",
      typeDefs: `type Query { topics: [Topic] } type Topic @key(fields: "id") { id: ID! posts(limit: Int!): [Post] @external }
        type Post @key(fields: "id") { id: ID! writer: ID twins: [Topic] @external
          copied: Int @requires(fields: "twins { posts(limit: 2) { id } }") }`,
      resolvers: {
        Query: { topics: () => topics },
        Topic: { posts: (_: Ref, { limit }: { limit: number }) => posts.slice(0, limit) },
        Post: {
          writer: ({ id }: Ref) => posts.find((it) => it.id === id)?.writer,
          copied: ({ twins }: { twins: { posts: Ref[] }[] }) => twins.flatMap((it) => it.posts).length,
        },
      },
    },
    {
      name: "digest",
      typeDefs: `type Topic @key(fields: "id") { id: ID! last: Last @requires(fields: "posts(limit: 3) { writer }") posts(limit: Int!): [Post] }
        type Post @key(fields: "id") { id: ID! twins: [Topic] writer: ID @external } type Last { writer: String }`,
      resolvers: {
        Topic: {
          posts: (_: Ref, { limit }: { limit: number }) => posts.slice(0, limit),
          last: (topic: { posts?: Ref[] }) => ({ writer: topic.posts?.map((it) => it.writer).join() }),
        },
        Post: { twins: ({ id }: Ref) => (id === "one" ? topics : []) },
      },
    },
  );
  const { data, errors } = await ask(`{ topics { last { writer } posts(limit: 1) { id copied } } }`);
  expect(errors).toEqual([]);
  const whole = { last: { writer: "w0,w1,w2" }, posts: [{ id: "one", copied: 4 }] };
  expect(data).toEqual({ topics: [whole, whole] });
});

test("what is required of an object further in is brought by the subgraph that has it, not by one that names it", async () => {
  const weights: Record<string, number> = { "1": 2, "2": 1 };
  const twin = ({ id }: Ref) => ({ id: id === "1" ? "2" : "1" });
  const { ask } = await worldOf(
    {
      name: "desk",
      typeDefs: `type Query { parcels: [Parcel] } union Thing = Parcel | Letter type Letter @key(fields: "id") { id: ID! }
        type Parcel @key(fields: "id") { id: ID! sealed: Boolean twin: Thing @shareable
          tariff: String @requires(fields: "weight label") weight: Int @external label: String @external }`,
      resolvers: {
        Query: { parcels: () => [{ id: "1" }, { id: "2" }] },
        Parcel: { sealed: ({ id }: Ref) => id === "1", twin },
        Thing: { __resolveType: () => "Parcel" },
      },
    },
    {
      name: "scale",
      typeDefs: `union Thing = Parcel | Letter type Letter @key(fields: "id") { id: ID! }
        type Parcel @key(fields: "id") { id: ID! weight: Int twin: Thing @shareable
          ticket: String @requires(fields: "sealed label") sealed: Boolean @external label: String @external }`,
      resolvers: {
        Parcel: {
          weight: ({ id }: Ref) => weights[String(id)],
          ticket: ({ sealed, label }: Ref) => `${String(sealed)}, ${String(label)}`,
          twin,
        },
        Thing: { __resolveType: () => "Parcel" },
      },
    },
    {
      name: "hub",
      typeDefs: `union Thing = Parcel type Parcel @key(fields: "id") { id: ID! label: String @requires(fields: "sealed weight")
          twin: Thing @shareable sealed: Boolean @external weight: Int @external }`,
      resolvers: {
        Parcel: { label: ({ sealed, weight }: Ref) => `${String(sealed)} ${String(weight)} kg`, twin },
        Thing: { __resolveType: () => "Parcel" },
      },
    },
  );
  const { data, errors } = await ask(`{ parcels { label ticket twin { ... on Parcel { ticket } } } }`);
  expect(errors).toEqual([]);
  const [one, other] = ["true, true 2 kg", "false, false 1 kg"];
  expect(data).toEqual({
    parcels: [
      { label: "true 2 kg", ticket: one, twin: { ticket: other } },
      { label: "false 1 kg", ticket: other, twin: { ticket: one } },
    ],
  });
});
