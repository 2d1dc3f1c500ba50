import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { buildSchema, parse } from "graphql";
import { actualCost } from "../../../gateway/admission/cost/actual-cost.js";
import { compileCost } from "../../../gateway/admission/cost/compile-cost.js";
import { readCostTable } from "../../../gateway/admission/cost/cost-table.js";
import { estimateCost, MOST_COST } from "../../../gateway/admission/cost/estimate-cost.js";
import { randomDocument } from "./random-document.js";

const LINK = `schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"]) { query: Query }`;
const DIRECTIVES = `
  directive @link(url: String, import: [String], as: String) repeatable on SCHEMA
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION`;
const LIMITS = { pageSize: 200, assumedListSize: 10 };

const SDL = `${LINK}
  type Query {
    person(id: ID): Person
    people(first: Int = 50, after: String): PersonConnection
      @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
    page(first: Int): PersonConnection @listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
    either(first: Int, last: Int): [Person] @listSize(slicingArguments: ["first", "last"])
    byIds(ids: [ID!]): [Person] @listSize(slicingArguments: ["ids"], requireOneSlicingArgument: false)
    search(input: Search): [Person] @listSize(slicingArguments: ["input.first"], requireOneSlicingArgument: false)
    five: [Person] @listSize(assumedSize: 5)
    unknown: [Person]
    matrix: [[Person]]
    named: [Named]
    dear: Int @cost(weight: 7)
    expensive: Expensive
    asked(text: String @cost(weight: 3)): Int
  }
  input Search { first: Int text: String @cost(weight: 2) }
  interface Named { friends: [Person] }
  type Person implements Named { id: ID name: Name friends: [Person] @listSize(assumedSize: 100) }
  type Name { full: String }
  type Expensive @cost(weight: 40) { id: ID }
  type PersonConnection { edges: [PersonEdge] total: Int }
  type PersonEdge { node: Person cursor: String }
`;

const table = readCostTable(SDL, buildSchema(SDL + DIRECTIVES));
const operationOf = (text: string, of = table) => compileCost(parse(text), of)[0]!;
const estimate = (text: string, variables = {}) => estimateCost(operationOf(text), variables, LIMITS);

