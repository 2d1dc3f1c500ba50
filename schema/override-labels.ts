import type { Mandate } from "./mandate.js";

/**
 * Label of `@override` on what tells who somebody is: for those who decide on permissions the network's subgraph answers it,
 * which knows whom they decide on; for all others VDAB's does, without a request more.
 */
export const DECIDES = "decides-on-permissions";

export const OVERRIDE_LABELS = [DECIDES] as const;

/** Whether a progressive `@override` with this label is on for a mandate; a label that is not known is on for nobody. */
export function isOverridden(label: string, mandate: Pick<Mandate, "capacity"> | undefined): boolean {
  return label === DECIDES && mandate !== undefined && decidesOnPermissions(mandate);
}

/** Whether this is a sickness fund or an OCMW, which sees whom it decides on or pays, and nobody else. */
export function decidesOnPermissions({ capacity }: Pick<Mandate, "capacity">): boolean {
  return capacity === "OCMW_WORKER" || capacity === "SICKNESS_FUND_EMPLOYEE";
}
