import { afterEach, expect, test } from "@jest/globals";
import type { Authorization } from "../../gateway/engine/subgraph-transport.js";
import { createWorld, parseValid, type SubgraphSource, type World } from "./support/world.js";

let world: World | undefined;
afterEach(() => world?.stop());

async function worldOf(...sources: SubgraphSource[]): Promise<World> {
  return (world = await createWorld(sources));
}

type Ref = Record<string, unknown>;

const vessels = [
  { __typename: "Barge", id: "b" },
  { __typename: "Tug", id: "t" },
];
const byId = ({ id }: Ref) => vessels.find((it) => it.id === id) ?? null;

const sighted = () => [
  { __typename: "Vessel", id: "t" },
  { __typename: "Buoy", id: "y", bell: 1 },
];

/** `harbour` gives vessels without knowing which is which; `yard` knows. */
function harbour(tug = ""): SubgraphSource[] {
  return [
    {
      name: "harbour",
      typeDefs: `type Query { moored: [Vessel] flagship: Vessel! sighted: [Afloat] } interface Afloat { id: ID! }
        type Buoy implements Afloat { id: ID! bell: Int }
        type Vessel implements Afloat @key(fields: "id") @interfaceObject { id: ID! berth: Int! name: String @external
          plate: String @requires(fields: "name") }`,
      resolvers: {
        Query: { moored: () => [{ id: "b" }, { id: "t" }, { id: "gone" }], flagship: () => ({ id: "b" }), sighted },
        Vessel: { berth: ({ id }: Ref) => (id === "b" ? 1 : 2), plate: ({ name }: Ref) => `*${String(name)}*` },
      },
    },
    {
      name: "yard",
      typeDefs: `interface Afloat { id: ID! } interface Vessel implements Afloat @key(fields: "id") { id: ID! name: String }
        type Query { ships: [Vessel] }
        type Barge implements Afloat & Vessel @key(fields: "id") { id: ID! name: String hold: Int }
        type Tug implements Afloat & Vessel @key(fields: "id") ${tug} { id: ID! name: String power: Int }`,
      resolvers: {
        Query: { ships: () => vessels },
        Vessel: { __resolveReference: byId },
        Barge: { hold: () => 40, name: () => "Bea" },
        Tug: { power: () => 900, name: () => "Tom" },
      },
    },
  ];
}

test("an interface object is answered without its type where that makes no difference", async () => {
  const { ask, asked } = await worldOf(...harbour());
  const { text, errors } = await ask(`{ moored { berth ... on Afloat { id } ...More } flagship { berth } }
    fragment More on Vessel { number: berth }`);
  expect(errors).toEqual([]);
  expect(text).toBe(
    `{"moored":[{"berth":1,"id":"b","number":1},{"berth":2,"id":"t","number":2},{"berth":2,"id":"gone","number":2}],"flagship":{"berth":1}}`,
  );
  expect(asked.map((it) => it.subgraph)).toEqual(["harbour"]);
});

test("where its type does make a difference and nobody knows it, it is null, and it is said why", async () => {
  const { ask } = await worldOf(...harbour());
  const { data, errors } = await ask(`{ moored { __typename berth } }`);
  expect(data).toEqual({ moored: [{ __typename: "Barge", berth: 1 }, { __typename: "Tug", berth: 2 }, null] });
  expect(errors).toMatchObject([{ path: ["moored", 2], code: "VALUE_INVALID" }]);
  const { data: powers, errors: told } = await ask(`{ moored { ... on Tug { power } } }`);
  expect(powers).toEqual({ moored: [{}, { power: 900 }, null] });
  expect(told).toMatchObject([{ path: ["moored", 2], code: "VALUE_INVALID" }]);
});

test("an interface object's type is asked where it may be one that the API hides", async () => {
  const { ask } = await worldOf(...harbour("@inaccessible"));
  const { data, errors } = await ask(`{ moored { berth } flagship { berth } }`);
  expect(data).toEqual({ moored: [{ berth: 1 }, null, null], flagship: { berth: 1 } });
  expect(errors).toMatchObject([
    { path: ["moored", 1], code: "VALUE_INVALID" },
    { path: ["moored", 2], code: "VALUE_INVALID" },
  ]);
});

test("what is denied of one type is not given away by an object whose type is not known", async () => {
  const { engine } = await worldOf(...harbour());
  const source = `{ moored { berth } }`;
  const authorization: Authorization = {
    deniedAmong: () => "no tugs",
    denies: (type, field) => (`${type}.${field}` === "Tug.berth" ? { code: "MAY_NOT_SEE" } : undefined),
  };
  const document = parseValid(source, engine.apiSchema);
  const { data, errors } = await engine.execute({ document, source, variables: {}, context: {}, authorization });
  expect(data).toBe(`{"moored":[{"berth":1},null,null]}`);
  expect(errors.map((it) => it.extensions.code)).toContain("MAY_NOT_SEE");
});

