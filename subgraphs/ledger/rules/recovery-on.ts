import type { Day } from "../../../schema/scalars.js";
import { RecoveryState, type Recovery, type RecoveryFact } from "../entities/recovery.js";

/** A recovery as it stands on a day; undefined before it is imposed. */
export function recoveryOn(recovery: RecoveryFact, day: Day): Recovery | undefined {
  if (recovery.imposedOn > day) return undefined;
  const paidOn = recovery.paidOn !== null && recovery.paidOn <= day ? recovery.paidOn : null;
  return { ...recovery, paidOn, state: paidOn === null ? RecoveryState.OPEN : RecoveryState.PAID };
}
