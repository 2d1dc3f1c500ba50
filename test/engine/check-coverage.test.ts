import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import type { FetchNode, PlanNode } from "@apollo/query-planner";
import { expect, test } from "@jest/globals";
import { OperationTypeNode, parse } from "graphql";
import { checkCoverage } from "../../gateway/engine/planning/check-coverage.js";
import { planFetches } from "../../gateway/engine/planning/plan-fetches.js";
import { readPossibleTypes } from "../../gateway/engine/planning/possible-types.js";
import { compose } from "./support/world.js";

const supergraph = Supergraph.build(
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
  { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, validateSupergraph: true },
);
const possible = readPossibleTypes(supergraph);

function check(operation: string, node: PlanNode): void {
  checkCoverage(parse(operation), planFetches(node), possible, () => "Query");
}

function fetch(serviceName: string, operation: string, more: Partial<FetchNode> = {}): FetchNode {
  return {
    kind: "Fetch",
    serviceName,
    operation,
    operationKind: OperationTypeNode.QUERY,
    operationName: undefined,
    ...more,
  };
}

function priced(...types: string[]): PlanNode {
  const operation = `query($representations:[_Any!]!){_entities(representations:$representations){${types.map((it) => `...on ${it}{price}`).join(" ")}}}`;
  const requires = types.map((typeCondition) => ({
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
  expect(() => check(`{ tools { id } }`, { ...node, outputRewrites: [] })).toThrow("Drill.id");
});
