import type { Mandate } from "../../schema/mandate.js";
import type { Asking } from "../../subgraphs/kernel/asking.js";

/** A dossier manager of the department, on whose behalf tests ask. */
export const dossierManager: Mandate = {
  subject: "test-dossier-manager",
  organisation: "0316380841",
  organisationName: "Departement Werk en Sociale Economie",
  capacity: "DOSSIER_MANAGER",
  purpose: "GUIDANCE",
  legalContext: "BVR 18/11/2022, hoofdstuk 3, afdeling 2",
  requestId: "test-request",
};

export function asking(signal: AbortSignal = new AbortController().signal): Asking {
  return { mandate: dossierManager, signal };
}
