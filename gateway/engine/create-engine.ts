import { GraphQLError, validate, type GraphQLSchema } from "graphql";
import { DEFAULT_LIMITS, type EngineLimits, type EngineOptions } from "./engine-options.js";
import { executeOperation, type EngineAnswer } from "./execute-operation.js";
import { createGeneration, type Generation } from "./generation.js";
import type { CompiledOperation } from "./operation/compiled-operation.js";
import { createOperationCache, type OperationCache, type OperationText } from "./operation/operation-cache.js";
import { coerceVariables, shapeOf } from "./operation/operation-shape.js";
import { PlanFault } from "./planning/plan-fault.js";
import { startPlannerThreads } from "./planning/planner-threads.js";

export interface EngineRequest extends OperationText {
  readonly variables: Readonly<Record<string, unknown>>;
  /** Handed to the transports as it is. */
  readonly context: unknown;
  /** Its abort ends the requests to subgraphs. */
  readonly signal?: AbortSignal | undefined;
}

/** Answers operations over a supergraph. */
export interface Engine {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** Why the last reload failed; undefined where the newest supergraph is the one that serves. */
  readonly reloadFault: string | undefined;
  /** Never rejects for what a client or a subgraph did. */
  execute(request: EngineRequest): Promise<EngineAnswer>;
  /** Plans and compiles, or finds it done. Rejects with a `PlanFault`, or with the errors of the variables. */
  compile(request: Omit<EngineRequest, "signal">): Promise<CompiledOperation>;
  /**
   * Plans a subscription, and keeps the generation it was planned for until it is released. Errors where the variables do
   * not fit or no plan can be made.
   */
  subscribe(request: Omit<EngineRequest, "signal">): Promise<EngineSubscription | { errors: readonly GraphQLError[] }>;
  /** Plans operations ahead of their first request; gives how many could be. */
  warm(operations: readonly OperationText[]): Promise<number>;
  /** Builds another supergraph, then serves it. One that does not build leaves the old one serving, and rejects. */
  reload(supergraphSdl: string): Promise<void>;
  /** Calls back after each reload. Gives the function that ends it. */
  onReload(listener: () => void): () => void;
  stop(): Promise<void>;
}

export interface EngineSubscription {
  /** Who tells of events and how it is asked; undefined where the authorization left nothing to ask. */
  readonly primary: { subgraph: string; query: string; variables: Readonly<Record<string, unknown>> } | undefined;
  /** Whether another supergraph serves by now. */
  isRetired(): boolean;
  /** Completes one event: what `primary` gave for it. Rejects only by our own mistake. */
  complete(event: { root: Record<string, unknown>; context: unknown; signal?: AbortSignal }): Promise<EngineAnswer>;
  release(): void;
}

/** A generation while it serves, with the requests that still need it. */
interface Serving {
  readonly generation: Generation;
  readonly operations: OperationCache;
  users: number;
  retired: boolean;
}

