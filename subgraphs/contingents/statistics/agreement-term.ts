import type { Day } from "../../../schema/scalars.js";
import type { EndReason } from "../entities/guidance-agreement.js";

/** What statistics need of one agreement. */
export interface AgreementTerm {
  organisation: string;
  startsOn: Day;
  endsOn: Day | null;
  /** Null: none is filed. */
  endReason: EndReason | null;
}
