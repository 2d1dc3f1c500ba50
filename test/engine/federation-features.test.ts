import { afterEach, expect, test } from "@jest/globals";
import type { EngineOptions } from "../../gateway/engine/engine-options.js";
import { createWorld, parseValid, type SubgraphSource, type World } from "./support/world.js";

let world: World | undefined;
afterEach(() => world?.stop());

type Ref = Record<string, unknown>;

async function worldOf(sources: SubgraphSource[], more?: Partial<EngineOptions>): Promise<World> {
  return (world = await createWorld(sources, undefined, more));
}

test("mutation fields run one after the other, each as often as it is written", async () => {
  let total = 1;
  const change =
    (by: (total: number, n: number) => number) =>
    (_: unknown, { n }: { n: number }) =>
      (total = by(total, n));
  const { ask } = await worldOf([
    {
      name: "plus",
      typeDefs: `type Query { a: Int } type Mutation { add(n: Int!): Int }`,
      resolvers: { Mutation: { add: change((t, n) => t + n) } },
    },
    {
      name: "times",
      typeDefs: `type Query { b: Int } type Mutation { multiply(n: Int!): Int }`,
      resolvers: { Mutation: { multiply: change((t, n) => t * n) } },
    },
  ]);
  const { text } = await ask(
    `mutation { x: add(n: 4) multiply(n: 10) y: add(n: 4) ...More } fragment More on Mutation { z: multiply(n: 2) z2: multiply(n: 2) }`,
  );
  expect(text).toBe(`{"x":5,"multiply":50,"y":54,"z":108,"z2":216}`);
});

test("an entity is asked anew after each deed", async () => {
  let count = 0;
  const { ask } = await worldOf([
    {
      name: "deeds",
      typeDefs: `type Query { a: Int } type Mutation { touch: Item } type Item @key(fields: "id") { id: ID! }`,
      resolvers: { Mutation: { touch: () => (count++, { id: "i" }) } },
    },
    {
      name: "counts",
      typeDefs: `type Item @key(fields: "id") { id: ID! count: Int }`,
      resolvers: { Item: { count: () => count } },
    },
    {
      name: "deeds2",
      typeDefs: `type Mutation { touch2: Item } type Item @key(fields: "id") { id: ID! } type Query { b: Int }`,
      resolvers: { Mutation: { touch2: () => (count++, { id: "i" }) } },
    },
  ]);
  const { data } = await ask(`mutation { a: touch { count } b: touch2 { count } }`);
  expect(data).toEqual({ a: { count: 1 }, b: { count: 2 } });
});

test("root types may have names of their own", async () => {
  const { ask } = await worldOf([
    {
      name: "own",
      typeDefs: `schema { query: Asks mutation: Does } type Asks { one: Int } type Does { it: Int }`,
      resolvers: { Asks: { one: () => 1 }, Does: { it: () => 2 } },
    },
    { name: "plain", typeDefs: `type Query { two: Int }`, resolvers: { Query: { two: () => 2 } } },
  ]);
  expect((await ask(`{ __typename one two }`)).data).toEqual({ __typename: "Query", one: 1, two: 2 });
  expect((await ask(`mutation { __typename it }`)).data).toEqual({ __typename: "Mutation", it: 2 });
});

