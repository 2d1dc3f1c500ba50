import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "graphql";
import { ExactNumber } from "../../platform/json/exact-number.js";
import { createWorld, type SubgraphSource, type World } from "./support/world.js";

const NUMBERS = ["9007199254740993", "12345678901234567890", "1.10", "1e400", "-0", "-0.000000000000000000010", "1E2"];

const sources: SubgraphSource[] = [
  {
    name: "accounts",
    typeDefs: `scalar Any scalar Long input Pair { long: Long int: Int }
      type Query { any(of: Any): Any list: [Long] account: Account accounts(long: Long, pair: Pair, int: Int): [Account] }
      type Account @key(fields: "number") { number: Long amount: Float count: Int text: String id: ID }
      extend type Query { byId(id: ID): Account }`,
  },
  {
    name: "limits",
    typeDefs: `scalar Long type Account @key(fields: "number") { number: Long limit: Long }`,
  },
];

let world: World;
let replies: Record<string, string> = {};
beforeAll(async () => {
  world = await createWorld(sources, ({ subgraph }) => replies[subgraph]);
});
afterAll(() => world.stop());

/** Has subgraphs give these texts, whatever is asked. */
function have(said: Record<string, string>): World {
  replies = said;
  return world;
}

test.each(NUMBERS)("%s of a custom scalar reaches the client as it came", async (number) => {
  const any = `{"a":[${number},"${number}",{"b":${number}}],"c":1}`;
  const { ask } = have({ accounts: `{"data":{"any":${any},"list":[${number},1,null]}}` });
  expect(await ask("{ any list }")).toMatchObject({ text: `{"any":${any},"list":[${number},1,null]}`, errors: [] });
});

test.each(NUMBERS)("%s is the key that another subgraph is asked by", async (number) => {
  const { ask, asked } = have({
    accounts: `{"data":{"account":{"__typename":"Account","number":${number}}}}`,
    limits: `{"data":{"_entities":[{"limit":${number}}]}}`,
  });
  expect(await ask("{ account { limit } }")).toMatchObject({ text: `{"account":{"limit":${number}}}`, errors: [] });
  expect(asked[1]?.variables).toBe(`{"representations":[{"__typename":"Account","number":${number}}]}`);
});

test("keys that are one number to JavaScript are two entities", async () => {
  const [one, other] = ["9007199254740992", "9007199254740993"];
  const account = (number: string) => `{"__typename":"Account","number":${number}}`;
  const { ask } = have({
    accounts: `{"data":{"accounts":[${account(one)},${account(other)},${account(other)}]}}`,
    limits: `{"data":{"_entities":[{"limit":1},{"limit":2}]}}`,
  });
  expect((await ask("{ accounts { limit } }")).data).toEqual({ accounts: [{ limit: 1 }, { limit: 2 }, { limit: 2 }] });
});

test.each([
  ["amount", "1.10", "1.10"],
  ["amount", "12345678901234567890", "12345678901234567890"],
  ["amount", "1e400", undefined],
  ["count", "1.0", "1"],
  ["count", "1e2", "100"],
  ["count", "2147483648.0", undefined],
  ["count", "12345678901234567890", undefined],
  ["text", "1.10", `"1.10"`],
  ["text", "1e400", undefined],
  ["id", "9007199254740993", `"9007199254740993"`],
  ["id", "1e2", `"100"`],
  ["id", "1.10", undefined],
])("a field %s that is said to be %s", async (field, said, told) => {
  const { ask } = have({ accounts: `{"data":{"account":{"${field}":${said}}}}` });
  const { text, errors } = await ask(`{ account { ${field} } }`);
  expect(text).toBe(`{"account":{"${field}":${told ?? "null"}}}`);
  expect(errors.map(({ code }) => code)).toEqual(told === undefined ? ["VALUE_INVALID"] : []);
});

test("a number that stands where an object should is no object", async () => {
  const { ask } = have({ accounts: `{"data":{"account":1.10}}` });
  expect((await ask("{ account { amount } }")).errors).toMatchObject([{ code: "VALUE_INVALID" }]);
});

test("variables reach the subgraph as the client sent them where a custom scalar stands", async () => {
  const { engine, asked } = have({ accounts: `{"data":{"accounts_0":[],"any_1":null}}` });
  const source = `query ($long: Long, $pair: Pair, $int: Int, $any: Any) { accounts(long: $long, pair: $pair, int: $int) { count } any(of: $any) }`;
  const exact = (text: string) => new ExactNumber(text);
  const { errors } = await engine.execute({
    document: parse(source),
    source,
    variables: { long: 9007199254740992, pair: { long: 1.1, int: 1 }, int: 1, any: [{ a: 1.1 }] },
    exactVariables: {
      long: exact("9007199254740993"),
      pair: { long: exact("1.10"), int: exact("1.0") },
      int: exact("1.0"),
      any: [{ a: exact("1.10") }],
    },
    context: {},
  });
  expect(errors).toEqual([]);
  // In whichever order the plan names them.
  const sent = asked.at(-1)!.variables;
  const parts = ['"long":9007199254740993', '"pair":{"long":1.10,"int":1}', '"int":1', '"any":[{"a":1.10}]'];
  for (const part of parts) expect(sent).toContain(part);
  expect(sent).toHaveLength(`{${parts.join(",")}}`.length);
});

test.each(NUMBERS)("%s in a document reaches the subgraph as it stands there", async (number) => {
  const { asked, ask } = have({ accounts: "{}" });
  await ask(
    `query ($any: Any = [${number}]) { any(of: { a: [${number}] }) other: any(of: $any) accounts(pair: { long: ${number} }) { id } }`,
  );
  expect(asked[0]?.query.split(number)).toHaveLength(4);
});

test("an integer is an ID whatever its length", async () => {
  const { engine, asked, ask } = have({ accounts: "{}" });
  await ask(`{ byId(id: 12345678901234567890) { id } }`);
  expect(asked[0]?.variables).toBe(`{"literal0":"12345678901234567890"}`);
  const source = "query ($id: ID) { byId(id: $id) { id } }";
  const exactVariables = { id: new ExactNumber("12345678901234567890") };
  const variables = { id: 12345678901234567000 };
  await engine.execute({ document: parse(source), source, variables, exactVariables, context: {} });
  expect(asked[1]?.variables).toBe(`{"id":"12345678901234567890"}`);
});
