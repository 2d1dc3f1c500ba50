import { parentPort, workerData } from "node:worker_threads";
import { createPlanner, type PlanningRequest } from "./create-planner.js";
import { PlanFault } from "./plan-fault.js";

export type ThreadRequest = PlanningRequest & { readonly id: number };

export type ThreadReply =
  | { readonly kind: "ready"; readonly facts: string }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "plan"; readonly id: number; readonly plan: string }
  | { readonly kind: "fault"; readonly id: number; readonly code: string; readonly message: string };

const port = parentPort;
const { supergraphSdl } = workerData as { supergraphSdl: string };

function reply(message: ThreadReply): void {
  port?.postMessage(message);
}

try {
  const planner = createPlanner(supergraphSdl);
  port?.on("message", ({ id, ...request }: ThreadRequest) => {
    try {
      reply({ kind: "plan", id, plan: JSON.stringify(planner.plan(request)) });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      reply({ kind: "fault", id, code: error instanceof PlanFault ? error.code : "PLAN_REFUSED", message });
    }
  });
  reply({ kind: "ready", facts: JSON.stringify(planner.facts) });
} catch (error) {
  reply({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
}
