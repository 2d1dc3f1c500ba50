import { mayRead } from "../../../schema/groups.js";
import type { Mandate } from "../../../schema/mandate.js";

/** Whether somebody may read who looked at a participant: whose capacity may, a citizen of none but the own file. */
export function mayReadAccessLog(mandate: Mandate | undefined, participant: string): boolean {
  if (!mandate) return false;
  return mayRead("access-log", mandate) && (mandate.capacity !== "CITIZEN" || mandate.participant === participant);
}
