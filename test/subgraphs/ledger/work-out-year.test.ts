import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DayReading } from "../../../subgraphs/ledger/entities/day-reading.js";
import { divideSubsidy } from "../../../subgraphs/ledger/rules/divide-subsidy.js";
import { exact, written } from "../../../subgraphs/ledger/rules/exact.js";
import { StepRule } from "../../../subgraphs/ledger/entities/funding-step.js";
import type { Settlement } from "../../../subgraphs/ledger/entities/settlement.js";
import { roundHalfUp, type FundingPolicy } from "../../../subgraphs/ledger/rules/funding-policy.js";
import { workOutYear, type YearInputs } from "../../../subgraphs/ledger/rules/work-out-year.js";
import { recomputeSteps } from "../../support/recompute-steps.js";
import { euro, grant, POLICY, quarter, settlement, unitAmount } from "./year-inputs.js";

const { ATTENDED, CALENDAR } = DayReading;
const year = (changes: Partial<YearInputs> = {}): YearInputs => ({
  year: 2025,
  today: "2026-11-21",
  quarters: [quarter("2025Q1", 365)],
  grants: [grant(1, 1_000n, "2025-01-01", "2025-12-31")],
  unitAmounts: [unitAmount("2021-04-01", "2025-02-28", 100_000), unitAmount("2025-03-01", null, 200_000)],
  advances: [],
  ...changes,
});
const cents = (changes: Partial<YearInputs>, policy: Partial<FundingPolicy> = {}) =>
  workOutYear(year(changes), ATTENDED, { ...POLICY, ...policy }).subsidy;

describe("the subsidy of a year", () => {
  test("4 015 days are 11 trajectories; with a contingent of 10 they are EUR 28 122,00 at 2 812,20", () => {
    const unitAmounts = [unitAmount("2021-04-01", null, 281_220)];
    const worked = workOutYear(year({ quarters: [quarter("2025Q1", 4015)], unitAmounts }), ATTENDED, POLICY);
    expect(worked).toMatchObject({ days: 4015, trajectories: 11, subsidy: 2_812_200n, balance: 2_812_200n });
  });

  test("half a cent goes up, less goes down", () => {
    const of = (days: number, unit: number, granted = 10_000n) =>
      cents({
        quarters: [quarter("2025Q1", days)],
        grants: [grant(1, granted, "2025-01-01", "2025-12-31")],
        unitAmounts: [unitAmount("2021-04-01", null, unit)],
      });
    // 73 days are a fifth of a trajectory.
    expect([of(73, 3), of(73, 2), of(365, 1, 50n)]).toEqual([1n, 0n, 1n]);
    expect([exact(-1, 2), exact(-3, 4), exact(1, 2)].map(roundHalfUp)).toEqual([0n, -1n, 1n]);
  });

  test("without a grant or a unit amount there is none, and the days are still there", () => {
    expect(workOutYear(year({ grants: [] }), ATTENDED, POLICY)).toMatchObject({
      days: 365,
      subsidy: null,
      balance: null,
    });
    expect(cents({ unitAmounts: [] })).toBeNull();
  });

  test("the balance is what the advances leave, and may be below nothing", () => {
    const advances = [{ amount: euro(150_000), paidOn: "2025-01-20", paymentReference: "" }, { amount: euro(70_000), paidOn: "2025-04-20", paymentReference: "" }]; // prettier-ignore
    expect(workOutYear(year({ advances }), ATTENDED, POLICY).balance).toBe(-20_000n);
  });

  test("days that another partnership is paid for do not count", () => {
    const quarters = [quarter("2025Q1", 300, { elsewhere: 65 }), quarter("2025Q2", 65)];
    expect(workOutYear(year({ quarters }), ATTENDED, POLICY).days).toBe(365);
  });
});

