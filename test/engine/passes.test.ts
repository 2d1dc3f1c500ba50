import { expect, test } from "@jest/globals";
import { parse, print } from "graphql";
import { addLeftOut } from "../../gateway/engine/planning/add-left-out.js";
import { askForRequired } from "../../gateway/engine/planning/ask-for-required.js";
import { askPerType } from "../../gateway/engine/planning/ask-per-type.js";
import { askTypeNames } from "../../gateway/engine/planning/ask-type-names.js";
import { awaitNeeds } from "../../gateway/engine/planning/await-needs.js";
import { checkDeeds } from "../../gateway/engine/planning/check-deeds.js";
import { checkRequests } from "../../gateway/engine/planning/check-requests.js";
import { keepLeastKeys } from "../../gateway/engine/supergraph/keep-least-keys.js";
import { nameRequiredArguments } from "../../gateway/engine/supergraph/name-required-arguments.js";
import { partByRequires } from "../../gateway/engine/planning/part-by-requires.js";
import { PlanFault } from "../../gateway/engine/planning/plan-fault.js";
import type { Plan } from "../../gateway/engine/planning/plan.js";
import { readPlan, type PlanTree } from "../../gateway/engine/planners/read-plan.js";
import { inTurn } from "../../gateway/engine/planners/start-planners.js";
import { readSupergraphTypes } from "../../gateway/engine/supergraph/supergraph-types.js";
import { writeRequests } from "../../gateway/engine/planning/write-requests.js";
import { compose } from "./support/world.js";

const supergraphSdl = compose([
  {
    name: "shop",
    typeDefs: `type Query { box: Box items: [Item] } type Mutation { pack: Box seal: Box } interface Item { id: ID! }
      type Box implements Item @key(fields: "id") @key(fields: "id code") @key(fields: "tag", resolvable: false)
        { id: ID! code: ID! tag: ID! size(unit: String): Int slow: Int }`,
  },
  {
    name: "post",
    typeDefs: `type Box @key(fields: "id") { id: ID! slow: Int @external size(unit: String): Int @external
      fast: Int rate: Int @requires(fields: "slow") cm: Int @requires(fields: "size(unit: \\"cm\\")")
      inch: Int @requires(fields: "size(unit: \\"inch\\")") }`,
  },
]);
const types = readSupergraphTypes(supergraphSdl);
const NO_DOCUMENT = parse("{ __typename }");

const root = (operation: string, more: object = {}): PlanTree => ({
  kind: "Fetch",
  serviceName: "shop",
  operation,
  ...more,
});

function about(
  serviceName: string,
  fields: string,
  held: readonly string[],
  path: readonly string[] = ["box"],
): PlanTree {
  const operation = `query($representations:[_Any!]!){_entities(representations:$representations){...on Box{${fields}}}}`;
  const selections = ["__typename", ...held].map((name) => ({ kind: "Field" as const, name }));
  const requires = [{ kind: "InlineFragment" as const, typeCondition: "Box", selections }];
  return { kind: "Flatten", path, node: { kind: "Fetch", serviceName, operation, requires } };
}

const inOrder = (...nodes: PlanTree[]): Plan => readPlan({ kind: "Sequence", nodes });
const queries = (plan: Plan) => writeRequests(plan).fetches.map((it) => it.query);
const waits = (plan: Plan) => plan.fetches.map(({ after }) => [...after]);

test("both planners' trees read the same", () => {
  const [one] = readPlan(about("post", "fast", ["id"], ["items", "@|[Box]"])).fetches;
  const text = `query($__batch_reps_0:[_Any!]!){_e0:_entities(representations:$__batch_reps_0){...a}} fragment a on Box{fast}`;
  const path = [{ Field: "items" }, "@", { TypeCondition: ["Box"] }] as const;
  const alias = { alias: "_e0", representationsVariableName: "__batch_reps_0", paths: [path], requires: one!.requires };
  const other = readPlan({
    kind: "BatchFetch",
    serviceName: "post",
    operation: text,
    entityBatch: { aliases: [alias] },
  });
  expect(other.fetches[0]!.path).toEqual(one!.path);
  expect(queries(other)).toEqual(queries(readPlan(about("post", "fast", ["id"], ["items", "@|[Box]"]))));
});

