import type { Advance } from "../entities/advance.js";
import type { DayReading } from "../entities/day-reading.js";
import type { GrantFact } from "../entities/funding-facts.js";
import { FundingFigure, StepRule, StepSource, type FundingStep } from "../entities/funding-step.js";
import type { QuarterDays } from "../entities/quarter-days.js";
import type { Settlement } from "../entities/settlement.js";
import { contingentOfYear } from "./contingent-of-year.js";
import { asNumber, exact, isLess, product } from "./exact.js";
import { daysOfCeiling } from "./funding-calendar.js";
import { DAYS_PER_TRAJECTORY, roundHalfUp, type FundingPolicy } from "./funding-policy.js";
import { unitAmountOfYear, type YearOfDays } from "./unit-amount-of-year.js";
import { Worksheet, type Input } from "./worksheet.js";

/** What the figures of a partnership's year are worked out from. */
export interface YearInputs extends YearOfDays {
  readonly grants: readonly GrantFact[];
  readonly advances: readonly Advance[];
  /** The settlement that fixes contingent, unit amount and advances, and in its own reading days and subsidy too. */
  readonly settlement?: Settlement | undefined;
}

export interface WorkedYear {
  readonly days: number;
  /** For showing: days by 365, not capped. */
  readonly trajectories: number;
  /** Cents; null when nothing was granted or no unit amount holds. */
  readonly subsidy: bigint | null;
  readonly balance: bigint | null;
  readonly steps: readonly FundingStep[];
  /** The subsidy, for a step that goes on from it. */
  readonly subsidyInput: Input | undefined;
}

/**
 * Days by 365, at most the contingent, times the unit amount, rounded once to the cent; less the advances.
 * The law's own rule, with what it leaves open by policy.
 */
export function workOutYear(inputs: YearInputs, reading: DayReading, policy: FundingPolicy): WorkedYear {
  const { year, settlement } = inputs;
  const sheet = new Worksheet();
  const settled = settlement?.reading === reading ? settlement : undefined;
  const days = fixed(sheet, daysOfYear(sheet, inputs.quarters, reading), settled, "days", FundingFigure.DAYS);
  const trajectories = sheet.work(
    StepRule.DIVIDE,
    "trajectories",
    [days, policyNumber("days of a trajectory", DAYS_PER_TRAJECTORY)],
    FundingFigure.TRAJECTORIES,
  );
  const contingent = settlement
    ? contingentSettled(sheet, inputs, settlement, policy)
    : contingentOfYear(sheet, year, inputs.grants, policy);
  const unit = settlement
    ? sheet.work(
        StepRule.SUM,
        "unit amount of the year",
        [settledCents(settlement, "unit amount", settlement.unitAmount.cents)],
        FundingFigure.UNIT_AMOUNT,
      )
    : unitAmountOfYear(sheet, inputs, reading, policy);
  const worked = contingent && unit && subsidyOf(sheet, year, { trajectories, contingent, unit }, policy);
  const subsidy = worked && fixed(sheet, worked, settled, "subsidy", FundingFigure.SUBSIDY);
  const balance =
    subsidy && sheet.work(StepRule.SUBTRACT, "balance", [subsidy, advancesOf(sheet, inputs)], FundingFigure.BALANCE);
  return {
    days: asNumber(days.value),
    trajectories: asNumber(trajectories.value),
    subsidy: subsidy?.value.numerator ?? null,
    balance: balance?.value.numerator ?? null,
    steps: sheet.steps,
    subsidyInput: subsidy,
  };
}

function daysOfYear(sheet: Worksheet, quarters: readonly QuarterDays[], reading: DayReading): Input {
  const paid = quarters.map(({ quarter, version, acceptedOn, ...days }): Input => {
    const source = version === null ? StepSource.PROJECTION : StepSource.STATEMENT;
    const reported = {
      name: `days of ${quarter}`,
      source,
      version,
      on: acceptedOn,
      value: exact(days.reported[reading]),
    };
    const elsewhere = days.reported[reading] - days.paid[reading];
    if (elsewhere === 0) return reported;
    const other = { name: `days of ${quarter} that another partnership is paid for`, value: exact(elsewhere) };
    return sheet.work(StepRule.SUBTRACT, `days of ${quarter} that are paid here`, [
      reported,
      { ...reported, ...other },
    ]);
  });
  return sheet.work(StepRule.SUM, "days of the accepted statements", paid, FundingFigure.DAYS);
}

