import { Kind, parse, type OperationDefinitionNode } from "graphql";

/** What a fetch asks its subgraph, read. */
export function operationOf({ operation }: { readonly operation: string }): OperationDefinitionNode | undefined {
  const [definition] = parse(operation, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition : undefined;
}
