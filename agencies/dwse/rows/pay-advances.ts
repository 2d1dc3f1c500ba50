import { FIRST_DAY } from "../../population/calendar.js";
import type { World } from "../../population/world.js";
import { grantsOf } from "./grants.js";
import { hundredths, unitCentsOn, WORKING_RULES } from "./working-rules.js";

export interface AdvanceRow {
  partnershipId: string;
  year: number;
  number: number;
  cents: bigint;
  paidOn: string;
  reference: string;
}

/** What the department paid in advance: each instalment by the contingent in force on its day. */
export function payAdvances(world: World): AdvanceRow[] {
  const today = world.now.slice(0, 10);
  return world.partnerships.flatMap((partnership, place) => {
    const grants = grantsOf(partnership);
    return partnership.contingents.flatMap(({ year }) =>
      WORKING_RULES.advanceOn.flatMap((monthAndDay, instalment): AdvanceRow[] => {
        const paidOn = `${year}-${monthAndDay}`;
        const grant = grants.find(({ from, to }) => from <= paidOn && paidOn <= to);
        if (!grant || paidOn < grant.grantedOn || paidOn > today || paidOn < FIRST_DAY) return [];
        const number = instalment + 1;
        const cents = (hundredths(grant.granted) * unitCentsOn(paidOn) * WORKING_RULES.advancePercent) / 10_000n;
        const reference = paymentReference(`${year}${String(place + 1).padStart(4, "0")}${number}0`, place % 2 === 1);
        return [{ partnershipId: partnership.id, year, number, cents, paidOn, reference }];
      }),
    );
  });
}

/** Structured message (OGM): ten digits and their remainder by 97, or 97 for 0. */
export function paymentReference(tenDigits: string, bare: boolean): string {
  const check = Number(tenDigits) % 97 || 97;
  const digits = tenDigits + String(check).padStart(2, "0");
  return bare ? digits : `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`;
}
