import { expect, test } from "@jest/globals";
import {
  buildSchema,
  parse,
  print,
  stripIgnoredCharacters,
  type FieldNode,
  type OperationDefinitionNode,
} from "graphql";
import { createLiftedLiterals } from "../../gateway/engine/operation/lift-literals.js";
import { writeDocument } from "../../gateway/engine/operation/write-document.js";
import type { Planners } from "../../gateway/engine/planners/start-planners.js";
import { startPlannerHere } from "./support/planner-here.js";
import { createWorld } from "./support/world.js";

const typeDefs = `scalar Any enum Size { S L } input Box { size: Size, side: Float, ids: [ID!] any: Any }
  type Query { any(of: Any): Int told(n: Int, id: ID, ids: [ID!], list: [[Int]], size: Size, box: Box, flag: Boolean!, text: String): String }`;

function lift(argument: string) {
  const document = parse(`query ($given: Int) { told(flag: true, ${argument}) { x } }`, { noLocation: true });
  const [operation] = document.definitions as [OperationDefinitionNode];
  const [{ arguments: [, given] = [] }] = operation.selectionSet.selections as [FieldNode];
  const { args } = buildSchema(typeDefs).getQueryType()!.getFields().told!;
  const literals = createLiftedLiterals(operation);
  const lifted = literals.lift(given!, args.find((it) => it.name === given!.name.value)!.type);
  const definitions = literals.definitions().map((it) => print(it));
  return { lifted: print(lifted), definitions, texts: [...literals.texts.values()] };
}

test.each([
  ["n: 1", "Int!", "1"],
  ["id: 12345678901234567890", "ID!", `"12345678901234567890"`],
  ["ids: 7", "[ID!]!", `["7"]`],
  ["list: [[1, null], 2]", "[[Int]]!", "[[1,null],[2]]"],
  ["size: L", "Size!", `"L"`],
  [`text: """a "quoted"\n  line"""`, "String!", `"a \\"quoted\\"\\nline"`],
  ["box: { size: S, side: 1.50, ids: [] }", "Box!", `{"size":"S","side":1.50,"ids":[]}`],
])("%s becomes a variable", (argument, type, json) => {
  const [name] = argument.split(":");
  expect(lift(argument)).toEqual({ lifted: `${name}: $literal0`, definitions: [`$literal0: ${type}`], texts: [json] });
});

test.each(["n: null", "n: $given", "list: [[$given]]", "box: {any: {not: JSON}}"])("%s stays", (argument) => {
  expect(lift(argument)).toEqual({ lifted: argument, definitions: [], texts: [] });
});

test("operations that differ by names and literals alone have one plan, and each its own answer", async () => {
  const planned: string[] = [];
  const startPlanner = async (supergraphSdl: string): Promise<Planners> => {
    const here = await startPlannerHere(supergraphSdl);
    return { ...here, plan: (request) => (planned.push(request.source), here.plan(request)) };
  };
  const told = (_: unknown, { flag, n }: { flag: boolean; n: number }) => `${flag} ${n}`;
  const { ask, stop } = await createWorld(
    [{ name: "one", typeDefs, resolvers: { Query: { told, any: (_: unknown, { of }: { of: number }) => of } } }],
    undefined,
    { startPlanner },
  );
  const dataOf = async (query: string, variables = {}) => (await ask(query, variables)).data;
  const first = await dataOf(`query A { x: told(flag: true, n: 1) y: told(flag: true, n: 2) }`);
  expect(first).toEqual({ x: "true 1", y: "true 2" });
  const second = await dataOf(`query B { y: told(n: 3, flag: false) told(n: 4, flag: false) }`);
  expect(second).toEqual({ y: "false 3", told: "false 4" });
  expect(planned).toHaveLength(1);
  // Equal literals are one, and a variable is none.
  const third = await dataOf(`{ x: told(flag: true, n: 1) y: told(flag: true, n: 1) }`);
  expect(third).toEqual({ x: "true 1", y: "true 1" });
  const query = `query ($literal0: Boolean!) { x: told(flag: $literal0, n: 1) }`;
  expect(await dataOf(query, { literal0: false })).toEqual({ x: "false 1" });
  expect(planned).toHaveLength(3);
  // Planners see the literals of custom scalars.
  expect(await dataOf(`{ any(of: 1) }`)).toEqual({ any: 1 });
  expect(await dataOf(`{ any(of: 2) }`)).toEqual({ any: 2 });
  expect(planned).toHaveLength(5);
  await stop();
});

test.each([
  `query A($a:[Int!]!=[1,2,3],$b:I={a:{b:"x\\"y" c:E}} @foo(x:1)) @bar { a:b(x:$a, y:1.5, z:E n:null t:true o:{p:$b}) @skip(if:$b) ...F @inc }`,
  `{ ...on T@x{a b ...{c d} ...G e} ...@include(if:true){f} } fragment F on T @d{x ...on U{y}} fragment G on X{z}`,
  `subscription{a} mutation M{a(s:"ö\\u0001" n:-1.5e3)}`,
])("an operation is written as short as it can be: %s", (text) => {
  const document = parse(text);
  expect(writeDocument(document)).toBe(stripIgnoredCharacters(print(document)));
});
