import { createPlanner, type Planner, type PlanningRequest } from "../../../gateway/engine/planning/create-planner.js";
import { PlanFault } from "../../../gateway/engine/planning/plan-fault.js";

/** Plans for many supergraphs with the native planner, which may take its process with it. */
const planners = new Map<string, Promise<Planner>>();

process.on("disconnect", () => process.exit());
process.on(
  "message",
  ({ id, supergraphSdl, request }: { id: number; supergraphSdl: string; request: PlanningRequest }) => {
    const planner = planners.get(supergraphSdl) ?? createPlanner("native", supergraphSdl);
    planners.set(supergraphSdl, planner);
    planner
      .then((it) => it(request))
      .then(
        (plan) => process.send?.({ id, plan: JSON.stringify(plan) }),
        (error: unknown) =>
          process.send?.({
            id,
            code: error instanceof PlanFault ? error.code : "PLAN_REFUSED",
            message: String(error),
          }),
      );
  },
);
