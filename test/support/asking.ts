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

export function asking(signal: AbortSignal = new AbortController().signal): Asking {
  return { mandate: inspector, signal };
}