test("fields of an interface object are found for each of its types, whose names stay", async () => {
  const media = [
    { __typename: "Book", id: "b" },
    { __typename: "Film", id: "f" },
  ];
  const { ask, asked } = await worldOf([
    {
      name: "library",
      typeDefs: `type Query { media: [Media] } interface Media @key(fields: "id") { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID! pages: Int } type Film implements Media @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: { media: () => media },
        Book: { pages: () => 3 },
        Media: { __resolveReference: ({ id }: Ref) => media.find((it) => it.id === id) },
      },
    },
    {
      name: "reviews",
      typeDefs: `type Query { best: Media } type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }`,
      resolvers: { Query: { best: () => ({ id: "f" }) }, Media: { stars: ({ id }: Ref) => (id === "b" ? 5 : 1) } },
    },
  ]);
  const { data } = await ask(
    `{ media { __typename id stars ... on Book { pages again: stars } } best { __typename stars ... on Film { id } } }`,
  );
  expect(data).toEqual({
    media: [
      { __typename: "Book", id: "b", stars: 5, pages: 3, again: 5 },
      { __typename: "Film", id: "f", stars: 1 },
    ],
    best: { __typename: "Film", stars: 1, id: "f" },
  });
  expect(asked.find((it) => it.variables.includes("representations"))?.variables).toContain(`"__typename":"Media"`);
});

test("arguments come from the objects around", async () => {
  const { ask } = await worldOf([
    {
      name: "shops",
      typeDefs: `type Query { shops: [Shop!]! } type Shop @key(fields: "id") @context(name: "shop") { id: ID! currency: String! items: [Item!]! }
        type Item @key(fields: "id") { id: ID! price(currency: String @fromContext(field: "$shop { currency }")): String! }`,
      resolvers: {
        Query: {
          shops: () =>
            ["EUR", "USD"].map((currency) => ({ id: currency, currency, items: [{ id: "1" }, { id: "2" }] })),
        },
        Item: { price: ({ id }: Ref, { currency }: Ref) => `${String(id)} ${String(currency)}` },
      },
    },
    {
      name: "other",
      typeDefs: `type Item @key(fields: "id") { id: ID! name: String }`,
      resolvers: { Item: { name: ({ id }: Ref) => `n${String(id)}` } },
    },
  ]);
  const { data, errors } = await ask(`{ shops { items { name price } } }`);
  expect(errors).toEqual([]);
  expect(data).toEqual({
    shops: ["EUR", "USD"].map((currency) => ({
      items: ["1", "2"].map((id) => ({ name: `n${id}`, price: `${id} ${currency}` })),
    })),
  });
});

test("a progressive override is followed for those it is on for", async () => {
  const sources = [
    {
      name: "old",
      typeDefs: `type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! value: String }`,
      resolvers: { Query: { thing: () => ({ id: "1" }) }, Thing: { value: () => "old" } },
    },
    {
      name: "new",
      typeDefs: `type Thing @key(fields: "id") { id: ID! value: String @override(from: "old", label: "percent(50)") }`,
      resolvers: { Thing: { value: () => "new" } },
    },
  ];
  const { engine } = await worldOf(sources, {
    override: (label, context) => label === "percent(50)" && context === "keen",
  });
  const source = `{ thing { value } }`;
  const request = { document: parseValid(source, engine.apiSchema), source, variables: {} };
  expect((await engine.execute({ ...request, context: "keen" })).data).toBe(`{"thing":{"value":"new"}}`);
  expect((await engine.execute({ ...request, context: "slow" })).data).toBe(`{"thing":{"value":"old"}}`);
});

test("a type that the API hides is null, with an error that does not name it", async () => {
  const { ask } = await worldOf([
    {
      name: "zoo",
      typeDefs: `type Query { pets: [Pet] } union Pet = Cat | Ghost type Cat { name: String } type Ghost @inaccessible { name: String }`,
      resolvers: {
        Query: {
          pets: () => [
            { __typename: "Cat", name: "Tom" },
            { __typename: "Ghost", name: "Boo" },
          ],
        },
      },
    },
  ]);
  const answer = await ask(`{ pets { __typename ... on Cat { name } } }`);
  expect(answer).toMatchObject({
    data: { pets: [{ __typename: "Cat", name: "Tom" }, null] },
    errors: [{ path: ["pets", 1], code: "VALUE_INVALID" }],
  });
  expect(JSON.stringify(answer)).not.toContain("Ghost");
});

test("an enum value that the API hides, or that nobody declares, is null with an error that does not name it", async () => {
  const typeDefs = `type Query { dyes: [Dye] } enum Dye { WELD WOAD @inaccessible }`;
  const told = { data: { dyes: ["WELD", "WOAD", "MADDER"] } };
  world = await createWorld([{ name: "dyes", typeDefs }], () => told);
  const answer = await world.ask(`{ dyes }`);
  expect(answer).toMatchObject({
    data: { dyes: ["WELD", null, null] },
    errors: [
      { path: ["dyes", 1], code: "VALUE_INVALID" },
      { path: ["dyes", 2], code: "VALUE_INVALID" },
    ],
  });
  expect(JSON.stringify(answer)).not.toMatch(/WOAD|MADDER/);
});

test("a value that no subgraph gives is null with an error; a null that one gives needs none", async () => {
  const typeDefs = `type Query { a: String b: String c: Thing } type Thing { d: Int e: Int }`;
  world = await createWorld([{ name: "forgetful", typeDefs }], () => ({ data: { a: null, c: { d: null } } }));
  expect(await world.ask(`{ a b c { d e } }`)).toMatchObject({
    data: { a: null, b: null, c: { d: null, e: null } },
    errors: [
      { path: ["b"], code: "VALUE_MISSING" },
      { path: ["c", "e"], code: "VALUE_MISSING" },
    ],
  });
});

test.each([
  ["Int", 2147483647, 2147483647],
  ["Int", -2147483648, -2147483648],
  ["Int", 2147483648, null],
  ["Int", -2147483649, null],
  ["Int", 1.5, null],
  ["ID", "a", "a"],
  ["ID", 12, "12"],
  ["ID", 1.5, null],
  ["ID", true, null],
])("of type %s the value %p is answered as %p", async (type, given, answered) => {
  world = await createWorld([{ name: "one", typeDefs: `type Query { a: ${type} }` }], () => ({ data: { a: given } }));
  expect(await world.ask(`{ a }`)).toMatchObject({
    data: { a: answered },
    errors: answered === null ? [{ path: ["a"], code: "VALUE_INVALID" }] : [],
  });
});

test("denied fields are not asked, and their null has the denial's code", async () => {
  const { engine, asked } = await worldOf([
    {
      name: "people",
      typeDefs: `type Query { who: Who person: Person } interface Who { name: String } type Person implements Who { name: String income: Int address: Address! } type Address { street: String }`,
      resolvers: {
        Query: {
          who: () => ({ __typename: "Person", name: "Ann" }),
          person: () => ({ name: "Ann", income: 9, address: { street: "x" } }),
        },
        Who: { __resolveType: () => "Person" },
      },
    },
  ]);
  const source = `{ person { income name } second: person { address { street } } who { name } }`;
  const denied = new Set(["Person.income", "Person.address", "Person.name"]);
  const authorization = {
    deniedAmong: () => "nobody",
    denies: (type: string, field: string) => (denied.has(`${type}.${field}`) ? { code: "MAY_NOT_SEE" } : undefined),
  };
  const document = parseValid(source, engine.apiSchema);
  const { data, errors } = await engine.execute({ document, source, variables: {}, context: {}, authorization });
  expect(data).toBe(`{"person":{"income":null,"name":null},"second":null,"who":{"name":null}}`);
  expect(errors.map((it) => [it.path?.join("."), it.extensions.code])).toEqual([
    ["person.income", "MAY_NOT_SEE"],
    ["person.name", "MAY_NOT_SEE"],
    ["second.address", "MAY_NOT_SEE"],
    ["who.name", "MAY_NOT_SEE"],
  ]);
  expect(asked.map((it) => it.query).join()).not.toMatch(/income|street/);
});

test("a client may call its variables what it likes", async () => {
  const { ask } = await worldOf([
    {
      name: "a",
      typeDefs: `type Query { item(n: Int): Item } type Item @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { item: (_: unknown, { n }: Ref) => ({ id: n }) } },
    },
    {
      name: "b",
      typeDefs: `type Item @key(fields: "id") { id: ID! twice(n: Int): String }`,
      resolvers: { Item: { twice: ({ id }: Ref, { n }: Ref) => `${String(id)} ${String(n)}` } },
    },
  ]);
  const query = `query($representations: Int, $representations1: Int) { item(n: $representations) { twice(n: $representations1) } }`;
  expect((await ask(query, { representations: 4, representations1: 5 })).data).toEqual({ item: { twice: "4 5" } });
});

