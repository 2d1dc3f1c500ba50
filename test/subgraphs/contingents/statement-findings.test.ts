import { describe, expect, it } from "@jest/globals";
import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import type { FilingFact } from "../../../subgraphs/kernel/facts.js";
import { statementFindings, type StatementFact } from "../../../subgraphs/contingents/rules/statement-findings.js";
import { lastSettledBefore } from "../../../subgraphs/ledger/rules/settled-before.js";

const today = "2026-11-21";
const partnership = { lead: { enterpriseNumber: "0950000182" as EnterpriseNumber } };
const statement = (...deliveries: StatementFact["deliveries"][number][]): StatementFact => ({
  quarter: "2026Q2",
  dueOn: "2026-07-31",
  deliveries,
});
const file = (deliveredOn: string, isReadable: boolean | null = true) => ({ deliveredOn, isReadable });
const filing = (changes: Partial<FilingFact>): FilingFact => ({
  ...{ quarter: "2025Q4", version: 2, deliveredOn: "2026-06-01", acceptedOn: "2026-06-13", settledBefore: null },
  ...changes,
});
const open = (statements: StatementFact[] | null, filings: FilingFact[] = [], withheldFor: string | null = null) =>
  statementFindings({ partnership, statements, filings: { withheldFor, filings } }, today)
    .filter(({ met }) => met !== true)
    .map(({ kind, met, since, actor }) => [kind.replace("QUARTERLY_STATEMENT", "") || "DELIVERED", met, since, actor]);

describe("the obligations about quarterly statements", () => {
  it("are met by one file that can be read and came in time", () => {
    expect(open([statement(file("2026-07-31"))])).toEqual([]);
    expect(open([])).toEqual([]);
  });

  it.each<[string, StatementFact, unknown[]]>([
    ["nothing was delivered", statement(), [["DELIVERED", false, "2026-08-01", "LEAD"]]],
    ["it came a day late", statement(file("2026-08-01")), [["_IN_TIME", false, "2026-08-01", "LEAD"]]],
    [
      "the only file cannot be read: it is not delivered",
      statement(file("2026-07-10", false)),
      [
        ["DELIVERED", false, "2026-08-01", "LEAD"],
        ["_READABLE", false, "2026-07-10", "LEAD"],
      ],
    ],
    [
      "the second file cannot be read: the first stays in force",
      statement(file("2026-07-10"), file("2026-08-20", false)),
      [["_READABLE", false, "2026-08-20", "LEAD"]],
    ],
    [
      "the first cannot be read and the second came late",
      statement(file("2026-07-10", false), file("2026-08-02")),
      [["_IN_TIME", false, "2026-08-01", "LEAD"]],
    ],
    [
      "it was delivered before the quarter had ended",
      statement(file("2026-06-30")),
      [["DELIVERED", false, "2026-08-01", "LEAD"]],
    ],
    ["it is not read yet", statement(file("2026-07-10", null)), [["_READABLE", null, null, "LEAD"]]],
  ])("%s", (_, given, expected) => {
    expect(open([given])).toEqual(expected);
  });

  it("nothing is due before the end of the first month", () => {
    const facts = { partnership, statements: [statement()], filings: { withheldFor: null, filings: [] } };
    expect(statementFindings(facts, "2026-07-31").every(({ met }) => met)).toBe(true);
  });

  it("a version delivered, or only accepted, after the year was settled asks the department for a revision", () => {
    expect(open([], [filing({ settledBefore: "2026-05-20" })])).toEqual([
      ["_SETTLED", false, "2026-06-01", "DEPARTMENT"],
    ]);
    expect(open([], [filing({ settledBefore: "2026-06-05" })])).toEqual([
      ["_SETTLED", false, "2026-06-13", "DEPARTMENT"],
    ]);
    expect(open([], [filing({ settledBefore: null })])).toEqual([]);
  });

  it("an agency that does not answer, and one that does not tell, leave it unknown", () => {
    expect(open(null).map(([kind, met]) => [kind, met])).toEqual([
      ["DELIVERED", null],
      ["_READABLE", null],
      ["_IN_TIME", null],
    ]);
    expect(open([], [], "OUT_OF_SIGHT").map(([kind, met]) => [kind, met])).toEqual([["_SETTLED", null]]);
  });
});

describe("the settlement before a version", () => {
  const version = { deliveredOn: "2026-06-01", acceptedOn: "2026-06-13" };
  it("is the last one; one of the same day or later takes the version in", () => {
    expect(lastSettledBefore(version, ["2026-05-20"])).toBe("2026-05-20");
    expect(lastSettledBefore(version, ["2026-06-12", "2026-05-20"])).toBe("2026-06-12");
    expect(lastSettledBefore(version, ["2026-05-20", "2026-06-13"])).toBeNull();
    expect(lastSettledBefore({ ...version, acceptedOn: null }, ["2026-06-01"])).toBeNull();
    expect(lastSettledBefore(version, [])).toBeNull();
  });
});