describe("what the operators choose", () => {
  const byUnitAmount = { "2021-04-01": 100, "2025-03-01": 200 };

  test("the unit amount of the end of the year, or of each day; days of no date at the end of their quarter", () => {
    const quarters = [quarter("2025Q1", 365, { byUnitAmount })];
    expect(cents({ quarters })).toBe(200_000n);
    // 100 days at 1 000, 200 and 65 at 2 000.
    expect(cents({ quarters }, { unitAmount: "PER_DAY" })).toBe(172_603n);
  });

  test("above the contingent, days of both amounts are paid alike", () => {
    const quarters = [quarter("2025Q1", 300, { byUnitAmount })];
    const grants = [grant(1, 10n, "2025-01-01", "2025-12-31")];
    // A tenth of a trajectory at the mean of 100 days at 1 000 and 200 days at 2 000.
    expect(cents({ quarters, grants }, { unitAmount: "PER_DAY" })).toBe(16_667n);
  });

  test("a contingent that changes counts for its days, or the last one for the whole year", () => {
    const grants = [grant(1, 100n, "2025-01-01", "2025-03-14"), grant(2, 200n, "2025-03-15", "2025-12-31")];
    const quarters = [quarter("2025Q1", 100_000)];
    // 73 days of 1 and 292 days of 2 are 1,8 over the year.
    expect(cents({ quarters, grants })).toBe(360_000n);
    expect(cents({ quarters, grants }, { contingent: "LAST" })).toBe(400_000n);
  });

  test("the days of a year before its first grant have no contingent", () => {
    const grants = [grant(1, 100n, "2025-03-15", "2025-12-31")];
    expect(cents({ quarters: [quarter("2025Q1", 100_000)], grants })).toBe(160_000n);
  });

  test("a leap year is divided by 365, and its contingent is for a whole year all the same", () => {
    const of2024 = { year: 2024, grants: [grant(1, 100n, "2024-01-01", "2024-06-30"), grant(2, 100n, "2024-07-01", "2024-12-31")] }; // prettier-ignore
    const unitAmounts = [unitAmount("2021-04-01", null, 36_500)];
    expect(cents({ ...of2024, unitAmounts, quarters: [quarter("2024Q1", 366)] })).toBe(36_500n);
    expect(cents({ ...of2024, unitAmounts, quarters: [quarter("2024Q1", 364)] })).toBe(36_400n);
  });

  test("the ceiling of 2021 is for 275 days, or for a whole year", () => {
    const of2021 = {
      year: 2021,
      grants: [grant(1, 100n, "2021-04-01", "2021-12-31")],
      quarters: [quarter("2021Q2", 300)],
      unitAmounts: [unitAmount("2021-04-01", null, 36_500)],
    };
    expect(cents(of2021)).toBe(27_500n);
    expect(cents(of2021, { year2021: "WHOLE" })).toBe(30_000n);
  });
});

describe("a settled year", () => {
  const settled = year({ settlement: settlement(), quarters: [quarter("2025Q1", 111)] });

  test("is what was settled, whatever its statements come to", () => {
    expect(workOutYear(settled, ATTENDED, POLICY)).toMatchObject({ days: 365, subsidy: 100_000n, balance: 60_000n });
  });

  test("in the other reading is worked out on its statements, at its own contingent, unit amount and advances", () => {
    expect(workOutYear(settled, CALENDAR, POLICY)).toMatchObject({ days: 333, subsidy: 91_233n, balance: 51_233n });
  });
});

describe("a settled year in which the contingent changed", () => {
  // 5 for 181 days and 6 for 184 is 5,504109… on average; the settlement names 5,50.
  const grants = [grant(1, 500n, "2025-01-01", "2025-06-30"), grant(2, 600n, "2025-07-01", "2025-12-31")];
  const full = [quarter("2025Q1", 4_000)];
  const of = (changes: Partial<YearInputs>, settled: Partial<Settlement> = {}) =>
    year({
      grants,
      quarters: full,
      settlement: settlement({ granted: 550n, contingent: 5.5, ...settled }),
      ...changes,
    });

  test("is worked out from its grants, where these come to what the settlement names", () => {
    expect(workOutYear(of({}), CALENDAR, POLICY).subsidy).toBe(550_411n);
    const { steps } = workOutYear(of({}, { days: 4_000, subsidy: euro(550_411) }), ATTENDED, POLICY);
    const [worked, settled] = steps.find(({ name, rule }) => name === "subsidy" && rule === StepRule.SETTLED)!.inputs;
    expect(worked!.value).toBe(settled!.value);
  });

  test("is worked out from what the settlement names where the grants come to something else, or were made later", () => {
    expect(workOutYear(of({}, { granted: 540n, contingent: 5.4 }), CALENDAR, POLICY).subsidy).toBe(540_000n);
    const later = grants.map((each) => ({ ...each, grantedOn: "2026-06-30" }));
    expect(workOutYear(of({ grants: later }), CALENDAR, POLICY).subsidy).toBe(550_000n);
  });
});

