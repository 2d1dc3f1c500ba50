import type { EngineLimits } from "../engine-options.js";
import type { PlannerName, PlanningRequest } from "../planning/create-planner.js";
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
 * Starts the planners of a supergraph; rejects with the builder's reason where it does not build. Apollo's planner has to;
 * the native one may have no build for this platform, or not take this supergraph.
 */
export async function startPlanners(supergraphSdl: string, limits: PlannerLimits): Promise<Planners> {
  const { planTimeoutMs, buildTimeoutMs, plannerMemoryMb: memoryMb } = limits;
  // Together they end in time.
  const nativeMs = planTimeoutMs * 0.4;
  const start = (name: PlannerName, timeoutMs: number, atOnce: number) =>
    startPlannerHost(name, supergraphSdl, { planTimeoutMs: timeoutMs, buildTimeoutMs, memoryMb, atOnce });
  const starting = limits.nativePlanner ? start("native", nativeMs, AT_ONCE).catch(() => undefined) : undefined;
  const apollo = await start("apollo", planTimeoutMs - nativeMs, 1).catch(async (error: unknown) => {
    (await starting)?.stop();
    throw error;
  });
  const native = await starting;
  const hosts = native ? [native, apollo] : [apollo];
  return {
    ...inTurn({ native: native && ((it) => native.plan(it)), apollo: (it) => apollo.plan(it) }),
    facts: factsOf(apollo),
    isUp: () => hosts.map((it) => it.isUp()).some(Boolean),
    stop: () => Promise.resolve(hosts.forEach((it) => it.stop())),
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

function factsOf({ facts }: PlannerHost): SupergraphFacts {
  if (!facts) throw new Error("Apollo's planner tells the facts of its supergraph");
  return facts;
}
