import { afterEach, expect, test } from "@jest/globals";
import { readReply } from "../../gateway/engine/execution/read-reply.js";
import { createWorld, type Interfere, type SubgraphSource, type World } from "./support/world.js";

let world: World | undefined;
afterEach(() => world?.stop());

const sources: SubgraphSource[] = [
  {
    name: "people",
    typeDefs: `type Query { people: [Person] leader: Person } type Person @key(fields: "id") { id: ID! name: String! }
      enum Rank { HIGH SECRET @inaccessible }`,
    resolvers: {
      Query: {
        people: () => [
          { id: "1", name: "Ann" },
          { id: "2", name: "Bo" },
        ],
        leader: () => ({ id: "1", name: "Ann" }),
      },
    },
  },
  {
    name: "desks",
    typeDefs: `type Query { rooms: Int } type Person @key(fields: "id") { id: ID! desk: Desk phone: String! rank: Rank tags: [String!] ranks: [Rank] notes: Any }
      scalar Any
      type Desk { floor: Int! window: Boolean } enum Rank { HIGH SECRET @inaccessible }`,
    resolvers: {
      Query: { rooms: () => 4 },
      Person: {
        desk: () => ({ floor: 2, window: true }),
        phone: ({ id }: { id: string }) => `+32 ${id}`,
        rank: () => "SECRET",
        tags: () => ["a"],
      },
    },
  },
];

/** Has the desks lie; the people tell the truth. */
async function ask(lie: string | object | Error, query = `{ people { name desk { floor } } }`) {
  const interfere: Interfere = ({ subgraph }) => {
    if (subgraph !== "desks") return undefined;
    if (lie instanceof Error) throw lie;
    return lie;
  };
  world = await createWorld(sources, interfere);
  return world.ask(query);
}

const spared = {
  people: [
    { name: "Ann", desk: null },
    { name: "Bo", desk: null },
  ],
};

test.each([
  ["half a JSON text", `{"data":{"_entities":[{"des`],
  ["HTML", "<html>500</html>"],
  ["nothing", ""],
  ["a number", "7"],
  ["null", "null"],
  ["no data and no errors", "{}"],
  ["data that is a list", `{"data":[1]}`],
  ["no entities", `{"data":{}}`],
  ["too few entities", `{"data":{"_entities":[{"desk":{"floor":1}}]}}`],
  ["too many entities", `{"data":{"_entities":[null,null,null]}}`],
  ["entities that are no list", `{"data":{"_entities":{"0":{}}}}`],
  ["entities that are no objects", `{"data":{"_entities":[7,"x"]}}`],
  ["errors that are no list", `{"errors":"all wrong"}`],
  ["errors that are no errors", `{"errors":[null,7]}`],
  ["a connection that breaks", new Error("ECONNRESET 10.0.0.3")],
])("%s costs only the liar's own fields", async (_, lie) => {
  const { data, errors } = await ask(lie);
  expect(data).toEqual(spared);
  expect(errors.length).toBeGreaterThan(0);
});

const zeros = (count: number) => `[${"0,".repeat(count - 1)}0]`;
test.each([
  ["depth", "[".repeat(100_000) + "]".repeat(100_000), "nested deeper than 200"],
  ["values", `[${`${zeros(150_000)},`.repeat(8)}0]`, "more than 1000000 values"],
  ["items", zeros(300_000), "more than 200000 items in a list or an object"],
])("a reply of too many or too much: %s", async (_, notes, said) => {
  const { data, errors } = await ask(`{"data":{"_entities":[{"notes":${notes}},{"notes":7}]}}`);
  expect(data).toEqual(spared);
  expect(errors[0]).toMatchObject({
    message: `The subgraph's reply cannot be read: ${said}`,
    code: "SUBGRAPH_REPLY_INVALID",
  });
});

test("of more errors than anybody reads nothing is read", () => {
  const errors = Array.from({ length: 20_000 }, () => ({ message: "no" }));
  expect(() => readReply({ data: null, errors })).toThrow("more than 10000 errors");
});

test("of extensions without end only the code is read, for they are copied wherever the error is told", () => {
  const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i]));
  const { errors } = readReply({ data: null, errors: [{ message: "no", extensions: { code: "LOST", ...wide } }] });
  expect(errors).toMatchObject([{ extensions: { code: "LOST" } }]);
  expect(Object.keys(errors[0]!.extensions)).toEqual(["code"]);
});

test("a value of any shape is written up to a depth that no stack minds, and costs itself beyond", async () => {
  const deep = (depth: number) => `${'{"a":['.repeat(depth)}${"]}".repeat(depth)}`;
  const of = (notes: string) => `{"data":{"_entities":[{"notes":${notes}},{"notes":7}]}}`;
  const written = await ask(of(deep(50)), `{ people { name notes } }`);
  expect(written.data).toMatchObject({ people: [{ notes: JSON.parse(deep(50)) as object }, { notes: 7 }] });
  await world?.stop();
  const { data, errors } = await ask(of(deep(100_000)), `{ people { name notes } }`);
  expect(data).toEqual({
    people: [
      { name: "Ann", notes: null },
      { name: "Bo", notes: null },
    ],
  });
  expect(errors).toMatchObject([{ path: ["people", 0, "notes"] }, { path: ["people", 1, "notes"] }]);
  for (const { code } of errors) expect(code).toBe("SUBGRAPH_REPLY_INVALID");
});