describe("the steps", () => {
  const policies = fc.record<FundingPolicy>({
    reading: fc.constantFrom(ATTENDED, CALENDAR),
    unitAmount: fc.constantFrom("YEAR_END", "PER_DAY"),
    contingent: fc.constantFrom("PER_DAY", "LAST"),
    year2021: fc.constantFrom("NINE_MONTHS", "WHOLE"),
    sharedDay: fc.constantFrom("EARLIER_AGREEMENT", "LATER_AGREEMENT"),
  });
  const years = fc
    .record({
      which: fc.constantFrom(2021, 2024, 2025),
      days: fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 4 }),
      granted: fc.array(fc.bigInt({ min: 0n, max: 3_000n }), { maxLength: 2 }),
      unit: fc.integer({ min: 1, max: 400_000 }),
      advance: fc.integer({ min: 0, max: 500_000 }),
      isSettled: fc.boolean(),
    })
    .map(({ which, days, granted, unit, advance, isSettled }) =>
      year({
        year: which,
        quarters: days.map((count, n) =>
          quarter(`${which}Q${n + 1}`, count, {
            elsewhere: count % 7,
            byUnitAmount: { "2021-04-01": Math.floor(count / 3), [`${which}-08-01`]: Math.floor(count / 4) },
          }),
        ),
        grants: granted.map((contingent, n) =>
          grant(
            n + 1,
            contingent,
            `${which}-${n === 0 ? "01-01" : "07-02"}`,
            `${which}-${n === 0 && granted.length > 1 ? "07-01" : "12-31"}`,
          ),
        ),
        unitAmounts: [unitAmount("2021-04-01", `${which}-07-31`, unit), unitAmount(`${which}-08-01`, null, unit + 999)],
        advances: [{ amount: euro(advance), paidOn: `${which}-01-20`, paymentReference: "" }],
        ...(isSettled && { settlement: settlement() }),
      }),
    );

  test("whoever knows the rules' words alone gets every figure from them, whatever the year and the policies", () => {
    fc.assert(
      fc.property(
        years,
        policies,
        fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 4 }),
        (inputs, policy, parts) => {
          const worked = workOutYear(inputs, policy.reading, policy);
          const members = parts.map((part, n) => ({ organisation: `member ${n}`, parts: part, version: 1 }));
          const { amounts, steps } = divideSubsidy(worked, members);
          const found = recomputeSteps(steps);
          expect(found.get("DAYS")).toBe(String(worked.days));
          expect(found.get("SUBSIDY") ?? null).toBe(worked.subsidy === null ? null : String(worked.subsidy));
          expect(found.get("BALANCE") ?? null).toBe(worked.balance === null ? null : String(worked.balance));
          amounts.forEach((amount, n) => expect(found.get(`SHARE member ${n}`)).toBe(String(amount)));
          if (amounts.length > 0) expect(amounts.reduce((a, b) => a + b)).toBe(worked.subsidy);
        },
      ),
    );
  });

  test("numbers are written whole, with decimals, or as a fraction where none end them", () => {
    expect([exact(4015, 365), exact(21, 2), exact(100, 365), exact(-1, 8)].map(written)).toEqual(["11", "10.5", "20/73", "-0.125"]); // prettier-ignore
  });
});
