import {
  Kind,
  print,
  stripIgnoredCharacters,
  visit,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from "graphql";
import { groupFetches } from "./group-fetches.js";
import type { Fetch, Plan, Required } from "./plan.js";
import type {
  EntityAsker,
  EntityQuestion,
  PreparedFetch,
  PreparedPlan,
  RequiredSelection,
  Rewrite,
} from "./prepared-plan.js";

/** Makes requests of the fetches. Questions with equal text become one question with several askers. */
export function writeRequests({ fetches, primary, unplanned }: Plan): PreparedPlan {
  return {
    fetches: groupFetches(fetches).map(({ members, after }) => write(members, after)),
    ...(primary && { primary: write([primary], []) }),
    ...(unplanned && { unplanned }),
  };
}

function write(members: readonly Fetch[], after: readonly number[]): PreparedFetch {
  const [first] = members;
  if (!first) throw new Error("a request without questions");
  const { subgraph, kind, part, operationName, path, outputRewrites } = first;
  const common = { subgraph, kind, after, ...(part && { part }), ...(operationName && { operationName }) };
  if (!first.requires) {
    const { query, variables } = writeOperation(first, first.selectionSet.selections);
    const root = { path, keys: keysOf(first.selectionSet, outputRewrites), outputRewrites };
    return { ...common, query, variables, root, questions: [] };
  }

  const askersOf = new Map<string, { readonly fetch: Fetch; readonly askers: EntityAsker[] }>();
  for (const fetch of members) {
    const { inputRewrites, contextRewrites } = fetch;
    const asker = { path: fetch.path, requires: readRequires(fetch.requires ?? []), inputRewrites, contextRewrites };
    const selection = print(fetch.selectionSet) + JSON.stringify([fetch.outputRewrites, fetch.directives]);
    const known = askersOf.get(selection);
    if (known) known.askers.push(asker);
    else askersOf.set(selection, { fetch, askers: [asker] });
  }
  const questions = [...askersOf].map(([selection, { fetch, askers }], index): EntityQuestion => {
    const number = index === 0 ? "" : String(index);
    return {
      responseName: `_entities${number}`,
      variable: `representations${number}`,
      selection,
      keys: keysOf(fetch.selectionSet, fetch.outputRewrites),
      alone: writeOperation(fetch, [entitiesField(fetch)]),
      outputRewrites: fetch.outputRewrites,
      askers,
    };
  });
  const [only] = questions;
  if (questions.length === 1 && only) return { ...common, ...only.alone, questions };
  const fields = [...askersOf.values()].map(({ fetch }, index) => entitiesField(fetch, questions[index]));
  const definitions = new Map(members.flatMap((it) => it.variables.map((one) => [one.variable.name.value, one])));
  return { ...common, ...writeOperation({ ...first, variables: [...definitions.values()] }, fields), questions };
}

function entitiesField(
  { selectionSet }: Fetch,
  { responseName, variable } = { responseName: "_entities", variable: "representations" },
): FieldNode {
  return {
    kind: Kind.FIELD,
    name: named("_entities"),
    ...(responseName !== "_entities" && { alias: named(responseName) }),
    arguments: [
      { kind: Kind.ARGUMENT, name: named("representations"), value: { kind: Kind.VARIABLE, name: named(variable) } },
    ],
    selectionSet,
  };
}

const ANY = { kind: Kind.NAMED_TYPE, name: named("_Any") } as const;
const REPRESENTATIONS = {
  kind: Kind.NON_NULL_TYPE,
  type: { kind: Kind.LIST_TYPE, type: { kind: Kind.NON_NULL_TYPE, type: ANY } },
} as const;

/** An operation with those variables only that it uses; `variables` are the client's among them. */
function writeOperation(
  { kind, operationName, variables, directives, contextRewrites }: Fetch,
  selections: SelectionSetNode["selections"],
): { readonly query: string; readonly variables: readonly string[] } {
  const used = new Set<string>();
  const operation: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: kind as OperationDefinitionNode["operation"],
    ...(operationName && { name: named(operationName) }),
    directives: directives,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  visit(operation, { Variable: (node) => void used.add(node.name.value) });
  const own = variables.filter((it) => used.delete(it.variable.name.value));
  const representations = [...used].map((name): VariableDefinitionNode => ({
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: named(name) },
    type: REPRESENTATIONS,
  }));
  const contextual = new Set(contextRewrites.map((it) => it.renameKeyTo));
  return {
    query: stripIgnoredCharacters(print({ ...operation, variableDefinitions: [...representations, ...own] })),
    variables: own.map((it) => it.variable.name.value).filter((name) => !contextual.has(name)),
  };
}

function named(value: string) {
  return { kind: Kind.NAME, value } as const;
}

/** Names under which the answer's fields come to stand in our data. */
function keysOf(set: SelectionSetNode, rewrites: readonly Rewrite[]): string[] {
  const keys = set.selections.flatMap((selection): string[] => {
    if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value];
    return selection.kind === Kind.INLINE_FRAGMENT ? keysOf(selection.selectionSet, []) : [];
  });
  const renamed = rewrites.flatMap((it) => (it.kind === "KeyRenamer" ? [it.renameKeyTo] : []));
  return [...new Set([...keys, ...renamed])];
}

function readRequires(selections: readonly Required[]): RequiredSelection[] {
  return selections.map((it): RequiredSelection => {
    if (it.kind === "InlineFragment") return { ...it, selections: readRequires(it.selections) };
    const { alias, name, selections: inner } = it;
    return { kind: "Field", key: name, name: alias ?? name, ...(inner && { selections: readRequires(inner) }) };
  });
}