describe("what a question costs", () => {
  it.each([
    ["an object 1, a scalar nothing", "{ person { id name { full } } }", 2],
    ["a field its own weight", "{ dear a: dear }", 14],
    ["a type its weight", "{ expensive { id } }", 40],
    ["a list of unknown length as many as assumed", "{ unknown { id } }", 10],
    ["a list as long as the schema assumes", "{ five { id name { full } } }", 10],
    ["lists within lists the product", "{ matrix { id } }", 100],
    ["lists below lists the product", "{ five { friends { id } } }", 5 * (1 + 100)],
    ["a connection by its edges", "{ people(first: 20) { edges { node { id } } total } }", 1 + 20 * 2],
    ["a connection by the default of its argument", "{ people { edges { node { id } } } }", 1 + 50 * 2],
    ["a connection by its assumed size", "{ page { edges { node { id } } } }", 1 + 20 * 2],
    ["null as if it were not said", "{ page(first: null) { edges { node { id } } } }", 1 + 20 * 2],
    ["a list of ids as many", "{ byIds(ids: [1, 2, 3]) { id } }", 3],
    ["what an input inside says, and the input itself", `{ search(input: {first: 4, text: "x"}) { id } }`, 4 + 1 + 2],
    ["an argument its weight", `{ asked(text: "x") }`, 3],
    ["an interface as much as the dearest behind it", "{ named { friends { id } } }", 10 * (1 + 100)],
    ["reading the schema a fixed price", "{ __schema { types { name } } }", 100],
    ["a typename nothing", "{ __typename }", 0],
  ])("%s", (_, text, cost) => expect(estimate(text)).toBe(cost));

  it("reads sizes from variables, their defaults, and nothing where they are not whole", () => {
    const text = "query($n: Int = 30) { people(first: $n) { edges { node { id } } } }";
    expect(estimate(text)).toBe(61);
    expect(estimate(text, { n: 3 })).toBe(7);
    expect(estimate(text, { n: -5 })).toBe(1);
    expect(estimate(text, { n: "200" })).toBe(21);
  });

  it("does not count what a variable leaves out", () => {
    const text = "query($with: Boolean!) { person { id name @include(if: $with) { full } } }";
    expect(estimate(text, { with: true })).toBe(2);
    expect(estimate(text, { with: false })).toBe(1);
    expect(estimate(text)).toBe(2);
  });

  it.each([
    ["aliases of the sized field", "{ people(first: 100) { a: edges { node { id } } b: edges { node { id } } } }", 401],
    [
      "the sized field in a fragment",
      "{ people(first: 100) { ...E } } fragment E on PersonConnection { edges { node { id } } }",
      201,
    ],
    ["the sized field in an inline fragment", "{ people(first: 100) { ... { edges { node { id } } } } }", 201],
    [
      "the same fragment in a dearer place",
      "{ a: people(first: 1) { ...E } b: people(first: 100) { ...E } } fragment E on PersonConnection { edges { node { id } } }",
      3 + 201,
    ],
  ])("is not fooled by %s", (_, text, cost) => expect(estimate(text)).toBe(cost));

  it("wants exactly one size where the schema does, and none beyond a page", () => {
    const code = (text: string, variables = {}) => {
      try {
        return estimate(text, variables);
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(code("{ either { id } }")).toBe("PAGE_SIZE_MISSING");
    expect(code("{ either(first: 1, last: 2) { id } }")).toBe("PAGE_SIZE_MISSING");
    expect(code("{ either(first: 3) { id } }")).toBe(3);
    expect(code("{ people(first: 100000) { total } }")).toBe("PAGE_TOO_LARGE");
    expect(code("query($n: Int) { people(first: $n) { total } }", { n: 1e308 })).toBe("PAGE_TOO_LARGE");
  });

  it("stays a number however deep lists nest", () => {
    const deep = "friends { ".repeat(200) + "id" + " }".repeat(200);
    expect(estimate(`{ unknown { ${deep} } }`)).toBe(MOST_COST);
    expect(estimate(`{ people(first: 0) { edges { node { ${deep} } } } }`)).toBe(1);
  });

  it("knows the directives under the names a supergraph gives them", () => {
    const renamed = `schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: [{name: "@cost", as: "@weight"}]) { query: Query }
      type Query { a: Int @weight(weight: 5) b: [Query] @cost__listSize(assumedSize: 3) }`;
    const schema = buildSchema("type Query { a: Int b: [Query] }");
    expect(estimateCost(operationOf("{ a b { a } }", readCostTable(renamed, schema)), {}, LIMITS)).toBe(5 + 3 * 6);
  });

  it("reckons afterwards by the lists as they came", () => {
    const operation = operationOf(
      "{ person { id } people(first: 50) { edges { ...E } } } fragment E on PersonEdge { node { id friends { id } } }",
    );
    const edge = { node: { id: 1, friends: [{ id: 2 }, null] } };
    expect(actualCost(operation, {}, { person: null, people: { edges: [edge, edge, { node: null }] } })).toBe(
      1 + 3 + 2 * (1 + 1),
    );
    expect(actualCost(operation, {}, null)).toBe(0);
  });
});

const GRAPH = `type Query { node: T list: [T] page: T leaf: Int other: T }
  type T { node: T list: [T] page: T leaf: Int other: T }`;

it("never estimates less than an answer within the assumed lengths costs", () => {
  const graph = readCostTable(GRAPH, buildSchema(GRAPH));
  // An answer to anything: each list full, each object whole.
  const answer = (depth: number): unknown =>
    depth === 0
      ? null
      : Object.fromEntries(
          ["node", "list", "page", "leaf", "other", "x", "y"].map((name) => {
            const below = () => answer(depth - 1);
            return [name, name === "leaf" ? 1 : name === "list" ? [below(), below()] : below()];
          }),
        );
  const data = answer(4);
  fc.assert(
    fc.property(randomDocument, (text) => {
      for (const operation of compileCost(parse(text), graph)) {
        const most = estimateCost(operation, {}, { pageSize: 200, assumedListSize: 2 });
        expect(most).toBeGreaterThanOrEqual(actualCost(operation, {}, data));
      }
    }),
    { numRuns: 150 },
  );
});
