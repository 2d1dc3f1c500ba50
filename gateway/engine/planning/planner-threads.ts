import type { Worker } from "node:worker_threads";
import { startThread } from "../../../platform/threads/start-thread.js";
import type { EngineLimits } from "../engine-options.js";
import type { PlanningRequest, SupergraphFacts } from "./create-planner.js";
import { PlanFault, type PlanFaultCode } from "./plan-fault.js";
import type { PreparedPlan } from "./prepared-plan.js";
import type { ThreadReply, ThreadRequest } from "./planner-thread.js";

/** Plans off the main thread. */
export interface PlannerThreads {
  readonly facts: SupergraphFacts;
  /** Gives the plan and the length of its text; equal requests that overlap are planned once. */
  plan(request: PlanningRequest): Promise<{ readonly plan: PreparedPlan; readonly size: number }>;
  stop(): Promise<void>;
}

export type PlannerLimits = Pick<EngineLimits, "planTimeoutMs" | "buildTimeoutMs" | "plannerMemoryMb">;

interface Waiting {
  readonly request: PlanningRequest;
  readonly resolve: (planned: { plan: PreparedPlan; size: number }) => void;
  readonly reject: (fault: PlanFault) => void;
}

/**
 * Starts a planning thread for a supergraph and waits until it is built; throws with the builder's reason where it
 * does not build. A plan that takes longer than `planTimeoutMs`, or more memory than a thread has, costs its thread: it is ended
 * and another one started.
 */
export async function startPlannerThreads(
  supergraphSdl: string,
  { planTimeoutMs, buildTimeoutMs, plannerMemoryMb }: PlannerLimits,
): Promise<PlannerThreads> {
  const flights = new Map<string, Promise<{ plan: PreparedPlan; size: number }>>();
  const queue: Waiting[] = [];
  let stopped = false;
  let current: Waiting | undefined;
  let timer: NodeJS.Timeout | undefined;
  let sequence = 0;
  let thread: Promise<{ worker: Worker; facts: SupergraphFacts }> = start();
  const { facts } = await thread;

  async function start(): Promise<{ worker: Worker; facts: SupergraphFacts }> {
    const worker = createWorker(supergraphSdl, plannerMemoryMb);
    worker.unref();
    const facts = await whenReady(worker, buildTimeoutMs);
    worker.on("message", (reply: ThreadReply) => receive(reply));
    worker.on("error", (error: NodeJS.ErrnoException) => {
      const isTooLarge = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      replace(worker, new PlanFault(isTooLarge ? "PLAN_TOO_COMPLEX" : "PLANNER_UNAVAILABLE", error.message));
    });
    return { worker, facts };
  }

  function receive(reply: ThreadReply): void {
    if (!current || !("id" in reply) || reply.id !== sequence) return;
    const { resolve, reject } = current;
    finish();
    if (reply.kind === "plan") resolve({ plan: JSON.parse(reply.plan) as PreparedPlan, size: reply.plan.length });
    else reject(new PlanFault(reply.code as PlanFaultCode, reply.message));
  }

  function finish(): void {
    clearTimeout(timer);
    current = undefined;
    next();
  }

  function next(): void {
    if (current || stopped) return;
    const waiting = queue.shift();
    if (!waiting) return;
    current = waiting;
    const id = ++sequence;
    thread.then(
      ({ worker }) => {
        if (current !== waiting) return;
        timer = setTimeout(() => {
          const fault = new PlanFault("PLAN_TIMEOUT", `Planning took longer than ${planTimeoutMs} ms`);
          replace(worker, fault);
        }, planTimeoutMs);
        worker.postMessage({ id, ...waiting.request } satisfies ThreadRequest);
      },
      (error: unknown) => {
        if (current !== waiting) return;
        waiting.reject(new PlanFault("PLANNER_UNAVAILABLE", error instanceof Error ? error.message : String(error)));
        thread = start();
        thread.catch(() => undefined);
        finish();
      },
    );
  }

  function replace(worker: Worker, fault: PlanFault): void {
    if (stopped) return;
    forget(worker);
    worker.on("error", () => undefined);
    void worker.terminate();
    thread = start();
    thread.catch(() => undefined);
    current?.reject(fault);
    finish();
  }

  return {
    facts,
    plan(request) {
      if (stopped) return Promise.reject(new PlanFault("PLANNER_UNAVAILABLE", "The planner has stopped"));
      const key = JSON.stringify([request.source, request.overrides]);
      const known = flights.get(key);
      if (known) return known;
      const flight = new Promise<{ plan: PreparedPlan; size: number }>((resolve, reject) => {
        queue.push({ request, resolve, reject });
      }).finally(() => flights.delete(key));
      flights.set(key, flight);
      next();
      return flight;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      const fault = new PlanFault("PLANNER_UNAVAILABLE", "The planner has stopped");
      for (const { reject } of current ? [current, ...queue.splice(0)] : queue.splice(0)) reject(fault);
      await thread.then(({ worker }) => worker.terminate()).catch(() => undefined);
    },
  };
}

function createWorker(supergraphSdl: string, memoryMb: number): Worker {
  const entry = new URL("./planner-thread.js", import.meta.url);
  return startThread(entry, { name: "planner", data: { supergraphSdl }, memoryMb });
}

/** Removing all listeners at once would take the worker's own with it. */
function forget(worker: Worker): void {
  for (const event of ["message", "error", "exit"]) worker.removeAllListeners(event);
}

function whenReady(worker: Worker, timeoutMs: number): Promise<SupergraphFacts> {
  return new Promise((resolve, reject) => {
    const fail = (message: string) => {
      clearTimeout(timer);
      forget(worker);
      worker.on("error", () => undefined);
      void worker.terminate();
      reject(new PlanFault("PLANNER_UNAVAILABLE", message));
    };
    const timer = setTimeout(() => fail(`The supergraph did not build within ${timeoutMs} ms`), timeoutMs);
    worker.once("error", (error) => fail(error.message));
    worker.once("exit", (code) => fail(`The planning thread ended with code ${code}`));
    worker.once("message", (reply: ThreadReply) => {
      if (reply.kind !== "ready") return fail(reply.kind === "failed" ? reply.message : "unexpected message");
      clearTimeout(timer);
      forget(worker);
      resolve(JSON.parse(reply.facts) as SupergraphFacts);
    });
  });
}
