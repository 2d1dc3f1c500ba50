import type { GraphQLSchema } from "graphql";
import { createGeneration, type Generation } from "./generation.js";
import type { EngineLimits, EngineOptions, SwapOptions } from "./engine-options.js";
import { createOperationCache, type OperationCache } from "./operation/operation-cache.js";
import { startPlanners } from "./planners/start-planners.js";
import { warmOperations } from "./warm-operations.js";

/** A generation while it serves, with those who still need it. */
export interface Serving<Derived> {
  readonly generation: Generation<Derived>;
  readonly operations: OperationCache;
  users: number;
  retired: boolean;
}

/** The supergraph that serves, the one before it for as long as somebody needs it, and the one that is tried out beside it. */
export interface Generations<Derived> {
  readonly current: Serving<Derived>;
  /** Tried out beside the current one: it answers those who ask by its schema. */
  readonly canary: Serving<Derived> | undefined;
  /** The one with this schema as long as it serves, else the current one. */
  at(schema: GraphQLSchema | undefined): Serving<Derived>;
  /** The same, kept until it is released. */
  use(schema?: GraphQLSchema): { readonly serving: Serving<Derived>; readonly release: () => void };
  /**
   * Builds another supergraph, then serves it; the canary's is built already. One that may not take the old one's place, or
   * does not build, leaves the old one serving, and rejects.
   */
  reload(supergraphSdl: string, options?: SwapOptions): Promise<void>;
  /** Builds another supergraph, and tries it out in the last canary's place; undefined ends that one. Rejects as `reload`. */
  tryOut(supergraphSdl: string | undefined, options?: SwapOptions): Promise<void>;
  /** Why the last reload failed; undefined where the newest supergraph is the one that serves. */
  readonly reloadFault: string | undefined;
  /** Calls back after each change of what serves. Gives the function that ends it. */
  onReload(listener: () => void): () => void;
  stop(): Promise<void>;
}

export async function createGenerations<Derived>(
  options: EngineOptions<Derived>,
  limits: EngineLimits,
): Promise<Generations<Derived>> {
  const { logger } = options;
  const startPlanner = options.startPlanner ?? startPlanners;
  const derive = options.derive ?? (() => undefined as Derived);
  const listeners = new Set<() => void>();
  const live = new Set<Serving<Derived>>();
  let current = await serve(options.supergraphSdl);
  live.add(current);
  let canary: Serving<Derived> | undefined;
  let reloadFault: string | undefined;
  let reloading: Promise<unknown> = Promise.resolve();
  const forgetting = setInterval(() => live.forEach((it) => it.operations.forgetIdle()), limits.idleMs / 4).unref();

  /** @param before from which the operations asked last are planned too */
  async function serve(supergraphSdl: string, before?: Serving<Derived>): Promise<Serving<Derived>> {
    const planner = await startPlanner(supergraphSdl, limits);
    try {
      const generation = createGeneration({ supergraphSdl, planner, derive, transports: options.transports });
      const serving = { generation, operations: createOperationCache(generation, limits), users: 0, retired: false };
      const known = options.known?.(generation.derived).map((text) => ({ ...text, isKnown: true })) ?? [];
      const texts = [...known, ...(before?.operations.recent(limits.rewarmedOperations) ?? [])];
      const warmed = await warmOperations(serving, texts);
      logger.info({ asked: texts.length, warmed }, "operations planned");
      return serving;
    } catch (error) {
      await planner.stop();
      throw error;
    }
  }

  function at(schema: GraphQLSchema | undefined): Serving<Derived> {
    return canary && canary.generation.apiSchema === schema ? canary : current;
  }

  function use(schema?: GraphQLSchema) {
    const serving = at(schema);
    serving.users++;
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      serving.users--;
      end(serving);
    };
    return { serving, release };
  }

  /** Ends one that retired, once nobody needs it. */
  function end(serving: Serving<Derived>): void {
    if (!serving.retired || serving.users > 0 || !live.delete(serving)) return;
    void serving.generation.stop();
  }

  /** Has one go, and those that went before it, whoever still needs them. */
  function retire(serving: Serving<Derived>): void {
    for (const older of [...live].filter(({ retired }) => retired)) {
      live.delete(older);
      void older.generation.stop();
    }
    serving.retired = true;
    end(serving);
  }

  // In the same turn: nobody may see one half of the old and one of the new.
  const tell = () => listeners.forEach((listener) => listener());

  async function reload(supergraphSdl: string, swap: SwapOptions): Promise<void> {
    if (supergraphSdl === current.generation.supergraphSdl) {
      reloadFault = undefined;
      return;
    }
    try {
      const isTried = canary?.generation.supergraphSdl === supergraphSdl;
      const next = isTried ? canary! : await build(supergraphSdl, swap);
      if (isTried) canary = undefined;
      const previous = current;
      current = next;
      live.add(next);
      reloadFault = undefined;
      retire(previous);
      logger.info({}, "supergraph reloaded");
      tell();
    } catch (error) {
      reloadFault = reasonOf(error);
      logger.warn({ reason: reloadFault }, "the supergraph is refused, the old one keeps serving");
      throw error;
    }
  }

  async function tryOut(supergraphSdl: string | undefined, swap: SwapOptions): Promise<void> {
    if (supergraphSdl === canary?.generation.supergraphSdl) return;
    const isCurrent = supergraphSdl === current.generation.supergraphSdl;
    const next = supergraphSdl === undefined || isCurrent ? undefined : await build(supergraphSdl, swap);
    const previous = canary;
    canary = next;
    if (next) live.add(next);
    if (previous) retire(previous);
    logger.info({}, next ? "a supergraph is tried out" : "no supergraph is tried out any more");
    tell();
  }

  async function build(supergraphSdl: string, { force = false }: SwapOptions): Promise<Serving<Derived>> {
    if (!force) await options.mayReplace?.(supergraphSdl, current.generation.supergraphSdl);
    return serve(supergraphSdl, current);
  }

  /** One change after another. */
  function inTurn(change: () => Promise<void>): Promise<void> {
    const next = reloading.then(change);
    reloading = next.catch(() => undefined);
    return next;
  }

  return {
    get current() {
      return current;
    },
    get reloadFault() {
      return reloadFault;
    },
    get canary() {
      return canary;
    },
    at,
    use,
    reload: (supergraphSdl, swap = {}) => inTurn(() => reload(supergraphSdl, swap)),
    tryOut: (supergraphSdl, swap = {}) => inTurn(() => tryOut(supergraphSdl, swap)),
    onReload(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      clearInterval(forgetting);
      await reloading;
      await Promise.all([...live].map((it) => it.generation.stop()));
    },
  };
}

/** Why a supergraph does not build. A syntax error quotes what it stumbled over, which may be no supergraph at all. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith("Syntax Error") ? "it is not GraphQL" : message;
}
