import { IDENTIFY } from "../../schema/groups.js";
import type { Mandate } from "../../schema/mandate.js";

/** Whether a mandate is the one that `developmentMandate` makes. */
export function isDevelopmentMandate(mandate: Mandate): boolean {
  return mandate.subject === SUBJECT;
}

const SUBJECT = "development";

/**
 * The mandate under which everybody asks as long as nobody can say who they are: an inspector, who sees all. It is
 * made for development alone; a gateway that is not open does not start with it in production.
 */
export function developmentMandate(requestId: string): Mandate {
  return {
    subject: SUBJECT,
    organisation: "0316380841",
    organisationName: "Departement Werk en Sociale Economie (development mandate)",
    capacity: "INSPECTOR",
    purpose: "INSPECTION",
    legalContext: "None: this mandate is made for development and rests on no authorisation.",
    requestId,
    scopes: [IDENTIFY],
  };
}
