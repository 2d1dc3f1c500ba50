import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import type { Day } from "../../../schema/scalars.js";
import type { PermissionStatus } from "../../kernel/facts.js";
import type { StatuteKind } from "../../kernel/statute-kind.js";
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