export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { logger } = options;
  const limits: EngineLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const startPlanner = options.startPlanner ?? startThread;
  const listeners = new Set<() => void>();
  let current = await serve(options.supergraphSdl);
  let reloadFault: string | undefined;
  let reloading: Promise<unknown> = Promise.resolve();

  async function serve(supergraphSdl: string): Promise<Serving> {
    const planner = await startPlanner(supergraphSdl, limits);
    const generation = createGeneration({ supergraphSdl, planner, transports: options.transports });
    return { generation, operations: createOperationCache(generation, limits), users: 0, retired: false };
  }

  function find({ generation, operations }: Serving, request: EngineRequest) {
    const { overrideLabels, apiSchema } = generation;
    const shape = shapeOf(request.document, request.operationName);
    const { coerced, errors } = coerceVariables(apiSchema, shape, request.variables);
    if (errors) throw new VariablesFault(errors);
    const isOn = (label: string) => options.override?.(label, request.context) === true;
    return operations.find(request, coerced, overrideLabels.length === 0 ? [] : overrideLabels.filter(isOn));
  }

  async function execute(request: EngineRequest): Promise<EngineAnswer> {
    const serving = current;
    serving.users++;
    try {
      const found = find(serving, request);
      return await executeOperation(found instanceof Promise ? await found : found, request);
    } catch (error) {
      if (error instanceof VariablesFault) return { data: undefined, errors: error.errors, fetches: 0 };
      if (!(error instanceof PlanFault)) throw error;
      logger.warn({ code: error.code, reason: error.message }, "operation refused");
      return { data: undefined, errors: [refusalOf(error)], fetches: 0 };
    } finally {
      serving.users--;
      retire(serving);
    }
  }

  async function subscribe(request: Omit<EngineRequest, "signal">): ReturnType<Engine["subscribe"]> {
    const serving = current;
    serving.users++;
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      serving.users--;
      retire(serving);
    };
    try {
      const compiled = await find(serving, request);
      const { variables, context } = request;
      const { primary } = compiled.plan;
      const named = (name: string) => compiled.variableNames.get(name) ?? name;
      return {
        primary: primary && {
          subgraph: primary.subgraph,
          query: primary.query,
          variables: Object.fromEntries(
            primary.variables
              .filter((name) => Object.hasOwn(variables, named(name)))
              .map((name) => [name, variables[named(name)]]),
          ),
        },
        isRetired: () => serving.retired,
        complete: ({ root, ...event }) =>
          executeOperation(compiled, { variables, ...event, root: root, context: event.context ?? context }),
        release,
      };
    } catch (error) {
      release();
      if (error instanceof VariablesFault) return { errors: error.errors };
      if (!(error instanceof PlanFault)) throw error;
      logger.warn({ code: error.code, reason: error.message }, "subscription refused");
      return { errors: [refusalOf(error)] };
    }
  }

  function retire(serving: Serving): void {
    if (serving.retired && serving.users === 0) void serving.generation.stop();
  }

  async function warm(serving: Serving, texts: readonly OperationText[]): Promise<number> {
    const valid = texts.filter(({ document }) => validate(serving.generation.apiSchema, document).length === 0);
    // Conditions get the outcome of their defaults, or count as not met.
    const warmed = await Promise.allSettled(
      valid.map(async (text) => {
        const { coerced } = coerceVariables(
          serving.generation.apiSchema,
          shapeOf(text.document, text.operationName),
          {},
        );
        return serving.operations.find(text, coerced ?? {}, []);
      }),
    );
    return warmed.filter((it) => it.status === "fulfilled").length;
  }

  async function reload(supergraphSdl: string): Promise<void> {
    try {
      const next = await serve(supergraphSdl);
      const warmed = await warm(next, current.operations.recent(limits.rewarmedOperations));
      const previous = current;
      current = next;
      reloadFault = undefined;
      previous.retired = true;
      retire(previous);
      logger.info({ warmed }, "supergraph reloaded");
    } catch (error) {
      reloadFault = error instanceof Error ? error.message : String(error);
      logger.warn({ reason: reloadFault }, "the supergraph does not build, the old one keeps serving");
      throw error;
    }
    for (const listener of listeners) listener();
  }

  return {
    get apiSchema() {
      return current.generation.apiSchema;
    },
    get supergraphSdl() {
      return current.generation.supergraphSdl;
    },
    get reloadFault() {
      return reloadFault;
    },
    execute,
    subscribe,
    async compile(request) {
      return find(current, request);
    },
    warm: (texts) => warm(current, texts),
    reload(supergraphSdl) {
      const next = reloading.then(() => reload(supergraphSdl));
      reloading = next.catch(() => undefined);
      return next;
    },
    onReload(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      await reloading;
      await current.generation.stop();
    },
  };
}

function startThread(supergraphSdl: string, limits: EngineLimits) {
  const { planTimeoutMs, buildTimeoutMs } = limits;
  return startPlannerThreads({ supergraphSdl, timeoutMs: planTimeoutMs, startTimeoutMs: buildTimeoutMs });
}

/** The client's variables do not fit the operation. */
class VariablesFault extends Error {
  override readonly name = "VariablesFault";
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors.map((error) => error.message).join("\n"));
    const extensions = { code: "BAD_USER_INPUT" };
    this.errors = errors.map(({ message, nodes }) => new GraphQLError(message, { nodes, extensions }));
  }
}

function refusalOf(fault: PlanFault): GraphQLError {
  return new GraphQLError("This operation cannot be planned.", { extensions: { code: fault.code } });
}
