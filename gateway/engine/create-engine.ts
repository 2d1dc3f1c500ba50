import { GraphQLError, validate, type GraphQLSchema } from "graphql";
import { unlessAborted } from "../../platform/unless-aborted.js";
import { DEFAULT_LIMITS, type EngineLimits, type EngineOptions, type SwapOptions } from "./engine-options.js";
import type { Generation } from "./generation.js";
import { executeDeferring, type DeferringAnswer } from "./execute-deferring.js";
import { executeOperation, type EngineAnswer } from "./execute-operation.js";
import { createGenerations, type Serving } from "./generations.js";
import type { CompiledOperation } from "./operation/compiled-operation.js";
import { OPERATION_RULES } from "./operation/operation-rules.js";
import type { OperationText } from "./operation/operation-cache.js";
import { coerceVariables, shapeOf } from "./operation/operation-shape.js";
import { PlanFault } from "./planning/plan-fault.js";
import { subscriptionOf, type EngineSubscription } from "./subscription/engine-subscription.js";

export interface EngineRequest extends OperationText {
  readonly variables: Readonly<Record<string, unknown>>;
  /** The same with an `ExactNumber` for each number that JavaScript would write in another way; absent where none is. */
  readonly exactVariables?: Readonly<Record<string, unknown>> | undefined;
  /** Handed to the transports as it is. */
  readonly context: unknown;
  /** Its abort ends the requests to subgraphs. */
  readonly signal?: AbortSignal | undefined;
  /** The schema that the document is known to fit, by which it is answered; where another one serves by now, it is checked again. */
  readonly schema?: GraphQLSchema | undefined;
}

/** Answers operations over a supergraph. */
export interface Engine<Derived = unknown> {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** What `derive` made of the supergraph that serves. */
  readonly derived: Derived;
  /** Why the last reload failed; undefined where the newest supergraph is the one that serves. */
  readonly reloadFault: string | undefined;
  /** Whether operations that nobody asked before can be planned. */
  isPlannerUp(): boolean;
  /** Never rejects for what a client or a subgraph did. */
  execute(request: EngineRequest): Promise<EngineAnswer>;
  /** The same, but what is deferred comes later. */
  executeDeferring(request: EngineRequest): Promise<DeferringAnswer>;
  /**
   * Plans a subscription, and keeps the generation it was planned for until it is released. Errors where the variables do
   * not fit or no plan can be made.
   */
  subscribe(request: Omit<EngineRequest, "signal">): Promise<EngineSubscription | { errors: readonly GraphQLError[] }>;
  /** What a request is answered by: what has this schema as long as it serves, else the supergraph that serves all. */
  at(schema: GraphQLSchema | undefined): ServedGeneration<Derived>;
  /** The supergraph that is tried out beside it. */
  readonly canary: ServedGeneration<Derived> | undefined;
  /**
   * Builds another supergraph, then serves it. One that may not take the old one's place, or does not build, leaves the old
   * one serving, and rejects.
   */
  reload(supergraphSdl: string, options?: SwapOptions): Promise<void>;
  /** Tries another supergraph out: it answers those who ask by its schema. Undefined ends that. Rejects as `reload`. */
  tryOut(supergraphSdl: string | undefined, options?: SwapOptions): Promise<void>;
  /** Calls back after each change of what serves. Gives the function that ends it. */
  onReload(listener: () => void): () => void;
  stop(): Promise<void>;
}

export type ServedGeneration<Derived> = Pick<Generation<Derived>, "apiSchema" | "supergraphSdl" | "derived">;

