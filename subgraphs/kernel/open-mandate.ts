import { IDENTIFY } from "../../schema/groups.js";
import type { Mandate } from "../../schema/mandate.js";

/**
 * The mandate under which a subgraph that was opened on purpose (`ama subgraph NAME --open`) answers what no gateway of
 * ours signed: it sees all, and the access log says that it was nobody known. Never in production.
 */
export function openMandate(requestId: string): Mandate {
  return {
    subject: "open-subgraph",
    organisation: "0316380841",
    organisationName: "Departement Werk en Sociale Economie (open subgraph)",
    capacity: "INSPECTOR",
    purpose: "INSPECTION",
    legalContext: "None: the subgraph was opened for development and asks nobody who they are.",
    requestId,
    scopes: [IDENTIFY],
  };
}
