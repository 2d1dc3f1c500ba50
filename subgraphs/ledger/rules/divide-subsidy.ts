import type { SplitPart } from "../entities/funding-share.js";
import { FundingFigure, StepRule, StepSource, type FundingStep } from "../entities/funding-step.js";
import { exact } from "./exact.js";
import type { WorkedYear } from "./work-out-year.js";
import { Worksheet, type Input } from "./worksheet.js";

interface DividedSubsidy {
  /** Cents, in the order of the members; empty where there is nothing to divide. */
  readonly amounts: readonly bigint[];
  /** Those of the year, and one more for each member. */
  readonly steps: readonly FundingStep[];
}

/** What each member gets of the subsidy. */
export function divideSubsidy({ steps, subsidyInput }: WorkedYear, members: readonly SplitPart[]): DividedSubsidy {
  if (!subsidyInput || members.every(({ parts }) => parts === 0)) return { amounts: [], steps };
  const sheet = new Worksheet([...steps]);
  const parts = members.map(({ organisation, parts, version }) =>
    ofSplitKey(`parts of ${organisation}`, version, parts),
  );
  const amounts = members.map(({ organisation, version }, index) => {
    const inputs = [subsidyInput, ofSplitKey("place of the member", version, index + 1), ...parts];
    return sheet.work(StepRule.APPORTION, "share of a member", inputs, FundingFigure.SHARE, organisation);
  });
  return { amounts: amounts.map(({ value }) => value.numerator), steps: sheet.steps };
}

function ofSplitKey(name: string, version: number, value: number): Input {
  return { name, source: StepSource.SPLIT_KEY, version, value: exact(value) };
}
