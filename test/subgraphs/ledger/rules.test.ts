import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DayReading } from "../../../subgraphs/ledger/entities/day-reading.js";
import { FundingStatus } from "../../../subgraphs/ledger/entities/funding-year.js";
import type { UnitAmount } from "../../../subgraphs/ledger/entities/unit-amount.js";
import { divide } from "../../../subgraphs/ledger/rules/divide.js";
import { createFundingPolicy } from "../../../subgraphs/ledger/rules/funding-policy.js";
import { fundingStatus } from "../../../subgraphs/ledger/rules/funding-status.js";
import { balanceCents, subsidyCents, trajectoriesOf } from "../../../subgraphs/ledger/rules/subsidy.js";
import { supportRatio } from "../../../subgraphs/ledger/rules/support-ratio.js";
import { unitAmountOn } from "../../../subgraphs/ledger/rules/unit-amount-on.js";

const policy = createFundingPolicy(DayReading.ATTENDED);
const days = fc.integer({ min: 0, max: 200_000 });
const contingent = fc.bigInt({ min: 0n, max: 100_000n });
const unit = fc.bigInt({ min: 1n, max: 1_000_000n });

describe("the subsidy of a year", () => {
  test("4 015 days are 11 trajectories; with a contingent of 10 they are EUR 28 122,00 at 2 812,20", () => {
    expect(trajectoriesOf(4015, policy)).toBe(11);
    expect(subsidyCents(4015, 1_000n, 281_220n, policy)).toBe(2_812_200n);
    expect(subsidyCents(4015, undefined, 281_220n, policy)).toBe(3_093_420n);
  });

  test("a full leap year is still divided by 365", () => {
    expect(subsidyCents(366, 200n, 365n, policy)).toBe(366n);
  });

  test("half a cent goes up, less goes down", () => {
    // 73 days are a fifth of a trajectory.
    expect(subsidyCents(73, undefined, 3n, policy)).toBe(1n); // 0,6
    expect(subsidyCents(73, undefined, 2n, policy)).toBe(0n); // 0,4
    expect(subsidyCents(365, 50n, 1n, policy)).toBe(1n); // 0,5: half a trajectory is the ceiling
  });

  test("it is the exact amount to within half a cent, whatever the numbers", () => {
    fc.assert(
      fc.property(days, contingent, unit, (d, c, u) => {
        const paid = BigInt(d) * 100n < c * 365n ? BigInt(d) * 100n : c * 365n;
        const error = subsidyCents(d, c, u, policy) * 36_500n - paid * u;
        expect(2n * (error < 0n ? -error : error) <= 36_500n).toBe(true);
      }),
    );
  });

  test("more days never give less, and never more than the contingent is worth", () => {
    fc.assert(
      fc.property(days, days, contingent, unit, (one, other, c, u) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const subsidy = subsidyCents(more, c, u, policy);
        expect(subsidyCents(less, c, u, policy) <= subsidy).toBe(true);
        expect(subsidy <= (c * u + 99n) / 100n).toBe(true);
      }),
    );
  });

  test("days within the contingent are paid as if there were none", () => {
    fc.assert(
      fc.property(days, unit, (d, u) => {
        const enough = (BigInt(d) * 100n) / 365n + 1n;
        expect(subsidyCents(d, enough, u, policy)).toBe(subsidyCents(d, undefined, u, policy));
      }),
    );
  });

  test("balance and advances make up the subsidy", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.array(unit), (subsidy, advances) => {
        const balance = balanceCents(subsidy, advances);
        expect(advances.reduce((sum, each) => sum + each, balance)).toBe(subsidy);
      }),
    );
  });
});

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
    expect(policy.unitAmountDay(2022, "2026-11-21")).toBe("2022-12-31");
    expect(policy.unitAmountDay(2026, "2026-11-21")).toBe("2026-11-21");
    expect(policy.unitAmountDay(2026, "2026-12-31")).toBe("2026-12-31");
    expect(policy.unitAmountDay(2027, "2026-11-21")).toBe("2026-11-21");
  });
});

describe("how far the funding of a year is", () => {
  test.each([
    [{ granted: true, settledOn: null }, 2026, FundingStatus.RUNNING],
    [{ granted: true, settledOn: null }, 2025, FundingStatus.TO_SETTLE],
    [{ granted: true, settledOn: "2026-05-31" }, 2025, FundingStatus.SETTLED],
    [{ granted: true, settledOn: "2026-12-01" }, 2025, FundingStatus.TO_SETTLE],
    [{ granted: false, settledOn: null }, 2026, FundingStatus.NOT_GRANTED],
  ])("%j of %i is %s", (facts, year, status) => {
    expect(fundingStatus(facts, year, "2026-11-21")).toBe(status);
  });

  test("the last day of the year still runs", () => {
    expect(fundingStatus({ granted: true, settledOn: null }, 2026, "2026-12-31")).toBe(FundingStatus.RUNNING);
    expect(fundingStatus({ granted: true, settledOn: null }, 2026, "2027-01-01")).toBe(FundingStatus.TO_SETTLE);
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
