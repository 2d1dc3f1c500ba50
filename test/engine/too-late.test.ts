import { afterEach, expect, test } from "@jest/globals";
import { createWorld, parseValid, type SubgraphSource, type World } from "./support/world.js";

let world: World | undefined;
afterEach(() => world?.stop());

const thing = { id: "1" };
const sources: SubgraphSource[] = [
  {
    name: "main",
    typeDefs: `type Query { o: Thing } type Thing @key(fields: "id") { id: ID! a: Int }`,
    resolvers: { Query: { o: () => ({ ...thing, a: 1 }) } },
  },
  { name: "slow", typeDefs: `type Thing @key(fields: "id") { id: ID! slow: Int }` },
  {
    name: "other",
    typeDefs: `type Thing @key(fields: "id") { id: ID! slow: Int @external c: Int @requires(fields: "slow") d: Int }`,
    resolvers: { Thing: { __resolveReference: () => thing, c: () => 3, d: () => 4 } },
  },
  {
    name: "free",
    typeDefs: `type Thing @key(fields: "id") { id: ID! e: Int }`,
    resolvers: { Thing: { __resolveReference: () => thing, e: () => 5 } },
  },
];

/** Asks where one subgraph never answers, until it was asked and those that can have answered. */
async function askUntilLate(query: string) {
  const late = new AbortController();
  world = await createWorld(sources, ({ subgraph }) =>
    subgraph === "slow" ? new Promise<never>(() => undefined) : undefined,
  );
  const { engine, asked } = world;
  const answering = engine.execute({
    document: parseValid(query, engine.apiSchema),
    source: query,
    variables: {},
    context: {},
    signal: late.signal,
  });
  while (!asked.some(({ subgraph }) => subgraph === "slow")) await new Promise(setImmediate);
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
  late.abort();
  const { data, errors } = await answering;
  return {
    data,
    codes: Object.fromEntries(errors.map(({ path, extensions }) => [path?.join("."), extensions.code])),
    asked: [...asked],
  };
}

test("what does not wait for the slow subgraph is told, and what does says why it is not", async () => {
  const { data, codes, asked } = await askUntilLate("{ o { a slow c d e } }");
  expect(data).toBe(`{"o":{"a":1,"slow":null,"c":null,"d":4,"e":5}}`);
  expect(codes).toEqual({ "o.slow": "SUBGRAPH_TIMEOUT", "o.c": "SUBGRAPH_TIMEOUT" });
  expect(asked.map(({ subgraph }) => subgraph).sort()).toEqual(["free", "main", "other", "slow"]);
});
