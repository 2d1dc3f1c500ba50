import type { Mandate } from "../../schema/mandate.js";
import type { Asking } from "../../subgraphs/kernel/asking.js";

/** An inspector of the department, who sees everything, on whose behalf tests ask. */
export const inspector: Mandate = {
  subject: "test-inspector",
  organisation: "0316380841",
  organisationName: "Departement Werk en Sociale Economie",
  capacity: "INSPECTOR",
  purpose: "INSPECTION",
  scopes: ["person:identify"],
  legalContext: "BVR 18/11/2022, hoofdstuk 3, afdeling 2",
  requestId: "test-request",
};

/** A mediator of VDAB, who sees the dossiers of one service. */
export function mediatorOf(unit: string): Mandate {
  return {
    ...inspector,
    subject: `test-mediator-${unit}`,
    organisation: "0980000106",
    organisationName: "VDAB",
    capacity: "VDAB_MEDIATOR",
    purpose: "GUIDANCE",
    unit,
  };
}

/** A dossier manager of the department, who sees everybody and nobody's name. */
export const dossierManager: Mandate = {
  ...inspector,
  subject: "test-dossier-manager",
  capacity: "DOSSIER_MANAGER",
  purpose: "PARTNERSHIP_MANAGEMENT",
  scopes: [],
};

export function asking(signal: AbortSignal = new AbortController().signal): Asking {
  return { mandate: inspector, signal };
}