test("among objects of several interfaces the types of interface objects are found", async () => {
  const { ask } = await worldOf(...harbour());
  const { data, errors } = await ask(
    `{ sighted { __typename id ... on Vessel { berth plate } ... on Buoy { bell } } }`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({
    sighted: [
      { __typename: "Tug", id: "t", berth: 2, plate: "*Tom*" },
      { __typename: "Buoy", id: "y", bell: 1 },
    ],
  });
});

test("what requires nothing does not wait for what is required for some types only", async () => {
  const { ask } = await worldOf(...harbour());
  const { data, errors } = await ask(`{ ships { berth ... on Barge { plate hold } } }`);
  expect(errors).toEqual([]);
  expect(data).toEqual({ ships: [{ berth: 1, plate: "*Bea*", hold: 40 }, { berth: 2 }] });
});

/** Two subgraphs share `catch`, and each has a kind of fish that the other does not know. */
function fishery(eel: string, cod = "weight: Int"): SubgraphSource[] {
  return [
    {
      name: "north",
      typeDefs: `type Query { boat: Boat @shareable } type Boat @key(fields: "id") { id: ID! catch: [Fish] @shareable }
        union Fish = Herring | Eel type Herring @shareable { name: String } type Eel ${eel}
        type Length { in(unit: String!): Int }`,
      resolvers: {
        Query: { boat: () => ({ id: "n" }) },
        Boat: {
          catch: () => [
            { __typename: "Herring", name: "h" },
            { __typename: "Eel", id: "e", length: {} },
          ],
        },
        Length: { in: (_: Ref, { unit }: Ref) => (unit === "cm" ? 80 : 1) },
      },
    },
    {
      name: "south",
      typeDefs: `type Query { boats: [Boat] } type Boat @key(fields: "id") { id: ID! crew: Int catch: [Fish] @shareable }
        union Fish = Herring | Cod type Herring @shareable { name: String } type Cod { ${cod} }`,
      resolvers: { Boat: { crew: () => 7 } },
    },
  ];
}

test("what a shared field can hold where it is asked is asked along, though another subgraph does not know it", async () => {
  const { ask, asked } = await worldOf(...fishery(`{ id: ID length: Length! }`));
  const { data, errors } = await ask(
    `query ($unit: String!) { boat { crew catch { __typename ...Eels ... on Cod { weight } ... on Herring { name } } } }
     fragment Eels on Eel { long: length { in(unit: $unit) metres: in(unit: "m") } }`,
    { unit: "cm" },
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({
    boat: {
      crew: 7,
      catch: [
        { __typename: "Herring", name: "h" },
        { __typename: "Eel", long: { in: 80, metres: 1 } },
      ],
    },
  });
  expect(asked.filter((it) => it.subgraph === "north").map((it) => it.variables)).toEqual([
    `{"unit":"cm","literal0":"m"}`,
  ]);
});

test("an object of which not all could be asked is null, and it is said", async () => {
  const { ask } = await worldOf(...fishery(`@key(fields: "id") { id: ID! length: Length! }`), {
    name: "market",
    typeDefs: `type Eel @key(fields: "id") { id: ID! price: Int } type Query { open: Boolean }`,
    resolvers: { Eel: { price: () => 12 } },
  });
  const { data, errors } = await ask(`{ boat { crew catch { ... on Herring { name } ... on Eel { price } } } }`);
  expect(data).toEqual({ boat: { crew: 7, catch: [{ name: "h" }, null] } });
  expect(errors).toMatchObject([{ path: ["boat", "catch", 1], code: "VALUE_INVALID" }]);
  const { data: whole } = await ask(`{ boat { catch { __typename ... on Eel { id } } } }`);
  expect(whole).toEqual({ boat: { catch: [{ __typename: "Herring" }, { __typename: "Eel", id: "e" }] } });
});

test("an object of a type that its subgraph should not have there is refused aloud, and not told in part", async () => {
  const sources: SubgraphSource[] = [
    {
      name: "finder",
      typeDefs: `type Query { find(n: Int): Found } interface Found { id: ID! } type Known implements Found { id: ID! }`,
      resolvers: { Query: { find: (_: unknown, { n }: { n: number }) => ({ __typename: "Known", id: n }) } },
    },
    {
      name: "people",
      typeDefs: `interface Found { id: ID! } type Person implements Found @key(fields: "id") { id: ID! nickname: String }`,
      resolvers: { Person: { nickname: () => "Jo" } },
    },
  ];
  const { ask } = (world = await createWorld(sources, async ({ subgraph }, honest) => {
    const reply = JSON.stringify(await honest());
    return subgraph === "finder"
      ? reply.replace(/"__typename":"Known","id":"1/g, `"__typename":"Person","id":"1`)
      : reply;
  }));
  const { data, errors } = await ask(`{
    known: find(n: 2) { id ... on Person { nickname } }
    odd: find(n: 1) { id ... on Person { nickname } }
    same: find(n: 10) { __typename id }
  }`);
  expect(data).toEqual({ known: { id: "2" }, odd: null, same: { __typename: "Person", id: "10" } });
  expect(errors).toMatchObject([{ path: ["odd"], code: "VALUE_INVALID" }]);
});
