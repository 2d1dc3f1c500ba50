import type { ChildProcess } from "node:child_process";
import { startChild } from "../../../platform/threads/start-child.js";
import type { PlannerName, PlanningRequest } from "../planning/create-planner.js";
import { PlanFault, type PlanFaultCode } from "../planning/plan-fault.js";
import type { ProcessReply, ProcessRequest } from "./planner-process.js";
import type { PreparedPlan } from "../planning/prepared-plan.js";
import type { SupergraphFacts } from "../supergraph/supergraph-facts.js";

export interface Planned {
  readonly plan: PreparedPlan;
  /** Length of its text. */
  readonly size: number;
}

/** One planner in a process of its own, which may crash, hang or grow without harm to ours. */
export interface PlannerHost {
  /** What its process told, where it was asked for it. */
  readonly facts: SupergraphFacts | undefined;
  /** Rejects with a `PlanFault`. */
  plan(request: PlanningRequest): Promise<Planned>;
  /** Whether its process is built; one that failed to start is started again. */
  isUp(): boolean;
  stop(): void;
}

export interface HostOptions {
  /** A plan that takes longer costs its process: it is ended and another one started. */
  readonly planTimeoutMs: number;
  readonly buildTimeoutMs: number;
  /** What the process may hold; a plan that takes more costs its process. */
  readonly memoryMb: number;
  /** Operations that are planned at the same time. */
  readonly atOnce: number;
  readonly tellsFacts: boolean;
}

interface Waiting {
  readonly request: PlanningRequest;
  readonly resolve: (planned: Planned) => void;
  readonly reject: (fault: PlanFault) => void;
}

/** Starts a planner for a supergraph and waits until it is built; rejects with the builder's reason where it does not build. */
export async function startPlannerHost(
  planner: PlannerName,
  supergraphSdl: string,
  { planTimeoutMs, buildTimeoutMs, memoryMb, atOnce, tellsFacts }: HostOptions,
): Promise<PlannerHost> {
  const queue: Waiting[] = [];
  const running = new Map<number, Waiting & { timer?: NodeJS.Timeout }>();
  let stopped = false;
  let sequence = 0;
  let child: ChildProcess | undefined;
  /** The process that is built. */
  let built: ChildProcess | undefined;
  let building = start(tellsFacts);
  const facts = await building;

  function start(tellsFacts = false): Promise<SupergraphFacts | undefined> {
    const own = startChild(new URL("./planner-process.js", import.meta.url), {
      args: [String(memoryMb)],
      memoryMb,
      threads: atOnce,
    });
    child = own;
    let isReady = false;
    return new Promise((resolve, reject) => {
      const fail = (message: string) => {
        clearTimeout(timer);
        if (own === child && !isReady) child = undefined;
        own.kill("SIGKILL");
        reject(new PlanFault("PLANNER_UNAVAILABLE", message));
      };
      const timer = setTimeout(() => fail(`The supergraph did not build within ${buildTimeoutMs} ms`), buildTimeoutMs);
      own.on("error", (error) => fail(error.message));
      own.on("exit", (code, signal) => {
        if (own === built) built = undefined;
        fail(`The planner's process ended with ${signal ?? code}`);
        if (own === child) replace(endOf(code ?? signal));
      });
      own.on("message", (reply: ProcessReply) => {
        if (reply.kind === "failed") fail(reply.message);
        else if (reply.kind !== "ready") receive(reply);
        else {
          clearTimeout(timer);
          isReady = true;
          built = own;
          resolve(reply.facts === undefined ? undefined : (JSON.parse(reply.facts) as SupergraphFacts));
        }
      });
      own.send({ kind: "build", planner, supergraphSdl, tellsFacts } satisfies ProcessRequest);
    });
  }

  function receive(reply: Extract<ProcessReply, { id: number }>): void {
    const asked = running.get(reply.id);
    if (!asked) return;
    running.delete(reply.id);
    clearTimeout(asked.timer);
    if (reply.kind === "plan") asked.resolve({ plan: JSON.parse(reply.plan) as PreparedPlan, size: reply.plan.length });
    else asked.reject(new PlanFault(reply.code as PlanFaultCode, reply.message));
    next();
  }

  /** Ends the process with what it is at, unless it has ended by itself, and starts another. */
  function replace(fault: PlanFault): void {
    if (stopped) return;
    const last = child;
    building = start();
    building.catch(() => undefined);
    last?.kill("SIGKILL");
    for (const [id, { timer, reject }] of running) {
      clearTimeout(timer);
      running.delete(id);
      reject(fault);
    }
    next();
  }

  function next(): void {
    while (running.size < atOnce) {
      const waiting = queue.shift();
      if (!waiting) return;
      const id = ++sequence;
      if (!child) building = start();
      const asked: Waiting & { timer?: NodeJS.Timeout } = { ...waiting };
      running.set(id, asked);
      building.then(
        () => {
          if (!running.has(id)) return;
          asked.timer = setTimeout(() => giveUp(id), planTimeoutMs);
          child?.send({ kind: "plan", id, ...waiting.request } satisfies ProcessRequest);
        },
        (error: unknown) => {
          if (!running.delete(id)) return;
          waiting.reject(new PlanFault("PLANNER_UNAVAILABLE", error instanceof Error ? error.message : String(error)));
        },
      );
    }
  }

  /** The others that the process is at are planned again in the next one. */
  function giveUp(id: number): void {
    const late = running.get(id);
    running.delete(id);
    for (const [other, { timer, ...waiting }] of running) {
      clearTimeout(timer);
      running.delete(other);
      queue.unshift(waiting);
    }
    late?.reject(new PlanFault("PLAN_TIMEOUT", `Planning took longer than ${planTimeoutMs} ms`));
    replace(new PlanFault("PLANNER_UNAVAILABLE", "The planner was replaced"));
  }

  return {
    facts,
    isUp() {
      if (!child && !stopped) {
        building = start();
        building.catch(() => undefined);
      }
      return built !== undefined && built === child;
    },
    plan: (request) =>
      new Promise((resolve, reject) => {
        if (stopped) return reject(new PlanFault("PLANNER_UNAVAILABLE", "The planner has stopped"));
        queue.push({ request, resolve, reject });
        next();
      }),
    stop() {
      const fault = new PlanFault("PLANNER_UNAVAILABLE", "The planner has stopped");
      stopped = true;
      for (const { reject } of [...running.values(), ...queue.splice(0)]) reject(fault);
      for (const { timer } of running.values()) clearTimeout(timer);
      running.clear();
      child?.kill("SIGKILL");
    },
  };
}

/** Node aborts where its heap is full, the native planner where it fails; these signals come from outside. */
function endOf(end: number | string | null): PlanFault {
  const isEndedFromOutside = end === "SIGKILL" || end === "SIGTERM" || end === "SIGINT";
  const code = isEndedFromOutside ? "PLANNER_UNAVAILABLE" : "PLAN_TOO_COMPLEX";
  return new PlanFault(code, `The planner's process ended with ${end}`);
}
