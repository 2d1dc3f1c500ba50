import { getArgumentValues, getOperationAST, getVariableValues, GraphQLError, Kind } from "graphql";
import type { DocumentNode, GraphQLSchema } from "graphql";

/** What a subscription asks the live subgraph for. */
export interface AskedSubscription {
  /** Name of the root field in the schema. */
  readonly root: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** Reads the one root field of a subscription as it was planned for a subgraph. @throws GraphQLError */
export function readSubscription(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): AskedSubscription {
  const operation = getOperationAST(document);
  const field = operation?.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD);
  const definition = field && schema.getSubscriptionType()?.getFields()[field.name.value];
  if (!operation || !field || !definition) throw new GraphQLError("This is no subscription.");
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (errors) throw errors[0]!;
  return { root: definition.name, arguments: getArgumentValues(definition, field, coerced) };
}
