import type { Day, NisCode } from "../../../schema/scalars.js";
import type { StatuteKind } from "../../kernel/statute-kind.js";
import type { Outflow } from "../entities/outflow.js";
import type { ReferralStatus } from "../entities/referral.js";

/** What statistics need of one dossier. */
export interface Trajectory {
  /** Of the person, under the number now in force as far as VDAB knows. */
  mark: string;
  municipality: NisCode | null;
  /** Those that can be read. */
  statutes: { kind: StatuteKind; validFrom: Day; validTo: Day | null }[];
  referrals: { organisation: string | null; referredOn: Day; status: ReferralStatus | null }[];
  outflow: Outflow | null;
}
