import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import type { Day } from "../../../schema/scalars.js";
import type { PermissionStatus } from "../../kernel/facts.js";
import type { RecordFault } from "../../kernel/record-fault.js";
import type { StatuteKind } from "../../kernel/statute-kind.js";
import type { WidestPeriod } from "../../kernel/widest-period.js";
import type { EvidenceKind } from "../entities/evidence-kind.js";
import type { Told } from "../source/told.js";

/** What was last decided on one permission, whatever the day. */
export interface PermissionDecision {
  /** The network's own number, sealed. */
  number: string;
  statute: StatuteKind;
  state: PermissionStatus.REQUESTED | PermissionStatus.GRANTED | PermissionStatus.REFUSED | PermissionStatus.REVOKED;
  issuer: Told<EnterpriseNumber>;
  requestedOn: Told<Day>;
  decidedOn: Told<Day>;
  validFrom: Told<Day>;
  validTo: Told<Day>;
  revokedOn: Told<Day>;
  workplace: string | null;
  evidence: EvidenceKind | null;
}

/** What an unreadable permission still says; null where it says nothing. */
export interface ReadablePermission extends WidestPeriod {
  statute: StatuteKind | null;
  state: PermissionDecision["state"] | null;
  issuer: EnterpriseNumber | null;
}

/** A permission of which the record cannot be read. */
export type PermissionFault = RecordFault<ReadablePermission>;
