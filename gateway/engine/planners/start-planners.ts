import type { EngineLimits } from "../engine-options.js";
import type { PlanningRequest } from "../planning/create-planner.js";
import { PlanFault } from "../planning/plan-fault.js";
import { startPlannerHost, type Planned, type PlannerHost } from "./planner-host.js";
import type { SupergraphFacts } from "../supergraph/supergraph-facts.js";

/** Plans outside this process. */
export interface Planners {
  readonly facts: SupergraphFacts;
  /** Equal requests that overlap are planned once. Rejects with a `PlanFault` where no planner finds a right plan. */
  plan(request: PlanningRequest): Promise<Planned>;
  /** Whether one of them is built; one that failed to start is started again. */
  isUp(): boolean;
  stop(): Promise<void>;
}

export type PlannerLimits = Pick<
  EngineLimits,
  "planTimeoutMs" | "buildTimeoutMs" | "plannerMemoryMb" | "nativePlanner"
>;

/** Operations that the native planner is at together: one that never ends leaves room for the others. */
const AT_ONCE = 8;

/**
 * Starts the planners of a supergraph; rejects with the builder's reason where it does not build. The native one may have no
 * build for this platform, or not take this supergraph; Apollo's, which holds as much memory again, is started when it is first needed.
 */
export async function startPlanners(supergraphSdl: string, limits: PlannerLimits): Promise<Planners> {
  const { planTimeoutMs, buildTimeoutMs, plannerMemoryMb: memoryMb } = limits;
  const common = { buildTimeoutMs, memoryMb };
  // Together they end in time.
  const nativeMs = planTimeoutMs * 0.4;
  const startNative = () => {
    const options = { ...common, planTimeoutMs: nativeMs, atOnce: AT_ONCE, tellsFacts: true };
    return startPlannerHost("native", supergraphSdl, options).catch(() => undefined);
  };
  let apollo: Promise<PlannerHost> | undefined;
  let startedApollo: PlannerHost | undefined;
  let stopped = false;
  const startApollo = async (tellsFacts = false) => {
    if (stopped) throw new PlanFault("PLANNER_UNAVAILABLE", "The planner has stopped");
    const options = { ...common, planTimeoutMs: planTimeoutMs - nativeMs, atOnce: 1, tellsFacts };
    apollo ??= startPlannerHost("apollo", supergraphSdl, options).catch((error: unknown) => {
      apollo = undefined;
      throw error;
    });
    startedApollo = await apollo;
    return startedApollo;
  };
  const native = limits.nativePlanner ? await startNative() : undefined;
  const { facts } = native ?? (await startApollo(true));
  if (!facts) throw new Error("A planner's process tells the facts of its supergraph");
  return {
    ...inTurn({ native: native && ((it) => native.plan(it)), apollo: async (it) => (await startApollo()).plan(it) }),
    facts,
    isUp: () => [native, startedApollo].some((it) => it?.isUp() === true),
    async stop() {
      stopped = true;
      native?.stop();
      await apollo?.then(
        (it) => it.stop(),
        () => undefined,
      );
    },
  };
}

type Plans = (request: PlanningRequest) => Promise<Planned>;

/**
 * Asks one planner after the other, until one finds a plan: the native one, then Apollo's. What is deferred only Apollo's
 * plans; where it fails, all is told at once, which is right too.
 */
export function inTurn(planners: {
  readonly native?: Plans | undefined;
  readonly apollo: Plans;
}): Pick<Planners, "plan"> {
  const { native, apollo } = planners;
  const flights = new Map<string, Promise<Planned>>();

  async function attempt(request: PlanningRequest): Promise<Planned> {
    const isDeferred = /@defer\b/.test(request.source);
    const whole = [native, apollo].map((plans) => plans && (() => plans({ ...request, isWhole: isDeferred })));
    const attempts = [isDeferred ? () => apollo(request) : undefined, ...whole].filter((it) => it !== undefined);
    let fault = new PlanFault("PLANNER_UNAVAILABLE", "No planner has started");
    for (const plan of attempts) {
      try {
        return await plan();
      } catch (error) {
        if (!(error instanceof PlanFault)) throw error;
        fault = error;
      }
    }
    throw fault;
  }

  return {
    plan(request) {
      const key = JSON.stringify([request.source, request.overrides]);
      const known = flights.get(key);
      if (known) return known;
      const flight = attempt(request).finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
  };
}
