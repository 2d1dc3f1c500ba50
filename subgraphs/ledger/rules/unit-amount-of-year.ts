import type { Day } from "../../../schema/scalars.js";
import type { DayReading } from "../entities/day-reading.js";
import { FundingFigure, StepRule, StepSource } from "../entities/funding-step.js";
import type { QuarterDays } from "../entities/quarter-days.js";
import type { UnitAmount } from "../entities/unit-amount.js";
import { exact } from "./exact.js";
import { spanOfQuarter, spanOfYear } from "./funding-calendar.js";
import type { FundingPolicy } from "./funding-policy.js";
import { unitAmountOn } from "./unit-amount-on.js";
import type { Input, Worksheet } from "./worksheet.js";

/** The day whose unit amount holds for a year where one amount does: its last one, or today while it has not ended. */
export function unitAmountDay(year: number, today: Day): Day {
  const { to } = spanOfYear(year);
  return to < today ? to : today;
}

interface DaysAtAmount {
  readonly amount: UnitAmount;
  readonly days: Input;
}

/**
 * Paid days by the unit amount in force on them, in order of time; days of which the ledger does not tell the date count at
 * the end of their quarter.
 */
function daysByUnitAmount(
  sheet: Worksheet,
  quarters: readonly QuarterDays[],
  amounts: readonly UnitAmount[],
  reading: DayReading,
): DaysAtAmount[] {
  const found = new Map<UnitAmount, Input[]>();
  for (const each of quarters)
    for (const { day, days } of datedDays(each, reading)) {
      const amount = unitAmountOn(amounts, day);
      if (!amount || days === 0) continue;
      found.set(amount, [...(found.get(amount) ?? []), daysInput(each, amount, days)]);
    }
  return [...found]
    .sort(([a], [b]) => (a.validFrom < b.validFrom ? -1 : 1))
    .map(([amount, days]) => ({
      amount,
      days: sheet.work(StepRule.SUM, `paid days at the unit amount from ${amount.validFrom}`, days),
    }));
}

function datedDays({ quarter, paid, byUnitAmount }: QuarterDays, reading: DayReading) {
  const dated = byUnitAmount.map(({ validFrom, days }) => ({ day: validFrom, days: days[reading] }));
  const undated = dated.reduce((left, { days }) => left - days, paid[reading]);
  return [...dated, { day: spanOfQuarter(quarter).to, days: undated }];
}

/** Cents that pay one trajectory of a year; undefined when no unit amount holds. */
export function unitAmountOfYear(
  sheet: Worksheet,
  { year, today, quarters, unitAmounts }: YearOfDays,
  reading: DayReading,
  policy: FundingPolicy,
): Input | undefined {
  const parts = policy.unitAmount === "PER_DAY" ? daysByUnitAmount(sheet, quarters, unitAmounts, reading) : [];
  const single = parts[0]?.amount ?? unitAmountOn(unitAmounts, unitAmountDay(year, today));
  if (!single) return undefined;
  if (parts.length < 2)
    return sheet.work(StepRule.SUM, "unit amount of the year", [inputOf(single)], FundingFigure.UNIT_AMOUNT);
  const paid = parts.map(({ amount, days }) =>
    sheet.work(StepRule.MULTIPLY, `${days.name}, times the amount`, [days, inputOf(amount)]),
  );
  const days = parts.map((part) => part.days);
  return sheet.work(
    StepRule.DIVIDE,
    "unit amount of the year, the mean over the days",
    [
      sheet.work(StepRule.SUM, "days times their unit amounts", paid),
      sheet.work(StepRule.SUM, "days with a unit amount", days),
    ],
    FundingFigure.UNIT_AMOUNT,
  );
}

/** What of a year its unit amount follows from. */
export interface YearOfDays {
  readonly year: number;
  readonly today: Day;
  readonly quarters: readonly QuarterDays[];
  readonly unitAmounts: readonly UnitAmount[];
}

function inputOf({ validFrom, amount }: UnitAmount): Input {
  return {
    name: `unit amount from ${validFrom}`,
    source: StepSource.UNIT_AMOUNT,
    on: validFrom,
    value: exact(amount.cents),
  };
}

function daysInput({ quarter, version, acceptedOn }: QuarterDays, { validFrom }: UnitAmount, days: number): Input {
  return {
    name: `paid days of ${quarter} at the unit amount from ${validFrom}`,
    source: version === null ? StepSource.PROJECTION : StepSource.STATEMENT,
    version,
    on: acceptedOn,
    value: exact(days),
  };
}
