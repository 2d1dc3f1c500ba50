import { createPlanner } from "../../../gateway/engine/planning/create-planner.js";
import type { PlannerThreads } from "../../../gateway/engine/planning/planner-threads.js";

/** Plans in the test's own thread, where starting one for each fixture would cost more than the fixture. */
export function startPlannerHere(supergraphSdl: string): PlannerThreads {
  const planner = createPlanner(supergraphSdl);
  return {
    facts: planner.facts,
    async plan(request) {
      const text = JSON.stringify(planner.plan(request));
      return { plan: JSON.parse(text), size: text.length };
    },
    stop: () => Promise.resolve(),
  };
}
