import { Refusal } from "../../../schema/faults.js";
import { hasUnit, type Mandate } from "../../../schema/mandate.js";

/** The header that tells VDAB in whose name dossiers are read; without it VDAB shows none. */
export const READER_HEADER = "x-vdab-inzage";

/**
 * The reader in VDAB's words: a service, to which VDAB shows the dossiers of that service alone; or the gateway as a
 * customer of VDAB, which itself decides who sees what.
 * @throws Refusal ORGANISATION_UNIT_MISSING, rather than ask for a mediator as if it were the gateway
 */
export function readerOf({ capacity, unit }: Pick<Mandate, "capacity" | "unit">): string {
  if (!hasUnit(capacity)) return "afnemer";
  if (unit === undefined) throw new Refusal("ORGANISATION_UNIT_MISSING");
  return `dienst ${unit}`;
}
