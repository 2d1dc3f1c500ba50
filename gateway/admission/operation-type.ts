import { getOperationAST, type DocumentNode, type OperationTypeNode } from "graphql";

/** Whether a query, a mutation or a subscription is asked; undefined where the document does not hold that one operation. */
export function operationTypeOf(asked: {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
}): OperationTypeNode | undefined {
  return getOperationAST(asked.document, asked.operationName)?.operation;
}
