import { createPlanner } from "../../../gateway/engine/planning/create-planner.js";
import type { PreparedPlan } from "../../../gateway/engine/planning/prepared-plan.js";
import type { PlannerThreads } from "../../../gateway/engine/planning/planner-threads.js";

/** Plans in the test's own thread, where starting one for each fixture would cost more than the fixture. */
export function startPlannerHere(supergraphSdl: string): PlannerThreads {
  const planner = createPlanner(supergraphSdl);
  return {
    facts: planner.facts,
    plan: (request) =>
      Promise.resolve(request).then((it) => {
        const text = JSON.stringify(planner.plan(it));
        return { plan: JSON.parse(text) as PreparedPlan, size: text.length };
      }),
    stop: () => Promise.resolve(),
  };
}
