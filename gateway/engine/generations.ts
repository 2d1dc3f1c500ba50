import { createGeneration, type Generation } from "./generation.js";
import type { EngineLimits, EngineOptions } from "./engine-options.js";
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

/** The supergraph that serves, and the one before it for as long as somebody needs it. */
export interface Generations<Derived> {
  readonly current: Serving<Derived>;
  /** The generation that serves, kept until it is released. */
  use(): { readonly serving: Serving<Derived>; readonly release: () => void };
  /** Builds another supergraph, then serves it. One that does not build leaves the old one serving, and rejects. */
  reload(supergraphSdl: string): Promise<void>;
  /** Why the last reload failed; undefined where the newest supergraph is the one that serves. */
  readonly reloadFault: string | undefined;
  /** Calls back after each reload. Gives the function that ends it. */
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

  function use() {
    const serving = current;
    serving.users++;
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      serving.users--;
      retire(serving);
    };
    return { serving, release };
  }

  function retire(serving: Serving<Derived>): void {
    if (!serving.retired || serving.users > 0 || !live.delete(serving)) return;
    void serving.generation.stop();
  }

  /** Lets the generations before the last one go, whoever still needs them. */
  function endOldest(): void {
    for (const serving of [...live].slice(0, -2)) {
      live.delete(serving);
      void serving.generation.stop();
    }
  }

  async function reload(supergraphSdl: string): Promise<void> {
    if (supergraphSdl === current.generation.supergraphSdl) {
      reloadFault = undefined;
      return;
    }
    try {
      const next = await serve(supergraphSdl, current);
      const previous = current;
      current = next;
      live.add(next);
      reloadFault = undefined;
      previous.retired = true;
      retire(previous);
      endOldest();
      logger.info({}, "supergraph reloaded");
      // In the same turn: nobody may see one half of the old and one of the new.
      for (const listener of listeners) listener();
    } catch (error) {
      reloadFault = reasonOf(error);
      logger.warn({ reason: reloadFault }, "the supergraph does not build, the old one keeps serving");
      throw error;
    }
  }

  return {
    get current() {
      return current;
    },
    get reloadFault() {
      return reloadFault;
    },
    use,
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
