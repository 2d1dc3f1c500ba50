import type { Day } from "../../../schema/scalars.js";

/** How much guidance runs in a partnership on a day, as the counter counts it. */
export interface Tally {
  on: Day;
  /** Running agreements. */
  agreements: number;
  /** Participants with a running agreement, each once. */
  participants: number;
  /** Calendar days under guidance from 1 January up to and including the day, each participant once a day. */
  guidedDays: number;
  /** By enterprise number. A member that guides nobody is not there. */
  members: ReadonlyMap<string, MemberTally>;
  /** Participants by guide id. A guide without any is not there. */
  guides: ReadonlyMap<string, number>;
}

export interface MemberTally {
  agreements: number;
  unsigned: Counted;
  withoutDimona: Counted;
}

/** How many, and the start of the oldest. */
export interface Counted {
  count: number;
  since: Day | null;
}
