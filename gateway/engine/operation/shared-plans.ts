import { LRUCache } from "lru-cache";
import type { EngineLimits } from "../engine-options.js";
import { compilePlan, type CompiledPlan } from "../execution/compile-plan.js";
import type { Generation } from "../generation.js";
import { PlanFault } from "../planning/plan-fault.js";
import type { PreparedPlan } from "../planning/prepared-plan.js";
import type { NormalizedOperation } from "./normalize-operation.js";

/** A plan, for all operations that differ by nothing but names and literals. */
export interface SharedPlan extends CompiledPlan {
  readonly unplanned: PreparedPlan["unplanned"];
  /** Length of its text. */
  readonly size: number;
}

/** Plans of one generation, each kept for as long as an operation has it. */
export interface SharedPlans {
  /** Asked together, equal ones are planned once. Rejects with a `PlanFault`. */
  find(wanted: Pick<NormalizedOperation, "source"> & Wanted): Promise<SharedPlan>;
}

interface Wanted {
  readonly overrides: readonly string[];
  /** How many parts the answer has; 0 where nothing is deferred. */
  readonly partCount: number;
}

const MOST_REFUSED = 1_000;

export function createSharedPlans(generation: Generation, { refusedMs }: Pick<EngineLimits, "refusedMs">): SharedPlans {
  const kept = new Map<string, WeakRef<SharedPlan>>();
  const underway = new Map<string, Promise<SharedPlan>>();
  // Some take the planner all the time it has, and whoever sends one may send it again.
  const refused = new LRUCache<string, PlanFault>({ max: MOST_REFUSED, ttl: refusedMs });
  const registry = new FinalizationRegistry<string>((key) => {
    if (!kept.get(key)?.deref()) kept.delete(key);
  });

  async function plan(key: string, source: string, { overrides, partCount }: Wanted): Promise<SharedPlan> {
    try {
      const { plan: prepared, size } = await generation.planner.plan({ source, overrides });
      const shared = { ...compilePlan(prepared, generation, partCount), unplanned: prepared.unplanned, size };
      kept.set(key, new WeakRef(shared));
      registry.register(shared, key);
      return shared;
    } catch (error) {
      if (error instanceof PlanFault && error.code !== "PLANNER_UNAVAILABLE") refused.set(key, error);
      throw error;
    } finally {
      underway.delete(key);
    }
  }

  return {
    async find({ source, ...wanted }) {
      const key = JSON.stringify([source, wanted.overrides, wanted.partCount]);
      const known = kept.get(key)?.deref() ?? underway.get(key);
      if (known) return known;
      const fault = refused.get(key);
      if (fault) throw fault;
      const planning = plan(key, source, wanted);
      underway.set(key, planning);
      return planning;
    },
  };
}
