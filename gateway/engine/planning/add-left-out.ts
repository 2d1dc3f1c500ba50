import {
  Kind,
  OverlappingFieldsCanBeMergedRule,
  parse,
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
import { supplyOf } from "./brought-fields.js";
import { findLeftOut } from "./check-coverage.js";
import { operationOf } from "./operation-of.js";
import type { PlannedFetch } from "./plan-fetches.js";
import type { PossibleTypes } from "./possible-types.js";
import { onType, TYPENAME } from "./selections.js";
import { withSelections } from "./with-selections.js";

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
  const operations = planned.map(({ node }) => operationOf(node));
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
    const extended = extend(fetch, operations[index], added, document);
    const schema = extended && schemaOf(fetch.node.serviceName);
    if (!schema) return fetch;
    const question = parse(extended.node.operation, { noLocation: true });
    return validate(schema, question, [OverlappingFieldsCanBeMergedRule]).length === 0 ? extended : fetch;
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

function extend(
  fetch: PlannedFetch,
  definition: OperationDefinitionNode | undefined,
  added: ReadonlyMap<SelectionSetNode, readonly SelectionNode[]>,
  document: DocumentNode,
): PlannedFetch | undefined {
  if (!definition) return undefined;
  let isExtended = false;
  const selectionSet = visit(definition.selectionSet, {
    SelectionSet(set) {
      const more = added.get(set);
      if (!more) return undefined;
      isExtended = true;
      return { ...set, selections: [...set.selections, ...more] };
    },
  });
  if (!isExtended) return undefined;
  const { variableDefinitions: own = [] } = definition;
  const { variableUsages = [] } = fetch.node;
  const others = document.definitions
    .flatMap((it) => (it.kind === Kind.OPERATION_DEFINITION ? (it.variableDefinitions ?? []) : []))
    .filter(({ variable }) => !own.some((it) => it.variable.name.value === variable.name.value));
  const known = [...variableUsages, ...others.map(({ variable }) => variable.name.value)];
  // Of the client's other variables those stay that are used now.
  return withSelections(
    { ...fetch, node: { ...fetch.node, variableUsages: known } },
    { ...definition, variableDefinitions: [...own, ...others] },
    selectionSet,
  );
}