function subsidyOf(
  sheet: Worksheet,
  year: number,
  { trajectories, contingent, unit }: Record<"trajectories" | "contingent" | "unit", Input>,
  policy: FundingPolicy,
): Input {
  const days = daysOfCeiling(year, policy);
  const ceiling =
    days === DAYS_PER_TRAJECTORY
      ? contingent
      : sheet.work(StepRule.DIVIDE, "ceiling in trajectories", [
          sheet.work(StepRule.MULTIPLY, "ceiling in days", [
            contingent,
            policyNumber("days of the year that a contingent is for", days),
          ]),
          policyNumber("days of a trajectory", DAYS_PER_TRAJECTORY),
        ]);
  const paid = sheet.work(StepRule.MINIMUM, "trajectories that are paid", [trajectories, ceiling]);
  const exactCents = sheet.work(StepRule.MULTIPLY, "subsidy before rounding", [paid, unit]);
  return sheet.work(StepRule.ROUND, "subsidy", [exactCents], FundingFigure.SUBSIDY);
}

function advancesOf(sheet: Worksheet, { advances, settlement }: YearInputs): Input {
  if (settlement) return settledCents(settlement, "advances", settlement.advances.cents);
  const paid = advances.map(({ amount, paidOn }): Input => ({
    name: `advance of ${paidOn}`,
    source: StepSource.ADVANCE,
    on: paidOn,
    value: exact(amount.cents),
  }));
  return sheet.work(StepRule.SUM, "advances", paid);
}

/** What the settlement fixed in the place of what the rules give; that itself where the year is not settled in this reading. */
function fixed(
  sheet: Worksheet,
  worked: Input,
  settlement: Settlement | undefined,
  name: "days" | "subsidy",
  figure: FundingFigure,
): Input {
  if (!settlement) return worked;
  const value = name === "days" ? settlement.days : settlement.subsidy.cents;
  return sheet.work(StepRule.SETTLED, name, [worked, settledCents(settlement, name, value)], figure);
}

function settledCents({ version, settledOn }: Settlement, what: string, value: number): Input {
  const name = `${what} of settlement ${version}`;
  return { name, source: StepSource.SETTLEMENT, version, on: settledOn, value: exact(value) };
}

/**
 * The contingent that a settlement stands on. It names two decimals; where the grants made by then come to these, it was
 * worked out from the grants, and a mean over the days has more.
 */
function contingentSettled(
  sheet: Worksheet,
  { year, grants }: YearInputs,
  settlement: Settlement,
  policy: FundingPolicy,
): Input {
  const settled = settledContingent(settlement);
  const then = grants.filter(({ grantedOn }) => grantedOn <= settlement.settledOn);
  const mean = contingentOfYear(new Worksheet(), year, then, policy)?.value;
  const isBehind =
    mean !== undefined &&
    (isLess(mean, settled.value) || isLess(settled.value, mean)) &&
    roundHalfUp(product([mean, exact(100)])) === BigInt(settlement.granted);
  if (!isBehind) return sheet.work(StepRule.SUM, "contingent of the year", [settled], FundingFigure.CONTINGENT);
  const worked = contingentOfYear(sheet, year, then, policy)!;
  sheet.work(StepRule.SETTLED, "contingent", [worked, settled], FundingFigure.CONTINGENT);
  return worked;
}

function settledContingent(settlement: Settlement): Input {
  return { ...settledCents(settlement, "contingent", 0), value: exact(settlement.granted, 100) };
}

function policyNumber(name: string, value: number): Input {
  return { name, source: StepSource.POLICY, value: exact(value) };
}
