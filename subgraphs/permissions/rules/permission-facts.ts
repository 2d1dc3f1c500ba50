import { Fault } from "../../../schema/faults.js";
import type { PermissionFact } from "../../kernel/facts.js";
import type { PermissionDecision } from "./permission-decision.js";

/**
 * Every permission as far as it decides on access. A date that is withheld or impossible makes all of it a fault: as a null
 * it would read as an open end.
 */
export function permissionFacts(decisions: readonly PermissionDecision[]): PermissionFact[] | Fault {
  const facts: PermissionFact[] = [];
  for (const { statute, state, issuer, validFrom, validTo, revokedOn } of decisions) {
    if (validFrom instanceof Fault) return validFrom;
    if (validTo instanceof Fault) return validTo;
    if (revokedOn instanceof Fault) return revokedOn;
    const decider = typeof issuer === "string" ? issuer : null;
    facts.push({ statute, status: state, issuer: decider, validFrom, validTo, revokedOn });
  }
  return facts;
}
