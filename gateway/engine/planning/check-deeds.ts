import { Kind } from "graphql";
import type { Plan } from "./plan.js";
import { PlanFault } from "./plan-fault.js";

/**
 * What follows a deed of a mutation is asked before the next deed, which may change it. Throws a `PlanFault` where it would be
 * asked after: its first names are not those of the last deed that it waits for.
 */
export function checkDeeds(plan: Plan): Plan {
  plan.fetches.forEach(({ path: [step] }, index) => {
    if (step?.kind !== "field") return;
    const deeds = plan.fetches.slice(0, index).filter((it) => it.kind === "mutation");
    const isOwn = (it: (typeof deeds)[number]) =>
      it.selectionSet.selections.some((one) => one.kind === Kind.FIELD && (one.alias ?? one.name).value === step.name);
    if (deeds.length > 1 && !deeds.slice(-1).some(isOwn)) {
      throw new PlanFault("PLAN_REFUSED", `What follows ${step.name} would be asked after another deed`);
    }
  });
  return plan;
}
