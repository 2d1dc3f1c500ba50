import type { Day, QuarterName } from "../../../schema/scalars.js";
import type { Days } from "./day-reading.js";

/** The accepted days of one statement version, each participant once a day. */
export interface QuarterDays {
  readonly quarter: QuarterName;
  /** Null: no statement, a projection. */
  readonly version: number | null;
  readonly acceptedOn: Day | null;
  /** Days that the statement reports. */
  readonly reported: Days;
  /** Of these, the days that this partnership is paid for; another one is for the rest. */
  readonly paid: Days;
  /** The paid days by the unit amount in force on them; days of which the ledger does not tell the date are in none. */
  readonly byUnitAmount: readonly { readonly validFrom: Day; readonly days: Days }[];
}
