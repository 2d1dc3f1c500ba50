import type { ExecutionResult, GraphQLError } from "graphql";
import type { GatewayOperation, ServedSchema } from "./engine/apollo-gateway-interface.js";
import type { DeferredResult } from "./pipeline/deliver-later.js";
import type { RequestContext } from "./request-context.js";

export type OperationRequest = GatewayOperation;

/** Plans operations and runs them: asks the subgraphs and joins what they answer. */
export interface Executor extends ServedSchema {
  /** A subgraph that does not answer costs its own fields. @throws OperationInvalid */
  execute(operation: OperationRequest, context: RequestContext): Promise<ExecutionResult>;
  /** The same, but what is deferred comes later; absent where the executor tells all at once. */
  readonly executeDeferring?: (
    operation: OperationRequest,
    context: RequestContext,
  ) => Promise<ExecutionResult | DeferredResult>;
  /** Serves another supergraph. One that cannot be served leaves the old one serving, and rejects. */
  reload(supergraphSdl: string): Promise<void>;
  /** Why the newest supergraph does not serve; undefined where it does. */
  readonly reloadFault: string | undefined;
  stop(): Promise<void>;
}

/** What is wrong with a request, in the words of the GraphQL specification. */
export class OperationInvalid extends Error {
  override readonly name = "OperationInvalid";
  constructor(readonly errors: readonly GraphQLError[]) {
    super("the operation cannot be run");
  }
}
