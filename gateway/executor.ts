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
  /** Plans a subscription; absent where the executor runs none. @throws OperationInvalid, Refusal */
  subscribe?(operation: OperationRequest, context: RequestContext): Promise<PlannedSubscription>;
  stop(): Promise<void>;
}

/** A subscription on the generation of the supergraph that it was planned for, until it is released. */
export interface PlannedSubscription {
  /** Which subgraph tells of events, and how it is asked: one root field, whose keys the rest of the plan builds on. */
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether a newer supergraph serves by now. */
  isRetired(): boolean;
  /** Runs the rest of the plan on what the subgraph said of one event. */
  complete(root: Record<string, unknown>, context: RequestContext): Promise<ExecutionResult>;
  release(): void;
}

/** What is wrong with a request, in the words of the GraphQL specification. */
export class OperationInvalid extends Error {
  override readonly name = "OperationInvalid";
  constructor(readonly errors: readonly GraphQLError[]) {
    super("the operation cannot be run");
  }
}
