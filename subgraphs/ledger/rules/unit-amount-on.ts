import type { Day } from "../../../schema/scalars.js";
import type { UnitAmount } from "../entities/unit-amount.js";

/** The unit amount in force on a day; undefined before the first and after the last. */
export function unitAmountOn(amounts: readonly UnitAmount[], day: Day): UnitAmount | undefined {
  return amounts.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo));
}
