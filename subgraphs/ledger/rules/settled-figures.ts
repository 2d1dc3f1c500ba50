import type { Settlement } from "../entities/settlement.js";
import { DAYS_PER_TRAJECTORY } from "./funding-policy.js";
import type { WorkedYear } from "./work-out-year.js";

export type YearFigures = Pick<WorkedYear, "days" | "trajectories" | "subsidy" | "balance">;

/** The figures of a year as the department fixed them. */
export function settledFigures({ days, subsidy, balance }: Settlement): YearFigures {
  return {
    days,
    trajectories: days / DAYS_PER_TRAJECTORY,
    subsidy: BigInt(subsidy.cents),
    balance: BigInt(balance.cents),
  };
}
