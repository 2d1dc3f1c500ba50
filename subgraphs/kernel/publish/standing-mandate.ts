import { randomUUID } from "node:crypto";
import type { SubgraphName } from "../../../schema/agencies.js";
import type { Mandate } from "../../../schema/mandate.js";
import type { Settings } from "../../../platform/settings.js";

/** Under which an agency's notices are read: nobody asks, and nobody is told more than that something changed. */
export function standingMandate(subgraph: SubgraphName, settings: Settings): Mandate {
  return {
    subject: `program:${subgraph}-publisher`,
    organisation: "0316380841",
    organisationName: "Departement Werk en Sociale Economie",
    capacity: "DOSSIER_MANAGER",
    purpose: "PARTNERSHIP_MANAGEMENT",
    legalContext:
      settings.AMA_LEGAL_CONTEXTS?.PARTNERSHIP_MANAGEMENT ??
      "None was configured for reading notices (AMA_LEGAL_CONTEXTS).",
    requestId: randomUUID(),
  };
}
