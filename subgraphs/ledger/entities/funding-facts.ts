import type { Fault } from "../../../schema/faults.js";
import type { Day } from "../../../schema/scalars.js";
import type { Hundredths } from "../rules/hundredths.js";
import type { Days } from "./day-reading.js";

/** What the department decided and accepted on one partnership in one year: what its FundingYear is worked out from. */
export interface FundingFacts {
  /** Null when nothing was granted. */
  contingent: Hundredths | null;
  /** A fault when one of the accepted lines cannot be right: their sum is then not to be trusted. */
  days: Days | Fault;
  settledOn: Day | null;
}