test("introspection is answered without any subgraph", async () => {
  const { ask, asked } = await worldOf([{ name: "a", typeDefs: `type Query { x: Int }` }]);
  const { data } = await ask(
    `query($n: String = "Query") { t: __type(name: $n) { name } ...S } fragment S on Query { __schema { queryType { fields { name } } } __typename }`,
  );
  expect(data).toEqual({
    t: { name: "Query" },
    __schema: { queryType: { fields: [{ name: "x" }] } },
    __typename: "Query",
  });
  expect(asked).toEqual([]);
});

test("a supergraph with every feature that a router supports is served", async () => {
  const { ask } = await worldOf([
    {
      name: "all",
      typeDefs: `directive @secret(level: Int) on FIELD_DEFINITION
        type Query { open: Int @cost(weight: 3) closed: Int @authenticated scoped: Int @requiresScopes(scopes: [["a"]])
          ruled: Int @policy(policies: [["p"]]) many(first: Int): [Int] @listSize(slicingArguments: ["first"]) tagged: Int @tag(name: "t") }`,
      resolvers: {
        Query: { open: () => 1, closed: () => 2, scoped: () => 3, ruled: () => 4, many: () => [5], tagged: () => 6 },
      },
    },
  ]);
  const { data } = await ask(`{ open closed scoped ruled many(first: 1) tagged }`);
  expect(data).toEqual({ open: 1, closed: 2, scoped: 3, ruled: 4, many: [5], tagged: 6 });
});

