import type { GrantFact } from "../entities/funding-facts.js";
import { euros } from "../entities/money.js";
import type { QuarterDays } from "../entities/quarter-days.js";
import {
  ChangeSinceSettlementKind as Kind,
  type ChangeSinceSettlement,
  type RecomputedFunding,
} from "../entities/recomputed-funding.js";
import type { SettledStatement, Settlement } from "../entities/settlement.js";
import type { FundingPolicy } from "./funding-policy.js";
import { unitAmountDay } from "./unit-amount-of-year.js";
import { unitAmountOn } from "./unit-amount-on.js";
import { workOutYear, type YearInputs } from "./work-out-year.js";

/** A settled year as it is today, and the days of the statements that its settlement stands on. */
export interface SettledYear {
  readonly settlement: Settlement;
  readonly settledQuarters: readonly QuarterDays[];
  readonly now: YearInputs;
}

/** What a settled year would come to today; null where that is what was settled. */
export function recompute({ settlement, ...year }: SettledYear, policy: FundingPolicy): RecomputedFunding | null {
  const { reading } = settlement;
  const { days, subsidy, balance } = workOutYear(year.now, reading, policy);
  const isSame =
    days === settlement.days &&
    subsidy === BigInt(settlement.subsidy.cents) &&
    balance === BigInt(settlement.balance.cents);
  if (isSame) return null;
  return {
    reading,
    days,
    subsidy: subsidy === null ? null : euros(subsidy),
    balance: balance === null ? null : euros(balance),
    difference: balance === null ? null : euros(balance - BigInt(settlement.balance.cents)),
    because: changesSince({ settlement, ...year }, policy),
  };
}

function changesSince(year: SettledYear, policy: FundingPolicy): ChangeSinceSettlement[] {
  const found = [
    ...changedStatements(year),
    ...changedSharing(year),
    ...changedGrants(year),
    ...changedUnitAmount(year, policy),
    ...changedAdvances(year),
  ];
  return found.length > 0 ? found : [change(Kind.RULE, null, null, null)];
}

function change(
  kind: Kind,
  quarter: string | null,
  version: number | null,
  acceptedOn: string | null,
): ChangeSinceSettlement {
  return { kind, quarter, version, acceptedOn };
}

/** Where the ledger does not tell what the settlement stands on, whatever was accepted after it. */
function changedStatements({ settlement, now }: SettledYear): ChangeSinceSettlement[] {
  const { statements, settledOn } = settlement;
  const isSettled = ({ quarter, version, acceptedOn }: QuarterDays) =>
    statements.length > 0
      ? statements.some((each: SettledStatement) => each.quarter === quarter && each.version === version)
      : acceptedOn === null || acceptedOn <= settledOn;
  const changed = now.quarters.filter((each) => !isSettled(each));
  return changed.map(({ quarter, version, acceptedOn }) => change(Kind.STATEMENT, quarter, version, acceptedOn));
}

/** Quarters of which the same statement counts, and others report its days otherwise. */
function changedSharing({ settlement, settledQuarters, now }: SettledYear): ChangeSinceSettlement[] {
  const changed = now.quarters.filter(({ quarter, version, paid }) => {
    const then = settledQuarters.find((each) => each.quarter === quarter && each.version === version);
    return then && then.paid[settlement.reading] !== paid[settlement.reading];
  });
  return changed.map(({ quarter }) => change(Kind.SHARED_DAYS, quarter, null, null));
}

function changedGrants({ settlement, now }: SettledYear): ChangeSinceSettlement[] {
  const later = now.grants.filter(({ grantedOn }: GrantFact) => grantedOn > settlement.settledOn);
  return later.map(({ number, grantedOn }) => change(Kind.GRANT, null, number, grantedOn));
}

function changedUnitAmount({ settlement, now }: SettledYear, policy: FundingPolicy): ChangeSinceSettlement[] {
  if (policy.unitAmount !== "YEAR_END") return [];
  const unit = unitAmountOn(now.unitAmounts, unitAmountDay(now.year, now.today));
  const isSame = unit?.amount.cents === settlement.unitAmount.cents;
  return isSame ? [] : [change(Kind.UNIT_AMOUNT, null, null, unit?.validFrom ?? null)];
}

function changedAdvances({ settlement, now }: SettledYear): ChangeSinceSettlement[] {
  const paid = now.advances.reduce((total, { amount }) => total + amount.cents, 0);
  if (paid === settlement.advances.cents) return [];
  const later = now.advances.filter(({ paidOn }) => paidOn > settlement.settledOn);
  return [change(Kind.ADVANCE, null, null, later.at(-1)?.paidOn ?? null)];
}
