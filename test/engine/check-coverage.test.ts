import { expect, test } from "@jest/globals";
import { parse } from "graphql";
import { checkCoverage } from "../../gateway/engine/planning/check-coverage.js";
import { readPlan, type PlanTree } from "../../gateway/engine/planners/read-plan.js";
import { readSupergraphTypes } from "../../gateway/engine/supergraph/supergraph-types.js";
import { compose } from "./support/world.js";

const types = readSupergraphTypes(
  compose([
    {
      name: "yard",
      typeDefs: `type Query { tools: [Tool] lent: [Tool] } interface Tool { id: ID! }
        type Saw implements Tool @key(fields: "id") { id: ID! with: [Tool] } type Drill implements Tool @key(fields: "id") { id: ID! }`,
    },
    {
      name: "prices",
      typeDefs: `interface Tool { price: Int } type Saw implements Tool @key(fields: "id") { id: ID! price: Int }
        type Drill implements Tool @key(fields: "id") { id: ID! price: Int } type Rake implements Tool @key(fields: "id") { id: ID! price: Int }`,
    },
  ]),
);

function check(operation: string, node: PlanTree): void {
  checkCoverage(readPlan(node), parse(operation), types);
}

function fetch(serviceName: string, operation: string, more: object = {}): PlanTree {
  return { kind: "Fetch", serviceName, operation, ...more };
}

function priced(...kinds: string[]): PlanTree {
  const operation = `query($representations:[_Any!]!){_entities(representations:$representations){${kinds.map((it) => `...on ${it}{price}`).join(" ")}}}`;
  const requires = kinds.map((typeCondition) => ({
    kind: "InlineFragment" as const,
    typeCondition,
    selections: [{ kind: "Field" as const, name: "id" }],
  }));
  const tools = fetch("yard", "{tools{__typename id}}");
  const node = fetch("prices", operation, { requires });
  return { kind: "Sequence", nodes: [tools, { kind: "Flatten", path: ["tools", "@"], node }] };
}

test("what is asked of each kind has to come for each kind", () => {
  const asked = `{ tools { ... on Saw { price } ... on Drill { price } } }`;
  expect(() => check(asked, priced("Saw", "Drill"))).not.toThrow();
  expect(() => check(asked, priced("Saw"))).toThrow("No subgraph can be asked for tools > Drill.price");
  expect(() => check(`{ tools { ... on Saw { price } } }`, priced("Saw"))).not.toThrow();
});

test("a kind that the subgraph asked has not is not there", () => {
  expect(() => check(`{ tools { price ... on Rake { id } } }`, priced("Saw", "Drill"))).not.toThrow();
});

test("what comes at one place does not count at another", () => {
  const node = fetch("yard", "{tools{__typename ... on Saw{with{__typename}}} lent{__typename id}}");
  expect(() => check(`{ lent { id } tools { __typename } }`, node)).not.toThrow();
  expect(() => check(`{ tools { ... on Saw { with { id } } } }`, node)).toThrow("tools > with > ");
});

test("what a fetch brings under another name counts under the name it is given", () => {
  const outputRewrites = [{ kind: "KeyRenamer" as const, path: ["tools", "... on Drill", "id_1"], renameKeyTo: "id" }];
  const node = fetch("yard", "{tools{__typename ... on Saw{id} ... on Drill{id_1:id}}}", { outputRewrites });
  expect(() => check(`{ tools { id } }`, node)).not.toThrow();
  expect(() => check(`{ tools { id } }`, { ...node, outputRewrites: [] } as PlanTree)).toThrow("Drill.id");
});
