import type { ObligationKind } from "../../entities/finding.js";
import type { PermissionPolicy } from "../permission-policy.js";

/** What the texts that could be read leave open on the obligations: choices of the operators, never constants in a rule. */
export interface ObligationPolicy {
  /** The obligations without which a day of attendance is at risk. */
  readonly atRisk: ReadonlySet<ObligationKind>;
  /** How many months an agreement may take to build up to the least hours a week. */
  readonly monthsToBuildUp: number;
  /** Whether the hours of one agreement count, or those of all agreements of the person together. */
  readonly hoursOver: "AGREEMENT" | "PERSON";
  /** In how many days from the start the development plan must be registered. */
  readonly daysToPlan: number;
}

/** With what is left open about permissions, which readiness needs too. */
export interface JudgePolicy extends ObligationPolicy {
  readonly permission: PermissionPolicy;
}
