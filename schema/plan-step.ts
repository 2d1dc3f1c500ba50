import type { AgencyName } from "./agencies.js";

/** One request to one subgraph, as `extensions.plan` tells it to those who may see how an answer came about. */
export interface PlanStep {
  readonly subgraph: string;
  /** Absent where the gateway asks itself. */
  readonly agency?: AgencyName;
  /** The question as the subgraph got it. What stands in its variables is left out. */
  readonly operation: string;
  /** How many entities it was asked about; 0 where it was asked by a root field. */
  readonly entities: number;
  /** Since the gateway began to answer. */
  readonly startedMs: number;
  readonly tookMs: number;
  /** Why it gave no answer. */
  readonly fault?: string;
}

/** How one answer came about. */
export interface ToldPlan {
  /** From the beginning to the last answer: planning, requests, joining. */
  readonly tookMs: number;
  /** In the order in which they were asked. */
  readonly steps: readonly PlanStep[];
}
