import type { Day } from "../../../schema/scalars.js";
import type { StatuteKind } from "../../kernel/statute-kind.js";
import type { PermissionDecision } from "../rules/permission-decision.js";

/** What statistics need of one permission. */
export interface FiledDecision {
  /** Of the person. */
  mark: string;
  statute: StatuteKind;
  state: PermissionDecision["state"];
  /** Null where the network does not tell us. */
  issuer: string | null;
  requestedOn: Day;
  decidedOn: Day | null;
  revokedOn: Day | null;
}
