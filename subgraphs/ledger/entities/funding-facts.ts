import type { Hundredths } from "../rules/hundredths.js";
import type { Grant } from "./grant.js";
import type { Settlement } from "./settlement.js";

/** A grant with its contingent exact. */
export interface GrantFact extends Grant {
  granted: Hundredths;
}

/** What the department decided on one partnership in one year: what its FundingYear is worked out from, with the days. */
export interface FundingFacts {
  /** In order; empty when nothing was granted. */
  grants: readonly GrantFact[];
  /** In order; those of later than today too. */
  settlements: readonly Settlement[];
}
