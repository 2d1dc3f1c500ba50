import type { ChildProcess } from "node:child_process";
import { startChild } from "../../../platform/threads/start-child.js";
import { createPlanner, type PlanningRequest } from "../../../gateway/engine/planning/create-planner.js";
import { readFacts } from "../../../gateway/engine/supergraph/supergraph-facts.js";
import { PlanFault, type PlanFaultCode } from "../../../gateway/engine/planning/plan-fault.js";
import type { Planned } from "../../../gateway/engine/planners/planner-host.js";
import type { PreparedPlan } from "../../../gateway/engine/planning/prepared-plan.js";
import { inTurn, type Planners } from "../../../gateway/engine/planners/start-planners.js";

/** Both planners, without processes of their own for each fixture: Apollo's in the test's thread, the native one in one for all. */
export async function startPlannerHere(supergraphSdl: string, native = true): Promise<Planners> {
  const plan = await createPlanner("apollo", supergraphSdl);
  const facts = readFacts(supergraphSdl);
  const apollo = async (request: PlanningRequest) => sized(JSON.stringify(await plan(request)));
  const planNatively = (request: PlanningRequest) => askNative(supergraphSdl, request);
  return {
    facts,
    ...inTurn({ native: native ? planNatively : undefined, apollo }),
    isUp: () => true,
    stop: () => Promise.resolve(),
  };
}

interface Reply {
  readonly id?: number;
  readonly plan?: string;
  readonly code?: PlanFaultCode;
  readonly message?: string;
}

let child: ChildProcess | undefined;
let sequence = 0;
const waiting = new Map<number, (reply: Reply) => void>();

function askNative(supergraphSdl: string, request: PlanningRequest): Promise<Planned> {
  if (!child) {
    const own = startChild(new URL("./native-process.js", import.meta.url), { args: [], memoryMb: 512, threads: 4 });
    own.on("message", (reply: Reply) => {
      waiting.get(reply.id ?? 0)?.(reply);
      waiting.delete(reply.id ?? 0);
    });
    own.on("exit", (code) => {
      child = undefined;
      for (const answer of waiting.values()) answer({ code: "PLAN_REFUSED", message: `ended with ${code}` });
      waiting.clear();
    });
    child = own;
  }
  const id = ++sequence;
  child.send({ id, supergraphSdl, request });
  return new Promise((resolve, reject) => {
    // What waits for an unreferenced process alone would not keep the test going.
    const busy = setInterval(() => undefined, 60_000);
    waiting.set(id, ({ plan, code = "PLAN_REFUSED", message = "" }) => {
      clearInterval(busy);
      if (plan === undefined) reject(new PlanFault(code, message));
      else resolve(sized(plan));
    });
  });
}

function sized(text: string): Planned {
  return { plan: JSON.parse(text) as PreparedPlan, size: text.length };
}