test("a kind that the subgraph asked does not know is not waited for", async () => {
  const { ask } = await worldOf([
    {
      name: "shelves",
      typeDefs: `type Query { finds: [Find] } union Find = Coin | Shard type Coin { id: ID! @shareable } type Shard { clay: String }`,
      resolvers: {
        Query: {
          finds: () => [
            { __typename: "Coin", id: "c" },
            { __typename: "Shard", clay: "red" },
          ],
        },
      },
    },
    {
      name: "mint",
      typeDefs: `type Query { newest: Find } union Find = Coin | Medal
        type Coin @key(fields: "id") { id: ID! value: Int } type Medal @key(fields: "id") { id: ID! ribbon: String }`,
      resolvers: {
        Query: { newest: () => ({ __typename: "Medal", id: "m" }) },
        Coin: { __resolveReference: (ref: Ref) => ref, value: () => 5 },
        Medal: { ribbon: () => "blue" },
      },
    },
  ]);
  const { data, errors } = await ask(
    `{ finds { ...Kinds } newest { ...Kinds } }
      fragment Kinds on Find { __typename ... on Coin { id } ... on Shard { clay } ... on Medal { ribbon } }`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({
    finds: [
      { __typename: "Coin", id: "c" },
      { __typename: "Shard", clay: "red" },
    ],
    newest: { __typename: "Medal", ribbon: "blue" },
  });
});

test("one subgraph may know by its one type what another knows by several", async () => {
  const { ask, asked } = await worldOf([
    {
      name: "paintings",
      typeDefs: `type Query { one: Wall @shareable } type Wall @key(fields: "id") { id: ID! art: Art @shareable all: [Art!] @shareable }
        union Art = Oil | Print type Oil @key(fields: "id") { id: ID! title: String } type Print { copies: Int }`,
      resolvers: {
        Query: { one: () => ({ id: "w" }) },
        Oil: { title: () => "Haystack" },
        Wall: {
          __resolveReference: (ref: Ref) => ref,
          art: () => ({ __typename: "Oil", id: "o" }),
          all: () => [{ __typename: "Oil", id: "o" }],
        },
      },
    },
    {
      name: "oils",
      typeDefs: `type Query { walls: [Wall] } type Wall @key(fields: "id") { id: ID! art: Oil @shareable all: [Oil!] @shareable }
        type Oil @key(fields: "id") { id: ID! varnished: Boolean }`,
      resolvers: {
        Query: { walls: () => [{ id: "w", art: { id: "o", varnished: true }, all: [{ id: "o", varnished: false }] }] },
      },
    },
  ]);
  const { data, errors } = await ask(
    `{ walls { art { ... on Oil { varnished } } all { ... on Oil { varnished } ... on Print { copies } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ walls: [{ art: { varnished: true }, all: [{ varnished: false }] }] });
  expect(asked.map((it) => it.subgraph)).toEqual(["oils"]);
});

test("directives of somebody else that clients write reach the subgraphs, with their defaults", async () => {
  const access = (definition: string) => `
    extend schema @link(url: "https://example.org/access/v1.0", import: ["@access", "@internal"])
      @composeDirective(name: "@access") @composeDirective(name: "@internal")
    directive @access(scope: Scope! ${definition}, reason: String) on FIELD
    directive @internal on OBJECT
    enum Scope { PUBLIC PRIVATE }`;
  const { ask, asked, engine } = await worldOf([
    {
      name: "desks",
      typeDefs: `${access("= PRIVATE")} type Query { desk: Desk } type Desk @key(fields: "id") @internal { id: ID! }`,
      resolvers: { Query: { desk: () => ({ id: "d" }) } },
    },
    {
      name: "chairs",
      typeDefs: `${access("")} type Desk @key(fields: "id") { id: ID! chairs: Int }`,
      resolvers: { Desk: { chairs: () => 4 } },
    },
  ]);
  const query = `query($why: String) { desk @access { chairs @access(reason: $why) all: chairs @access(scope: PUBLIC) } }`;
  const { data, errors } = await ask(query, { why: "a look" });
  expect(errors).toEqual([]);
  expect(data).toEqual({ desk: { chairs: 4, all: 4 } });
  const [first, second] = asked.map((it) => it.query);
  expect(first).toContain("@access(scope:PRIVATE)");
  expect(second).toContain("@access(reason:$why scope:PRIVATE)");
  expect(second).toContain("@access(scope:PUBLIC)");
  expect(JSON.parse(asked[1]!.variables)).toMatchObject({ why: "a look" });
  expect(engine.apiSchema.getDirective("internal")).toBeUndefined();
});
