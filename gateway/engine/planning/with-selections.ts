import {
  Kind,
  print,
  stripIgnoredCharacters,
  visit,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { PlannedFetch } from "./plan-fetches.js";

/** A fetch with other selections, and with those variables only that they use. */
export function withSelections(
  fetch: PlannedFetch,
  definition: OperationDefinitionNode,
  selectionSet: SelectionSetNode,
): PlannedFetch {
  const used = new Set<string>();
  visit(
    { kind: Kind.DOCUMENT, definitions: [{ ...definition, variableDefinitions: [], selectionSet }] },
    {
      Variable: (node) => void used.add(node.name.value),
    },
  );
  const variableDefinitions = (definition.variableDefinitions ?? []).filter((it) => used.has(it.variable.name.value));
  const operation = stripIgnoredCharacters(print({ ...definition, variableDefinitions, selectionSet }));
  const variableUsages = (fetch.node.variableUsages ?? []).filter((name) => used.has(name));
  return { ...fetch, node: { ...fetch.node, operation, variableUsages } };
}
