/** Why no plan could be made. The code is for clients, the message for whoever reads the log. */
export type PlanFaultCode =
  | "PLAN_TIMEOUT"
  | "PLAN_REFUSED"
  | "PLAN_INCOMPLETE"
  | "PLAN_TOO_COMPLEX"
  | "OPERATION_INVALID"
  | "PLANNER_UNAVAILABLE";

/** A field that an operation asks and no fetch of its plan brings. */
export interface LeftOut {
  /** Response names from the root to the object. */
  readonly path: readonly string[];
  readonly type: string;
  readonly name: string;
}

export class PlanFault extends Error {
  override readonly name = "PlanFault";
  constructor(
    readonly code: PlanFaultCode,
    message: string,
    readonly leftOut?: LeftOut,
  ) {
    super(message);
  }
}
