import { DayReading } from "../../../subgraphs/ledger/entities/day-reading.js";
import type { GrantFact } from "../../../subgraphs/ledger/entities/funding-facts.js";
import { GrantKind } from "../../../subgraphs/ledger/entities/grant.js";
import type { QuarterDays } from "../../../subgraphs/ledger/entities/quarter-days.js";
import type { Settlement } from "../../../subgraphs/ledger/entities/settlement.js";
import type { UnitAmount } from "../../../subgraphs/ledger/entities/unit-amount.js";
import type { FundingPolicy } from "../../../subgraphs/ledger/rules/funding-policy.js";

export const POLICY: FundingPolicy = {
  reading: DayReading.ATTENDED,
  unitAmount: "YEAR_END",
  contingent: "PER_DAY",
  year2021: "NINE_MONTHS",
  sharedDay: "EARLIER_AGREEMENT",
};

export function euro(cents: number) {
  return { cents, currency: "EUR" };
}

export function grant(number: number, granted: bigint, validFrom: string, validTo: string): GrantFact {
  const kind = number === 1 ? GrantKind.GRANT : GrantKind.REDISTRIBUTION;
  return { number, kind, contingent: Number(granted) / 100, granted, validFrom, validTo, grantedOn: validFrom };
}

export function unitAmount(validFrom: string, validTo: string | null, cents: number): UnitAmount {
  return { validFrom, validTo, amount: euro(cents), source: "", confirmed: true };
}

/** A statement that reports and is paid so many days, attended; calendar days are thrice as many. */
export function quarter(
  name: string,
  paid: number,
  {
    elsewhere = 0,
    version = 1,
    byUnitAmount = {},
  }: { elsewhere?: number; version?: number; byUnitAmount?: Record<string, number> } = {},
): QuarterDays {
  const days = (attended: number) => ({ ATTENDED: attended, CALENDAR: 3 * attended });
  return {
    quarter: name,
    version,
    acceptedOn: "2026-01-31",
    reported: days(paid + elsewhere),
    paid: days(paid),
    byUnitAmount: Object.entries(byUnitAmount).map(([validFrom, count]) => ({ validFrom, days: days(count) })),
  };
}

export function settlement(changes: Partial<Settlement> = {}): Settlement {
  return {
    of: "",
    version: 1,
    settledOn: "2026-05-31",
    days: 365,
    reading: DayReading.ATTENDED,
    unitAmount: euro(100_000),
    contingent: 5,
    granted: 500n,
    subsidy: euro(100_000),
    advances: euro(40_000),
    balance: euro(60_000),
    statements: [],
    splitKeyVersion: null,
    ...changes,
  };
}
