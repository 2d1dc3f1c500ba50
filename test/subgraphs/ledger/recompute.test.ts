import { describe, expect, test } from "@jest/globals";
import { ChangeSinceSettlementKind as Kind } from "../../../subgraphs/ledger/entities/recomputed-funding.js";
import { recompute, type SettledYear } from "../../../subgraphs/ledger/rules/recompute.js";
import type { YearInputs } from "../../../subgraphs/ledger/rules/work-out-year.js";
import { euro, grant, POLICY, quarter, settlement, unitAmount } from "./year-inputs.js";

const statements = [{ quarter: "2025Q1", version: 1, acceptedOn: "2025-04-30" }];
const advance = { amount: euro(40_000), paidOn: "2025-01-20", paymentReference: "" };
const settled = (now: Partial<YearInputs> = {}, changes = {}): SettledYear => ({
  settlement: settlement({ statements, ...changes }),
  settledQuarters: [quarter("2025Q1", 365)],
  now: {
    year: 2025,
    today: "2026-11-21",
    quarters: [quarter("2025Q1", 365)],
    grants: [{ ...grant(1, 500n, "2025-01-01", "2025-12-31"), grantedOn: "2024-12-01" }],
    unitAmounts: [unitAmount("2021-04-01", null, 100_000)],
    advances: [advance],
    ...now,
  },
});
const because = (now: Partial<YearInputs>, changes = {}) =>
  recompute(settled(now, changes), POLICY)?.because.map(({ kind, ...more }) => [kind, ...Object.values(more)]);

describe("what a settled year would come to today", () => {
  test("nothing, where that is what was settled", () => {
    expect(recompute(settled(), POLICY)).toBeNull();
  });

  test("a statement that was accepted later", () => {
    const quarters = [quarter("2025Q1", 400, { version: 2 }), quarter("2025Q2", 1)];
    expect(recompute(settled({ quarters }), POLICY)).toMatchObject({
      reading: "ATTENDED",
      days: 401,
      subsidy: euro(109_863),
      balance: euro(69_863),
      difference: euro(9_863),
    });
    expect(because({ quarters })).toEqual([
      [Kind.STATEMENT, "2025Q1", 2, "2026-01-31"],
      [Kind.STATEMENT, "2025Q2", 1, "2026-01-31"],
    ]);
  });

  test("where the ledger does not tell what it stands on: a statement accepted after its day", () => {
    const later = { ...quarter("2025Q2", 1), acceptedOn: "2026-06-01" };
    const now = { quarters: [quarter("2025Q1", 365), later] };
    expect(because(now, { statements: [] })).toEqual([[Kind.STATEMENT, "2025Q2", 1, "2026-06-01"]]);
  });

  test("days that another partnership came to report", () => {
    expect(because({ quarters: [quarter("2025Q1", 360, { elsewhere: 5 })] })).toEqual([
      [Kind.SHARED_DAYS, "2025Q1", null, null],
    ]);
  });

  test("a grant, a unit amount or an advance that came later", () => {
    expect(because({ grants: [grant(1, 50n, "2025-01-01", "2025-12-31"), { ...grant(2, 50n, "2025-07-01", "2025-12-31"), grantedOn: "2026-07-01" }] })).toEqual([[Kind.GRANT, null, 2, "2026-07-01"]]); // prettier-ignore
    expect(because({ unitAmounts: [unitAmount("2021-04-01", null, 100_001)] })).toEqual([[Kind.UNIT_AMOUNT, null, null, "2021-04-01"]]); // prettier-ignore
    expect(because({ advances: [advance, { ...advance, paidOn: "2026-06-30" }] })).toEqual([[Kind.ADVANCE, null, null, "2026-06-30"]]); // prettier-ignore
  });

  test("nothing of these: the settlement followed another rule", () => {
    expect(because({}, { days: 364 })).toEqual([[Kind.RULE, null, null, null]]);
  });
});
