import {
  Kind,
  OverlappingFieldsCanBeMergedRule,
  print,
  stripIgnoredCharacters,
  validate,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { createFieldsAsked, type AskedField, type FieldsAsked } from "./asked-fields.js";
import { operationOf, supplyOf } from "./brought-fields.js";
import { findLeftOut } from "./check-coverage.js";
import type { PlannedFetch } from "./plan-fetches.js";
import type { PossibleTypes } from "./possible-types.js";

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

/**
 * Where several subgraphs share a field, the planner asks only of the types that all of them know. Another may come all
 * the same from the one that is asked: what the client asks of it is asked along, as far as that subgraph has it.
 * Undefined where nothing was left out.
 */
export function addLeftOut(
  planned: readonly PlannedFetch[],
  document: DocumentNode,
  possible: PossibleTypes,
  rootTypeOf: (operation: OperationDefinitionNode) => string,
  schemaOf: (subgraph: string) => GraphQLSchema | undefined,
): readonly PlannedFetch[] | undefined {
  const operations = planned.map(operationOf);
  const fieldsAsked = createFieldsAsked(document, possible);
  const added = new Map<SelectionSetNode, SelectionNode[]>();
  let isWhole = true;
  findLeftOut({ document, supply: supplyOf(planned, operations), possible, rootTypeOf }, (field, place) => {
    isWhole = false;
    if (place.unexpected.includes(field.type)) return;
    for (const { subgraph, set } of place.supply.sets) {
      const local = selectLocally(field, subgraph, possible, fieldsAsked);
      if (!local || !possible.inSubgraph(subgraph, field.type).has(field.type)) continue;
      added.set(set, [...(added.get(set) ?? []), onType(field.type, [local])]);
      return;
    }
  });
  if (isWhole) return undefined;
  return planned.map((fetch, index) => {
    const extended = extend(fetch, operations[index] as DocumentNode, added, document);
    const schema = extended && schemaOf(fetch.node.serviceName);
    const isValid = schema && validate(schema, operationOf(extended), [OverlappingFieldsCanBeMergedRule]).length === 0;
    return isValid ? extended : fetch;
  });
}

/** The field with all that is asked below it, if this subgraph has all of that itself. */
function selectLocally(
  { type, name, nodes }: AskedField,
  subgraph: string,
  possible: PossibleTypes,
  fieldsAsked: FieldsAsked,
): FieldNode | undefined {
  if (!possible.gives(subgraph, type, name)) return undefined;
  const [node] = nodes;
  const sets = nodes.flatMap((it) => (it.selectionSet ? [it.selectionSet] : []));
  if (sets.length === 0) return node;
  const behind = possible.behind(subgraph, type, name);
  if (behind === undefined) return undefined;
  const selections: SelectionNode[] = [TYPENAME];
  for (const inner of possible.inSubgraph(subgraph, behind)) {
    const asked = fieldsAsked(sets, inner).filter((it) => it.name !== TYPENAME.name.value);
    const fields = asked.map((it) => selectLocally(it, subgraph, possible, fieldsAsked));
    if (fields.some((it) => it === undefined)) return undefined;
    if (fields.length > 0) selections.push(onType(inner, fields as FieldNode[]));
  }
  return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function onType(type: string, selections: readonly FieldNode[]): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

function extend(
  fetch: PlannedFetch,
  operation: DocumentNode,
  added: ReadonlyMap<SelectionSetNode, readonly SelectionNode[]>,
  document: DocumentNode,
): PlannedFetch | undefined {
  let isExtended = false;
  const variables = new Set(fetch.node.variableUsages ?? []);
  const extended: DocumentNode = visit(operation, {
    SelectionSet(set) {
      const more = added.get(set);
      if (!more) return undefined;
      isExtended = true;
      return { ...set, selections: [...set.selections, ...more] };
    },
  });
  if (!isExtended) return undefined;
  const known = new Set(variables);
  visit(extended, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void (name.value === "representations" || variables.add(name.value)),
  });
  const definitions = document.definitions.flatMap((it) =>
    it.kind === Kind.OPERATION_DEFINITION ? (it.variableDefinitions ?? []) : [],
  );
  const missing = definitions.filter(
    ({ variable }) => variables.has(variable.name.value) && !known.has(variable.name.value),
  );
  const declared: DocumentNode = visit(extended, {
    OperationDefinition: (it) => ({ ...it, variableDefinitions: [...(it.variableDefinitions ?? []), ...missing] }),
  });
  return {
    ...fetch,
    node: { ...fetch.node, operation: stripIgnoredCharacters(print(declared)), variableUsages: [...variables] },
  };
}
