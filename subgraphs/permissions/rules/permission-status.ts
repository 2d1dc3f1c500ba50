import { Fault } from "../../../schema/faults.js";
import type { Day } from "../../../schema/scalars.js";
import { PermissionStatus } from "../../kernel/facts.js";
import type { Told } from "../source/told.js";
import type { PermissionDecision } from "./permission-decision.js";

type Dated = Pick<PermissionDecision, "state" | "validFrom" | "validTo" | "revokedOn">;

/**
 * How a permission stands on a day, by what is known of it now. A fault when a date that decides is withheld or impossible.
 * A revocation without a date holds on any day: nobody can rely on such a permission.
 */
export function permissionStatus(
  { state, validFrom, validTo, revokedOn }: Dated,
  day: Day,
): Exclude<Told<PermissionStatus>, null> {
  if (state === PermissionStatus.REQUESTED || state === PermissionStatus.REFUSED) return state;
  if (state === PermissionStatus.REVOKED) {
    if (revokedOn instanceof Fault) return revokedOn;
    if (revokedOn === null || revokedOn <= day) return PermissionStatus.REVOKED;
  }
  if (validTo instanceof Fault) return validTo;
  if (validTo !== null && validTo < day) return PermissionStatus.EXPIRED;
  if (validFrom instanceof Fault) return validFrom;
  return validFrom !== null && day < validFrom ? PermissionStatus.REQUESTED : PermissionStatus.GRANTED;
}
