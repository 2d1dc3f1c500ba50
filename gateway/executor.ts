import type { DocumentNode, ExecutionResult, GraphQLError } from "graphql";
import type { RequestContext } from "./request-context.js";

export interface OperationRequest {
  /** Fits the schema that clients see. */
  readonly document: DocumentNode;
  /** The text it was read from. */
  readonly source: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
}

/** Plans operations and runs them: asks the subgraphs and joins what they answer. */
export interface Executor {
  /** A subgraph that does not answer costs its own fields. @throws OperationInvalid */
  execute(operation: OperationRequest, context: RequestContext): Promise<ExecutionResult>;
  stop(): Promise<void>;
}

/** What is wrong with a request, in the words of the GraphQL specification. */
export class OperationInvalid extends Error {
  override readonly name = "OperationInvalid";
  constructor(readonly errors: readonly GraphQLError[]) {
    super("the operation cannot be run");
  }
}