test("of thousands of reasons for one null some are told at its place", async () => {
  const errors = Array.from({ length: 2_000 }, (_, i) => ({ message: `no ${i}`, path: ["_entities", 0, "tags"] }));
  const lie = { data: { _entities: [{ tags: [null, null] }, {}] }, errors };
  const answer = await ask(lie, `{ people { loose: tags } }`);
  expect(answer.data).toEqual({ people: [{ loose: null }, { loose: null }] });
  expect(answer.errors.filter(({ path }) => path?.join() === "people,0,loose,0")).toHaveLength(20);
  // The others are told all the same.
  expect(new Set(answer.errors.map(({ message }) => message)).size).toBeGreaterThanOrEqual(2_000);
});

test("a hundred thousand values that do not fit are told up to a bound, and that there are more", async () => {
  const tags = `[${"{},".repeat(100_000)}{}]`;
  const { errors } = await ask(`{"data":{"_entities":[{"ranks":${tags}},null]}}`, `{ people { ranks } }`);
  expect(errors).toHaveLength(10_001);
  expect(errors.at(-1)).toMatchObject({ message: "More than 10000 errors: the others are not listed." });
});

test("entities of the wrong shape are null, each with its error", async () => {
  const { data, errors } = await ask(`{"data":{"_entities":[{"desk":"second floor"},{"desk":{"floor":"two"}}]}}`);
  expect(data).toEqual(spared);
  expect(errors.map((it) => it.path)).toEqual([
    ["people", 0, "desk"],
    ["people", 1, "desk", "floor"],
  ]);
});

test("one entity's error is told at every place it stands, under the client's names", async () => {
  const lie = {
    data: { _entities: [{ desk: null }, { desk: { floor: 3 } }] },
    errors: [{ message: "no desk", path: ["_entities", 0, "desk"], extensions: { code: "LOST" } }],
  };
  const { data, errors } = await ask(lie, `{ all: people { place: desk { floor } } leader { desk { floor } } }`);
  expect(data).toEqual({ all: [{ place: null }, { place: { floor: 3 } }], leader: { desk: null } });
  expect(errors).toEqual([
    { message: "no desk", path: ["all", 0, "place"], code: "LOST" },
    { message: "no desk", path: ["leader", "desk"], code: "LOST" },
  ]);
});

test("a null that is not allowed takes its object along and never goes without a reason", async () => {
  const silent = { data: { _entities: [{ phone: null }, { phone: "+32 2" }] } };
  const { data, errors } = await ask(silent, `{ people { name phone } }`);
  expect(data).toEqual({ people: [null, { name: "Bo", phone: "+32 2" }] });
  expect(errors).toMatchObject([{ path: ["people", 0, "phone"], code: "NULL_NOT_ALLOWED" }]);
});

test("a missing entity whose field may not be null is explained too", async () => {
  const { data, errors } = await ask(
    { data: { _entities: [null, null] } },
    `{ people { name phone } leader { name } }`,
  );
  expect(data).toEqual({ people: [null, null], leader: { name: "Ann" } });
  expect(errors.map((it) => it.path)).toEqual([
    ["people", 0, "phone"],
    ["people", 1, "phone"],
  ]);
});

test("a null in a list that allows none takes the list along", async () => {
  const { data, errors } = await ask(
    { data: { _entities: [{ tags: ["a", null] }, { tags: [] }] } },
    `{ people { tags } }`,
  );
  expect(data).toEqual({ people: [{ tags: null }, { tags: [] }] });
  expect(errors).toMatchObject([{ path: ["people", 0, "tags", 1] }]);
});

test("a value that the API hides is null, and is not named", async () => {
  world = await createWorld(sources);
  const { data, errors } = await world.ask(`{ people { rank } }`);
  expect(data).toEqual({ people: [{ rank: null }, { rank: null }] });
  expect(errors).toMatchObject([
    { path: ["people", 0, "rank"], code: "VALUE_INVALID" },
    { path: ["people", 1, "rank"], code: "VALUE_INVALID" },
  ]);
  expect(JSON.stringify(errors)).not.toContain("SECRET");
});

test("names that every object has are fields like others", async () => {
  const lie = `{"data":{"_entities":[{"__proto__":{"desk":{"floor":9}},"constructor":{"prototype":1}},{"desk":{"floor":1},"toString":2}]}}`;
  const { data } = await ask(lie, `{ people { __proto__: name constructor: name desk { floor } } }`);
  expect(JSON.stringify(data)).toBe(
    `{"people":[{"__proto__":"Ann","constructor":"Ann","desk":null},{"__proto__":"Bo","constructor":"Bo","desk":{"floor":1}}]}`,
  );
  expect(({} as { floor?: number }).floor).toBeUndefined();
});

test("a shared request that one question spoils is asked again in parts", async () => {
  const more: SubgraphSource[] = [
    {
      name: "people",
      typeDefs: `type Query { person: Person place: Place } type Person @key(fields: "id") { id: ID! } type Place @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { person: () => ({ id: "1" }), place: () => ({ id: "2" }) } },
    },
    {
      name: "facts",
      typeDefs: `type Person @key(fields: "id") { id: ID! age: Int } type Place @key(fields: "id") { id: ID! size: Int }`,
      resolvers: { Person: { age: () => 40 }, Place: { size: () => 9 } },
    },
  ];
  world = await createWorld(more, ({ subgraph, query }, honest) => {
    if (subgraph !== "facts") return undefined;
    return query.includes("Place") ? { data: null, errors: [{ message: "places are closed" }] } : honest();
  });
  const { data, errors } = await world.ask(`{ person { age } place { size } }`);
  expect(data).toEqual({ person: { age: 40 }, place: { size: null } });
  expect(errors).toMatchObject([{ message: "places are closed", path: ["place", "size"] }]);
  expect(world.asked.map((it) => it.subgraph)).toEqual(["people", "facts", "facts", "facts"]);
});