test("what requires nothing does not wait for what others require", () => {
  const plan = inOrder(
    root("{box{__typename id}}"),
    about("shop", "slow", ["id"]),
    about("post", "fast rate", ["id", "slow"]),
  );
  const parted = awaitNeeds(partByRequires(plan, NO_DOCUMENT, types));
  expect(queries(parted).map((it) => /fast|rate|slow/.exec(it)?.[0])).toEqual([undefined, "slow", "fast", "rate"]);
  expect(waits(parted)).toEqual([[], [0], [0], [0, 1]]);
});

test("a fetch waits for whoever brings what it needs, though the planner forgot", () => {
  const plan = readPlan({
    kind: "Sequence",
    nodes: [
      root("{box{__typename id}}"),
      { kind: "Parallel", nodes: [about("post", "rate", ["id", "slow"]), about("shop", "slow", ["id"])] },
    ],
  });
  expect(waits(awaitNeeds(plan))).toEqual([[], [0], [0, 1]]);
});

test("a subgraph is not asked for what it only names, or without what that requires", () => {
  const plan = inOrder(root("{box{__typename id}}"), about("post", "slow fast rate", ["id"]));
  expect(queries(checkRequests(plan, NO_DOCUMENT, types))[1]).toMatch(/\{\.\.\.on Box\{fast\}\}/);
});

test("a fragment that a subgraph has to refuse is not asked", () => {
  const check = (...nodes: PlanTree[]) => queries(checkRequests(inOrder(...nodes), NO_DOCUMENT, types));
  expect(check(root("{items{__typename ...on Box{id ...on Item{code:id}}...on Query{box{id}}}}"))).toEqual([
    "{items{__typename ...on Box{id ...on Item{code:id}}}}",
  ]);
  expect(check(root("{box{...on Query{box{id}}}}"))).toEqual(["{box{__typename}}"]);
});

test("a subgraph is not asked for types and fields that it has not, or without a key", () => {
  const check =
    (...nodes: PlanTree[]) =>
    () =>
      checkRequests(inOrder(...nodes), NO_DOCUMENT, types);
  expect(check(root("{box{fast}}"))).toThrow("shop has no Box.fast");
  expect(check(about("post", "fast", ["code"]))).toThrow("post is asked about Box without a key of it");
});

test("what follows a deed is not asked after the next one", () => {
  const pack = root("mutation{pack{__typename id}}", { operationKind: "mutation" });
  const seal = root("mutation{seal{__typename id}}", { operationKind: "mutation" });
  const follows = about("post", "fast", ["id"], ["pack"]);
  expect(() => checkDeeds(inOrder(pack, follows, seal))).not.toThrow();
  expect(() => checkDeeds(inOrder(pack, seal, follows))).toThrow("after another deed");
});

test("objects that may be of several types are asked for theirs", () => {
  const plan = askTypeNames(inOrder(root("{items{id}}")), NO_DOCUMENT, types);
  expect(queries(plan)).toEqual(["{items{__typename id}}"]);
});

test("an object whose type is abstract in the graph is asked for it, although its only type is all that a subgraph knows", () => {
  const narrow = readSupergraphTypes(
    compose([
      { name: "narrow", typeDefs: `type Query { item: Box @shareable } type Box { id: ID! @shareable }` },
      {
        name: "wide",
        typeDefs: `type Query { item: Item @shareable } union Item = Box type Box { id: ID! @shareable }`,
      },
    ]),
  );
  const plan = askTypeNames(inOrder(root("{item{id}}", { serviceName: "narrow" })), NO_DOCUMENT, narrow);
  expect(queries(plan)).toEqual(["{item{__typename ...on Box{id}}}"]);
});

