import type { Mandate } from "../../../schema/mandate.js";
import { isDevelopmentMandate } from "../../pipeline/mandate.js";

/** Whether somebody may read who looked at a participant: inspectors at work, the participant, and whoever develops. */
export function mayReadAccessLog(mandate: Mandate | undefined, participant: string): boolean {
  if (!mandate) return false;
  const { capacity, purpose, participant: own } = mandate;
  if (capacity === "INSPECTOR") return purpose === "INSPECTION";
  if (capacity === "CITIZEN") return purpose === "OWN_FILE" && own === participant;
  return isDevelopmentMandate(mandate);
}
