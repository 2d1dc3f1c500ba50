import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { FundingStatus } from "../../../subgraphs/ledger/entities/funding-year.js";
import type { UnitAmount } from "../../../subgraphs/ledger/entities/unit-amount.js";
import { divide } from "../../../subgraphs/ledger/rules/divide.js";
import { fundingStatus } from "../../../subgraphs/ledger/rules/funding-status.js";
import { settlementThatCounts } from "../../../subgraphs/ledger/rules/settlement-that-counts.js";
import { supportRatio } from "../../../subgraphs/ledger/rules/support-ratio.js";
import { unitAmountDay } from "../../../subgraphs/ledger/rules/unit-amount-of-year.js";
import { unitAmountOn } from "../../../subgraphs/ledger/rules/unit-amount-on.js";
import { grant, settlement } from "./year-inputs.js";

describe("the unit amount of a year", () => {
  const amount = (validFrom: string, validTo: string | null, cents: number): UnitAmount => ({
    validFrom,
    validTo,
    amount: { cents, currency: "EUR" },
    source: "",
    confirmed: true,
  });
  const amounts = [
    amount("2021-04-01", "2022-05-31", 1),
    amount("2022-06-01", "2023-11-30", 2),
    amount("2023-12-01", null, 3),
  ];

  test("first and last day belong to it, and the last one has no end", () => {
    expect(unitAmountOn(amounts, "2021-03-31")).toBeUndefined();
    expect(unitAmountOn(amounts, "2021-04-01")?.amount.cents).toBe(1);
    expect(unitAmountOn(amounts, "2022-05-31")?.amount.cents).toBe(1);
    expect(unitAmountOn(amounts, "2022-06-01")?.amount.cents).toBe(2);
    expect(unitAmountOn(amounts, "2099-01-01")?.amount.cents).toBe(3);
  });

  test("a year that has ended takes the one of its last day, a running one that of today", () => {
    expect(unitAmountDay(2022, "2026-11-21")).toBe("2022-12-31");
    expect(unitAmountDay(2026, "2026-11-21")).toBe("2026-11-21");
    expect(unitAmountDay(2026, "2026-12-31")).toBe("2026-12-31");
    expect(unitAmountDay(2027, "2026-11-21")).toBe("2026-11-21");
  });
});

describe("how far the funding of a year is", () => {
  const grants = [grant(1, 500n, "2025-01-01", "2025-12-31")];
  const settledOn = (...days: string[]) => days.map((day, index) => settlement({ settledOn: day, version: index + 1 }));

  test.each([
    [{ grants, settlements: [] }, 2026, FundingStatus.RUNNING],
    [{ grants, settlements: [] }, 2025, FundingStatus.TO_SETTLE],
    [{ grants, settlements: settledOn("2026-05-31") }, 2025, FundingStatus.SETTLED],
    [{ grants, settlements: settledOn("2026-12-01") }, 2025, FundingStatus.TO_SETTLE],
    [{ grants: [], settlements: [] }, 2026, FundingStatus.NOT_GRANTED],
  ])("case %#", (facts, year, status) => {
    expect(fundingStatus(facts, year, "2026-11-21")).toBe(status);
  });

  test("the last day of the year still runs", () => {
    expect(fundingStatus({ grants, settlements: [] }, 2026, "2026-12-31")).toBe(FundingStatus.RUNNING);
    expect(fundingStatus({ grants, settlements: [] }, 2026, "2027-01-01")).toBe(FundingStatus.TO_SETTLE);
  });

  test("the last settlement that was made counts, not one still to come", () => {
    const made = settledOn("2026-05-31", "2026-09-30", "2026-12-01");
    expect(settlementThatCounts(made, "2026-11-21")?.version).toBe(2);
    expect(settlementThatCounts(made, "2026-05-30")).toBeUndefined();
  });
});

test("390 participants for 78 of staff are five to one; without staff there is no ratio", () => {
  expect(supportRatio(390, 78)).toBe(5);
  expect(supportRatio(187, null)).toBeNull();
  expect(supportRatio(187, 0)).toBeNull();
});

describe("the subsidy divided over the members", () => {
  test("the cents left over go to the largest remainders", () => {
    expect(divide(100n, [1, 1, 1])).toEqual([34n, 33n, 33n]);
    expect(divide(101n, [50, 30, 20])).toEqual([51n, 30n, 20n]);
    expect(divide(0n, [3, 4])).toEqual([0n, 0n]);
  });

  test("no parts divide nothing", () => {
    expect(divide(100n, [])).toBeNull();
    expect(divide(100n, [0, 0])).toBeNull();
  });

  test("the shares are the whole to the cent, and none is a cent from what its parts come to", () => {
    const someParts = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1_000_000_000n }), someParts, (cents, parts) => {
        const whole = BigInt(parts.reduce((sum, part) => sum + part, 0));
        const shares = divide(cents, parts);
        if (whole === 0n) return expect(shares).toBeNull();
        expect(shares!.reduce((sum, share) => sum + share, 0n)).toBe(cents);
        shares!.forEach((share, index) => {
          const error = share * whole - cents * BigInt(parts[index]!);
          expect((error < 0n ? -error : error) < whole).toBe(true);
        });
      }),
    );
  });
});