test("keys that hold another, and those by which nobody is asked, are left out", () => {
  const keys = [...keepLeastKeys(supergraphSdl).matchAll(/@join__type\(graph: SHOP, key: "([^"]*)"/g)].map(
    ([, it]) => it,
  );
  expect(keys).toEqual(["id"]);
});

test("a field that is required with arguments is planned under a name of its own, and asked under the real one", () => {
  const { supergraphSdl: sdl, restore } = nameRequiredArguments(supergraphSdl);
  expect(sdl).toContain(`requires: "size_required0"`);
  expect(queries(restore(inOrder(root("{box{size_required0}}"))))).toEqual([`{box{size_required0:size(unit:"cm")}}`]);
});

test("a field that was left out is planned once more with all that it requires", () => {
  const document = parse("{ box { ...F } } fragment F on Box { rate }");
  const more = askForRequired(document, { path: ["box"], type: "Box", name: "rate" }, types);
  expect(print(more!).replace(/\s+/g, " ")).toContain("... on Box { slow }");
  expect(askForRequired(document, { path: ["box"], type: "Box", name: "fast" }, types)).toBeUndefined();
});

const refusing = (code: "PLAN_REFUSED" | "PLAN_INCOMPLETE") => () => Promise.reject(new PlanFault(code, "no"));

test("one planner after the other is asked; what none plans is refused with the last one's code", async () => {
  const asked: string[] = [];
  const found = { plan: { fetches: [] }, size: 1 };
  const apollo = (it: { source: string; isWhole?: boolean }) => {
    asked.push(`${it.source} ${it.isWhole ? "whole" : "as it is"}`);
    return it.isWhole ? Promise.resolve(found) : refusing("PLAN_REFUSED")();
  };
  const { plan } = inTurn({ native: refusing("PLAN_INCOMPLETE"), apollo });
  await expect(plan({ source: "{a}", overrides: [] })).rejects.toMatchObject({ code: "PLAN_REFUSED" });
  expect(await plan({ source: "{...@defer{a}}", overrides: [] })).toBe(found);
  expect(asked).toEqual(["{a} as it is", "{...@defer{a}} as it is", "{...@defer{a}} whole"]);
});

test("an operation is asked of each type that it means", () => {
  const document = parse(`{ items { ...A ...on Box { size } } } fragment A on Item { id ... on Box { slow } }`);
  const asked = askPerType(document, types)!;
  expect(print(asked.definitions[0]!).replace(/\s+/g, " ")).toBe(
    "{ items { ... on Box { id slow } ... on Box { size } } }",
  );
  expect(askPerType(parse("{ box { id } }"), types)).toBeUndefined();
});

test("what nobody waits for is asked with what asks the same later", () => {
  const plan = inOrder(
    root("{box{__typename id}}"),
    about("post", "fast", ["id"]),
    about("shop", "slow", ["id"]),
    about("post", "fast", ["id"], ["items", "@"]),
  );
  const fetches = plan.fetches.map((it, index) => ({ ...it, after: [[], [0], [0], [2]][index]! }));
  expect(writeRequests({ fetches }).fetches.map(({ subgraph, after }) => [subgraph, ...after])).toEqual([
    ["shop"],
    ["shop", 0],
    ["post", 0, 1],
  ]);
});

test.each([
  ["Int", "{art{__typename ...on Oil{size}...on Print{size}}}"],
  ["Int!", "{art{__typename ...on Oil{size}}}"],
])("what is asked along reads like what is asked beside it: %s", (size, query) => {
  const shared = "type Query { art: Art @shareable } type Oil { size: Int @shareable }";
  const sdl = compose([
    { name: "shop", typeDefs: `${shared} union Art = Oil | Print type Print { size: ${size} @shareable }` },
    { name: "post", typeDefs: `${shared} union Art = Oil` },
  ]);
  const plan = inOrder(root("{art{__typename ...on Oil{size}}}"));
  const document = parse("{ art { ... on Oil { size } ... on Print { size } } }");
  expect(queries(addLeftOut(plan, document, readSupergraphTypes(sdl)))).toEqual([query]);
});
