import type { Day } from "../../../schema/scalars.js";
import { StepRule, StepSource, type FundingFigure, type FundingStep } from "../entities/funding-step.js";
import { divide } from "./divide.js";
import { exact, least, negative, product, quotient, sum, written, ZERO, type Exact } from "./exact.js";
import { roundHalfUp } from "./funding-policy.js";

/** A number with where it comes from. */
export interface Input {
  readonly name: string;
  readonly source: StepSource;
  readonly value: Exact;
  readonly step?: number;
  readonly version?: number | null;
  readonly on?: Day | null;
}

const RULES: Readonly<Record<StepRule, (values: readonly Exact[]) => Exact>> = {
  SUM: (values) => sum(values),
  SUBTRACT: ([first = ZERO, ...others]) => sum([first, ...others.map(negative)]),
  MULTIPLY: (values) => product(values),
  DIVIDE: ([first = ZERO, second = ZERO]) => quotient(first, second),
  MINIMUM: ([first = ZERO, ...others]) => least(first, ...others),
  ROUND: ([value = ZERO]) => exact(roundHalfUp(value)),
  APPORTION: ([amount = ZERO, place = ZERO, ...parts]) =>
    exact(
      divide(
        amount.numerator,
        parts.map(({ numerator }) => Number(numerator)),
      )?.[Number(place.numerator) - 1] ?? 0n,
    ),
  SETTLED: ([, settled = ZERO]) => settled,
};

/** Works out one number after the other and keeps how: the only place that calculates, so that no figure lacks its steps. */
export class Worksheet {
  /** @param steps what was worked out before, and goes on here */
  constructor(readonly steps: FundingStep[] = []) {}

  work(
    rule: StepRule,
    name: string,
    inputs: readonly Input[],
    figure: FundingFigure | null = null,
    organisation: string | null = null,
  ): Input {
    const value = RULES[rule](inputs.map((input) => input.value));
    const number = this.steps.length + 1;
    this.steps.push({
      number,
      name,
      rule,
      inputs: inputs.map(({ step = null, version = null, on = null, ...input }) => ({
        ...input,
        step,
        version,
        on,
        value: written(input.value),
      })),
      result: written(value),
      figure,
      organisation,
    });
    return { name, source: StepSource.STEP, step: number, value };
  }
}
