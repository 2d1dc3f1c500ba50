import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from "graphql";
import type { FetchNode } from "@apollo/query-planner";
import { groupFetches } from "./group-fetches.js";
import { operationOf } from "./operation-of.js";
import type { PlannedFetch } from "./plan-fetches.js";
import { readRequires, type RequiredArguments } from "./required-arguments.js";
import type { EntityAsker, EntityQuestion, PreparedFetch, Rewrite } from "./prepared-plan.js";

const REPRESENTATIONS = "representations";

/** Makes requests of the planned fetches. Questions with equal text become one question with several askers. */
export function joinFetches(planned: readonly PlannedFetch[], required: RequiredArguments): PreparedFetch[] {
  return groupFetches(planned).map(({ members, after }) => prepare(members, after, required));
}

function prepare(
  members: readonly PlannedFetch[],
  after: readonly number[],
  required: RequiredArguments,
): PreparedFetch {
  const [first] = members;
  if (!first) throw new Error("a request without questions");
  const { node, path, part } = first;
  const common = {
    subgraph: node.serviceName,
    kind: node.operationKind,
    after,
    ...(part === 0 ? {} : { part }),
    ...(node.operationName === undefined ? {} : { operationName: node.operationName }),
  };
  if (node.requires === undefined) {
    return {
      ...common,
      query: required.restore(node.operation),
      variables: node.variableUsages ?? [],
      root: { path, keys: rootKeys(node), outputRewrites: node.outputRewrites ?? [] },
      questions: [],
    };
  }

  const drafts = new Map<string, Draft>();
  for (const member of members) {
    const draft = readQuestion(member, required);
    const known = drafts.get(draft.selection);
    if (known) known.askers.push(...draft.askers);
    else drafts.set(draft.selection, draft);
  }
  const questions = [...drafts.values()].map((draft, index) => ({ draft, ...namesOf(index) }));
  const [only] = questions;
  const joint = questions.length === 1 && only ? only.draft.query : jointQuery(questions, node.operationName);
  return {
    ...common,
    query: joint,
    variables: [...new Set(questions.flatMap(({ draft }) => draft.variables))],
    questions: questions.map(({ draft, responseName, variable }): EntityQuestion => ({
      responseName,
      variable,
      selection: draft.selection,
      keys: fieldKeys(draft.entities.selectionSet, draft.outputRewrites),
      alone: { query: draft.query, variables: draft.variables },
      outputRewrites: draft.outputRewrites,
      askers: draft.askers,
    })),
  };
}

interface Draft {
  readonly query: string;
  readonly variables: readonly string[];
  readonly definition: OperationDefinitionNode;
  readonly entities: FieldNode;
  readonly selection: string;
  readonly outputRewrites: readonly Rewrite[];
  readonly askers: EntityAsker[];
}

function readQuestion({ node, path }: PlannedFetch, required: RequiredArguments): Draft {
  const query = required.restore(node.operation);
  const definition = parse(query, { noLocation: true }).definitions[0];
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error("the planner made a fetch without operation");
  const entities = definition.selectionSet.selections[0];
  if (entities?.kind !== Kind.FIELD) throw new Error("the planner made an entity fetch without _entities");
  const outputRewrites = (node.outputRewrites ?? []) as Rewrite[];
  return {
    query,
    variables: node.variableUsages ?? [],
    definition,
    entities,
    selection: print(entities.selectionSet ?? entities) + JSON.stringify([outputRewrites, definition.directives ?? []]),
    outputRewrites,
    askers: [
      {
        path,
        requires: readRequires(node.requires ?? [], required),
        inputRewrites: node.inputRewrites ?? [],
        contextRewrites: node.contextRewrites ?? [],
      },
    ],
  };
}

function rootKeys(node: FetchNode): string[] {
  const set = operationOf(node)?.selectionSet;
  return fieldKeys(set, node.outputRewrites ?? []);
}

function fieldKeys(set: SelectionSetNode | undefined, rewrites: readonly Rewrite[]): string[] {
  const keys = (set?.selections ?? []).flatMap((selection): string[] => {
    if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldKeys(selection.selectionSet, []) : [];
  });
  const renamed = rewrites.flatMap((it) => (it.kind === "KeyRenamer" ? [it.renameKeyTo] : []));
  return [...new Set([...keys, ...renamed])];
}

function namesOf(index: number) {
  return index === 0
    ? { responseName: "_entities", variable: REPRESENTATIONS }
    : { responseName: `_entities${index}`, variable: `${REPRESENTATIONS}${index}` };
}

function jointQuery(
  questions: readonly { draft: Draft; responseName: string; variable: string }[],
  operationName: string | undefined,
): string {
  const variables = new Map<string, VariableDefinitionNode>();
  const fields: FieldNode[] = [];
  for (const { draft, responseName, variable } of questions) {
    for (const definition of draft.definition.variableDefinitions ?? []) {
      const own = definition.variable.name.value === REPRESENTATIONS;
      const name = own ? variable : definition.variable.name.value;
      variables.set(name, {
        ...definition,
        variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
      });
    }
    fields.push({
      ...draft.entities,
      ...(responseName === "_entities" ? {} : { alias: { kind: Kind.NAME, value: responseName } }),
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: REPRESENTATIONS },
          value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
        },
      ],
    });
  }
  const [first] = questions;
  return stripIgnoredCharacters(
    print({
      kind: Kind.OPERATION_DEFINITION,
      operation: "query" as OperationDefinitionNode["operation"],
      ...(operationName === undefined ? {} : { name: { kind: Kind.NAME, value: operationName } }),
      variableDefinitions: [...variables.values()],
      directives: first?.draft.definition.directives ?? [],
      selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
    }),
  );
}
