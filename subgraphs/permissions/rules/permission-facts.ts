import { Fault } from "../../../schema/faults.js";
import type { PermissionFact } from "../../kernel/facts.js";
import { RecordFault } from "../../kernel/record-fault.js";
import type { Told } from "../source/told.js";
import type { PermissionDecision, PermissionFault } from "./permission-decision.js";

/** Every permission as far as it decides on access. One with a date that is withheld or impossible is unreadable. */
export function permissionFacts(decisions: readonly (PermissionDecision | PermissionFault)[]): PermissionFact[] {
  return decisions.map((decision) => {
    if (decision instanceof RecordFault) {
      const { state, ...readable } = decision.readable;
      return { ...readable, status: state, revokedOn: null, workplace: null, unreadable: true };
    }
    const { statute, state, issuer, validFrom, validTo, revokedOn, workplace } = decision;
    const isUnreadable = [validFrom, validTo, revokedOn].some((day) => day instanceof Fault);
    return {
      statute,
      status: state,
      issuer: unlessFault(issuer),
      validFrom: unlessFault(validFrom),
      validTo: unlessFault(validTo),
      revokedOn: unlessFault(revokedOn),
      workplace,
      ...(isUnreadable && { unreadable: true }),
    };
  });
}

function unlessFault<T>(told: Told<T>): T | null {
  return told instanceof Fault ? null : told;
}