export async function createEngine<Derived = unknown>(options: EngineOptions<Derived>): Promise<Engine<Derived>> {
  const { logger } = options;
  const limits: EngineLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const generations = await createGenerations(options, limits);

  function find({ generation, operations }: Serving<Derived>, request: EngineRequest) {
    const { overrideLabels, apiSchema } = generation;
    if (request.schema && request.schema !== apiSchema) {
      const mistakes = validate(apiSchema, request.document, OPERATION_RULES);
      if (mistakes.length > 0) throw new RequestFault("GRAPHQL_VALIDATION_FAILED", mistakes);
    }
    const shape = shapeOf(request.document, request.operationName);
    const { coerced, errors } = coerceVariables(apiSchema, shape, request.variables);
    if (errors) throw new RequestFault("BAD_USER_INPUT", errors);
    const isOn = (label: string) => options.override?.(label, request.context) === true;
    const found = operations.find(request, coerced, overrideLabels.length === 0 ? [] : overrideLabels.filter(isOn));
    const isKept = !(found instanceof Promise);
    options.watch?.onFound(isKept);
    return isKept || !options.watch ? found : options.watch.planning(request.context, found);
  }

  async function execute(request: EngineRequest): Promise<EngineAnswer> {
    const { serving, release } = generations.use(request.schema);
    try {
      const found = find(serving, request);
      return await executeOperation(found instanceof Promise ? await inTime(found, request) : found, request);
    } catch (error) {
      return refuse(error);
    } finally {
      release();
    }
  }

  async function executeLater(request: EngineRequest): Promise<DeferringAnswer> {
    const { serving, release } = generations.use(request.schema);
    try {
      const found = Promise.resolve(find(serving, { ...request, defers: true }));
      return await executeDeferring(await inTime(found, request), request, release);
    } catch (error) {
      release();
      return { first: refuse(error), later: undefined };
    }
  }

  async function subscribe(request: Omit<EngineRequest, "signal">): ReturnType<Engine["subscribe"]> {
    const { serving, release } = generations.use(request.schema);
    try {
      const compiled = await find(serving, request);
      return subscriptionOf(compiled, request, () => serving.retired, release);
    } catch (error) {
      release();
      return { errors: refuse(error).errors };
    }
  }

  function refuse(error: unknown): EngineAnswer {
    if (error instanceof RequestFault) return { data: undefined, errors: error.errors, fetches: 0 };
    if (!(error instanceof PlanFault)) throw error;
    logger.warn({ code: error.code, reason: error.message }, "operation refused");
    return { data: undefined, errors: [refusalOf(error)], fetches: 0 };
  }

  return {
    get apiSchema() {
      return generations.current.generation.apiSchema;
    },
    get supergraphSdl() {
      return generations.current.generation.supergraphSdl;
    },
    get derived() {
      return generations.current.generation.derived;
    },
    isPlannerUp: () => generations.current.generation.planner.isUp(),
    get reloadFault() {
      return generations.reloadFault;
    },
    execute,
    subscribe,
    executeDeferring: executeLater,
    at: (schema) => generations.at(schema).generation,
    get canary() {
      return generations.canary?.generation;
    },
    reload: (supergraphSdl, swap) => generations.reload(supergraphSdl, swap),
    tryOut: (supergraphSdl, swap) => generations.tryOut(supergraphSdl, swap),
    onReload: (listener) => generations.onReload(listener),
    stop: () => generations.stop(),
  };
}

/** The operation once it is planned, which may take longer than its asker has. */
function inTime(planning: Promise<CompiledOperation>, { signal }: EngineRequest): Promise<CompiledOperation> {
  if (!signal) return planning;
  const fault = () => new PlanFault("PLANNER_UNAVAILABLE", "The request ended before the operation was planned");
  return unlessAborted(planning, signal, fault);
}

/** The client's document or variables do not fit the schema. */
class RequestFault extends Error {
  override readonly name = "RequestFault";
  readonly errors: readonly GraphQLError[];

  constructor(code: "BAD_USER_INPUT" | "GRAPHQL_VALIDATION_FAILED", errors: readonly GraphQLError[]) {
    super(errors.map((error) => error.message).join("\n"));
    const extensions = { code };
    this.errors = errors.map(({ message, nodes }) => new GraphQLError(message, { nodes, extensions }));
  }
}

function refusalOf(fault: PlanFault): GraphQLError {
  return new GraphQLError("This operation cannot be planned.", { extensions: { code: fault.code } });
}
