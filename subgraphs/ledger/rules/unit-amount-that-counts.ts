import type { Day } from "../../../schema/scalars.js";
import type { Settlement } from "../entities/settlement.js";
import type { UnitAmount } from "../entities/unit-amount.js";
import { spanOfYear } from "./funding-calendar.js";
import { unitAmountDay } from "./unit-amount-of-year.js";
import { unitAmountOn } from "./unit-amount-on.js";

/** The unit amount of a year: that of its settlement, else the one in force on its last day, or today. */
export function unitAmountThatCounts(
  amounts: readonly UnitAmount[],
  settlement: Settlement | undefined,
  year: number,
  today: Day,
): UnitAmount | undefined {
  const inForce = unitAmountOn(amounts, unitAmountDay(year, today));
  if (!settlement || inForce?.amount.cents === settlement.unitAmount.cents) return inForce;
  const { from, to } = spanOfYear(year);
  const source = `Afrekening ${settlement.version} van ${settlement.settledOn}`;
  return { validFrom: from, validTo: to, amount: settlement.unitAmount, source, confirmed: true };
}
