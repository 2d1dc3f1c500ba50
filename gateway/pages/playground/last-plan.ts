import type { ToldPlan } from "../../../schema/plan-step.js";

let plan: ToldPlan | undefined;
const listeners = new Set<() => void>();

/** How the last answer came about, where the gateway told. */
export function lastPlan(): ToldPlan | undefined {
  return plan;
}

export function setLastPlan(told: ToldPlan | undefined): void {
  plan = told;
  for (const listener of listeners) listener();
}

export function onLastPlan(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
