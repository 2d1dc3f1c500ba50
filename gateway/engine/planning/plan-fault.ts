/** Why no plan could be made. The code is for clients, the message for whoever reads the log. */
export type PlanFaultCode =
  | "PLAN_TIMEOUT"
  | "PLAN_REFUSED"
  | "PLAN_INCOMPLETE"
  | "PLAN_TOO_COMPLEX"
  | "OPERATION_INVALID"
  | "PLANNER_UNAVAILABLE";

export class PlanFault extends Error {
  override readonly name = "PlanFault";
  constructor(
    readonly code: PlanFaultCode,
    message: string,
  ) {
    super(message);
  }
}
