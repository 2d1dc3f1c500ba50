import { FundingFigure, StepRule, StepSource } from "../entities/funding-step.js";
import type { GrantFact } from "../entities/funding-facts.js";
import { daysIn, overlap, spanOfYear } from "./funding-calendar.js";
import { exact } from "./exact.js";
import type { FundingPolicy } from "./funding-policy.js";
import type { Input, Worksheet } from "./worksheet.js";

/** The contingent of a year from its grants, in trajectories; undefined when nothing was granted. */
export function contingentOfYear(
  sheet: Worksheet,
  year: number,
  grants: readonly GrantFact[],
  policy: FundingPolicy,
): Input | undefined {
  const last = grants.at(-1);
  if (!last) return undefined;
  const whole = spanOfYear(year);
  const only = grants.length === 1 && last.validFrom <= whole.from && last.validTo >= whole.to;
  if (only || policy.contingent === "LAST")
    return sheet.work(StepRule.SUM, "contingent of the year", [inputOf(last)], FundingFigure.CONTINGENT);
  const inForce = grants.map((grant) =>
    sheet.work(StepRule.MULTIPLY, `contingent of grant ${grant.number} times its days`, [
      inputOf(grant),
      days(`days of grant ${grant.number} in the year`, daysIn(overlap(grantSpan(grant), whole))),
    ]),
  );
  return sheet.work(
    StepRule.DIVIDE,
    "contingent of the year",
    [sheet.work(StepRule.SUM, "contingents times their days", inForce), days("days of the year", daysIn(whole))],
    FundingFigure.CONTINGENT,
  );
}

function inputOf({ number, granted, grantedOn }: GrantFact): Input {
  return {
    name: `contingent of grant ${number}`,
    source: StepSource.GRANT,
    version: number,
    on: grantedOn,
    value: exact(granted, 100),
  };
}

function grantSpan({ validFrom, validTo }: GrantFact) {
  return { from: validFrom, to: validTo };
}

function days(name: string, count: number): Input {
  return { name, source: StepSource.CALENDAR, value: exact(count) };
}
