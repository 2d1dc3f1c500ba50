import type { ExecutionResult, GraphQLError } from "graphql";
import type { GatewayOperation, ServedSchema } from "./engine/behind-apollo-server.js";
import type { SwapOptions } from "./engine/engine-options.js";
import type { StreamedReply } from "./engine/subscription/subgraph-stream.js";
import type { DeferredResult } from "./pipeline/deliver-later.js";
import type { RequestContext } from "./request-context.js";

export type OperationRequest = GatewayOperation;

/** Plans operations and runs them: asks the subgraphs and joins what they answer. */
export interface Executor extends ServedSchema {
  /** A subgraph that does not answer costs its own fields. @throws OperationInvalid */
  execute(operation: OperationRequest, context: RequestContext): Promise<ExecutionResult>;
  /** Plans a subscription; absent where the executor runs none. @throws OperationInvalid, Refusal */
  subscribe?(operation: OperationRequest, context: RequestContext): Promise<PlannedSubscription>;
  /** The same, but what is deferred comes later; absent where the executor tells all at once. */
  readonly executeDeferring?: (
    operation: OperationRequest,
    context: RequestContext,
  ) => Promise<ExecutionResult | DeferredResult>;
  /** Serves another supergraph. One that may or can not be served leaves the old one serving, and rejects. */
  reload(supergraphSdl: string, options?: SwapOptions): Promise<void>;
  /** Tries another supergraph out beside it, or none any more. Rejects as `reload`. */
  tryOut(supergraphSdl: string | undefined, options?: SwapOptions): Promise<void>;
  /** Whether operations that nobody asked before can be planned. */
  isPlannerUp(): boolean;
  /** Why the newest supergraph does not serve; undefined where it does. */
  readonly reloadFault: string | undefined;
  stop(): Promise<void>;
}

/** A subscription on the generation of the supergraph that it was planned for, until it is released. */
export interface PlannedSubscription {
  /** Which subgraph tells of events, and how it is asked: one root field, whose keys the rest of the plan builds on. */
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /**
   * What the subgraph tells, in the name of the context, until it completes or the signal comes; absent where it streams
   * nothing. It throws Fault SUBGRAPH_UNAVAILABLE where the connection is lost, Refusal SUBSCRIPTION_TOO_SLOW.
   */
  readonly events?: ((context: RequestContext, signal: AbortSignal) => AsyncGenerator<StreamedReply, void>) | undefined;
  /** Whether a newer supergraph serves by now. */
  isRetired(): boolean;
  /** Runs the rest of the plan on what the subgraph said of one event: `{ data, errors }`, or its JSON text. */
  complete(reply: string | object, context: RequestContext): Promise<ExecutionResult>;
  release(): void;
}

/** What is wrong with a request, in the words of the GraphQL specification. */
export class OperationInvalid extends Error {
  override readonly name = "OperationInvalid";
  constructor(readonly errors: readonly GraphQLError[]) {
    super("the operation cannot be run");
  }
}
