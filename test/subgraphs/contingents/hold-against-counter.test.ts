import { describe, expect, it } from "@jest/globals";
import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import { Fault } from "../../../schema/faults.js";
import type { GuidanceAgreement } from "../../../subgraphs/contingents/entities/guidance-agreement.js";
import { compareStatement } from "../../../subgraphs/contingents/rules/compare-statement.js";
import { holdAgainstCounter } from "../../../subgraphs/contingents/rules/hold-against-counter.js";
import type { StatementLine } from "../../../subgraphs/contingents/rules/statement-line.js";
import { versionStates } from "../../../subgraphs/contingents/rules/statement-versions.js";

const today = "2026-11-21";
const time = { partnershipId: "SV-0001", quarter: "2026Q3", deliveredOn: "2026-10-09" };
const agreement = (changes: Partial<GuidanceAgreement> = {}) =>
  ({
    id: "BO-1",
    participant: { id: "amina" },
    partnershipId: "SV-0001",
    organisation: { enterpriseNumber: "0950000281" as EnterpriseNumber },
    startsOn: "2026-01-20",
    endsOn: null,
    ...changes,
  }) as GuidanceAgreement;
let rows = 1;
const line = (changes: Partial<StatementLine> = {}): StatementLine => {
  rows += 1;
  return {
    sheet: { name: "2026Q3", headings: { agreement: "Overeenkomst" } },
    row: rows,
    empty: false,
    participantId: "amina",
    agreementId: "BO-1",
    enterpriseNumber: "0950000281",
    startsOn: "2026-01-20",
    endsOn: null,
    count: 2,
    days: ["2026-07-06", "2026-07-09"],
    unreadable: [],
    written: { enterprise: "0950000281" },
    fingerprint: String(rows),
    ...changes,
  };
};
const facts = (...agreements: GuidanceAgreement[]) => ({
  agreementOf: (id: string) =>
    id === "BO-BAD" ? ("UNREADABLE" as const) : (agreements.find((each) => each.id === id) ?? null),
  // Amina had another number before.
  isOfPartnership: (numbers: readonly string[]) => numbers.includes("0950000182"),
  personOf: (id: string) => (id === "amina-before" ? "amina" : id),
});
const hold = (lines: StatementLine[], agreements = [agreement()], at = time, on = today) =>
  holdAgainstCounter(lines, at, facts(...agreements), on);
const outcome = (...given: Parameters<typeof hold>) => {
  const held = hold(...given);
  return [
    held.flatMap(({ problems }) => problems.map(({ kind }) => kind)),
    held.reduce((sum, { counted }) => sum + counted.length, 0),
  ];
};

describe("a row held against the counter", () => {
  it("counts when it says what the counter says, under a number that was replaced too", () => {
    expect(outcome([line()])).toEqual([[], 2]);
    expect(outcome([line({ participantId: "amina-before" })])).toEqual([[], 2]);
  });

  it.each<[string, Partial<StatementLine>, GuidanceAgreement, string[], number]>([
    ["an agreement of another partnership", {}, agreement({ partnershipId: "SV-0002" }), ["AGREEMENT_OF_ANOTHER"], 0],
    ["an agreement that the counter does not know", { agreementId: "BO-2" }, agreement(), ["AGREEMENT_UNKNOWN"], 0],
    ["an agreement whose record is not right", { agreementId: "BO-BAD" }, agreement(), ["AGREEMENT_UNREADABLE"], 0],
    ["the number of somebody else", { participantId: "karim" }, agreement(), ["PARTICIPANT_MISMATCH"], 0],
    ["a wrong enterprise number", { enterpriseNumber: "0950000182" }, agreement(), ["ENTERPRISE_MISMATCH"], 0],
    [
      "an enterprise number that is none",
      { enterpriseNumber: null, written: { enterprise: "0950.000.28" } },
      agreement(),
      ["ENTERPRISE_MISMATCH"],
      0,
    ],
    ["no enterprise number", { enterpriseNumber: null, written: {} }, agreement(), [], 2],
    ["the name of the member", { enterpriseNumber: null, written: { enterprise: "Het Heft" } }, agreement(), [], 2],
    ["another start", { startsOn: "2026-01-19" }, agreement(), ["START_MISMATCH"], 0],
    ["no start", { startsOn: null }, agreement(), [], 2],
    ["an end where the counter has none", { endsOn: "2026-08-31" }, agreement(), ["END_MISMATCH"], 0],
    ["an end in the future where the counter has none", { endsOn: "2026-12-31" }, agreement(), ["END_MISMATCH"], 0],
    ["no end where the counter has one in the quarter", {}, agreement({ endsOn: "2026-08-31" }), ["END_MISMATCH"], 0],
    ["no end where it was stopped after the quarter", {}, agreement({ endsOn: "2026-10-01" }), [], 2],
    ["an end at which it was prolonged", { endsOn: "2026-10-31" }, agreement(), [], 2],
    [
      "an end that cannot be read, which the row alone tells",
      { unreadable: [{ column: "end", text: "31/02/2026", why: "TEXT" }] },
      agreement({ endsOn: "2026-08-31" }),
      [],
      2,
    ],
    [
      "a day before the counter's start, with no start in the row",
      { startsOn: null, days: ["2026-07-06", "2026-07-09"] },
      agreement({ startsOn: "2026-07-07" }),
      ["DAY_OUTSIDE_AGREEMENT"],
      1,
    ],
    ["a day of another quarter, which the row alone tells", { days: ["2026-06-30", "2026-07-06"] }, agreement(), [], 1],
    ["a number that is not right, which the row alone tells", { participantId: null }, agreement(), [], 0],
  ])("%s", (_, changes, known, problems, counted) => {
    expect(outcome([line(changes)], [known])).toEqual([problems, counted]);
  });

  it("a day that had not come when the statement was delivered does not count", () => {
    const early = { ...time, deliveredOn: "2026-10-01" };
    expect(outcome([line()], [agreement()], early, "2026-07-07")).toEqual([["DAY_IN_FUTURE"], 1]);
    const held = hold([line()], [agreement()], { ...time, deliveredOn: "2026-07-07" });
    expect(held[0]!.problems[0]).toMatchObject({ kind: "DAY_IN_FUTURE", value: "09/07/2026", row: held[0]!.line.row });
  });

  it("nothing counts of a quarter that had not ended", () => {
    expect(outcome([line()], [agreement()], { ...time, deliveredOn: "2026-09-30" })).toEqual([[], 0]);
    expect(outcome([line()], [agreement()], { ...time, deliveredOn: "2026-10-01" })).toEqual([[], 2]);
  });

  it("nothing counts under the enterprise number of an organisation of another partnership, told once", () => {
    const under = (enterpriseNumbers: string[]) => {
      const sheet = { name: "2026Q3", headings: {}, enterpriseNumbers };
      return outcome([line({ sheet, days: ["2026-07-06"] }), line({ sheet, days: ["2026-07-09"] })]);
    };
    expect(under(["0316380841"])).toEqual([["ENTERPRISE_MISMATCH"], 0]);
    expect(under(["0316380841", "0950000182"])).toEqual([[], 2]);
  });

  it("the same row twice, and the same day in two rows, count once", () => {
    const twice = line({ fingerprint: "same" });
    expect(outcome([twice, { ...twice, row: 99 }])).toEqual([[], 2]);
    expect(outcome([line(), line({ participantId: "amina-before", days: ["2026-07-09", "2026-07-10"] })])).toEqual([
      [],
      3,
    ]);
  });

  it("a bad row costs no day of a good one", () => {
    const bad = line({ participantId: "karim", days: ["2026-07-06"] });
    expect(outcome([bad, line({ agreementId: "BO-2" }), line()])).toEqual([
      ["PARTICIPANT_MISMATCH", "AGREEMENT_UNKNOWN"],
      2,
    ]);
  });

  it("no problem quotes a number of a person", () => {
    const held = hold([line({ participantId: "karim" }), line({ startsOn: "2026-01-01" })]);
    expect(JSON.stringify(held.flatMap(({ problems }) => problems))).not.toMatch(/karim|amina/);
  });
});

describe("a statement beside what the department accepted", () => {
  const compare = (lines: StatementLine[] | null, accepted: [string, number][] | null, acceptedOn = "2026-10-09") =>
    compareStatement(
      lines && hold(lines),
      "2026-10-09",
      false,
      accepted && { deliveredOn: acceptedOn, days: new Map(accepted) },
    );
  const ofAmina = (...given: Parameters<typeof compare>) => {
    const [amina] = compare(...given).people;
    return [amina!.listed, amina!.counted, amina!.accepted, amina!.reasons.join()];
  };

  it.each<[string, Parameters<typeof compare>, (number | string | null)[]]>([
    ["the same everywhere", [[line()], [["amina", 2]]], [2, 2, 2, ""]],
    [
      "a row that does not count and was accepted",
      [[line({ startsOn: "2026-01-01" })], [["amina", 2]]],
      [2, 0, 2, "ROW_PROBLEM"],
    ],
    [
      "a row that does not count and was not accepted",
      [[line({ startsOn: "2026-01-01" })], []],
      [2, 0, 0, "ROW_PROBLEM"],
    ],
    ["fewer accepted, nobody knows why", [[line()], [["amina", 1]]], [2, 2, 1, "UNKNOWN"]],
    ["another version accepted", [[line()], [["amina", 1]], "2026-09-30"], [2, 2, 1, "OTHER_VERSION"]],
    ["listed and not accepted", [[line()], []], [2, 2, 0, "NOT_ACCEPTED"]],
    ["accepted and not listed", [[], [["amina", 2]]], [0, 0, 2, "NOT_LISTED"]],
    ["accepted and not delivered", [null, [["amina", 2]]], [0, 0, 2, "NOT_DELIVERED"]],
    ["the ledger not told", [[line()], null], [2, 2, null, ""]],
  ])("%s", (_, given, expected) => {
    expect(ofAmina(...given)).toEqual(expected);
  });

  it("totals are those of all people, with all their reasons", () => {
    const two = [line(), line({ participantId: "karim", agreementId: "BO-2", days: ["2026-07-06"] })];
    const held = hold(two, [agreement(), agreement({ id: "BO-2", participant: { id: "karim" } })]);
    const accepted = { deliveredOn: "2026-10-09", days: new Map([["amina", 2]]) };
    expect(compareStatement(held, "2026-10-09", false, accepted)).toMatchObject({
      counted: 3,
      accepted: 2,
      reasons: ["NOT_ACCEPTED"],
    });
  });
});

describe("the versions of a statement", () => {
  const bad = new Fault("STATEMENT_UNREADABLE", "LOKET");
  const busy = new Fault("STATEMENTS_BUSY", "LOKET");
  const states = (...contents: (string | Fault)[]) =>
    versionStates(contents.map((each, i) => ({ deliveredAt: `2026-10-0${i + 1}T09:00:00Z`, contents: each })).reverse())
      .map(({ state }) => state)
      .join();
  it.each<[string, (string | Fault)[], string]>([
    ["the newest is in force", ["first", "second"], "SUPERSEDED,IN_FORCE"],
    ["one that cannot be read leaves the one before it in force", ["first", bad], "IN_FORCE,UNREADABLE"],
    ["a correction takes the place of both", ["first", bad, "third"], "SUPERSEDED,UNREADABLE,IN_FORCE"],
    ["where the newest is not read yet, none is in force", ["first", busy], "SUPERSEDED,UNKNOWN"],
  ])("%s", (_, contents, expected) => {
    expect(states(...contents)).toBe(expected);
  });
});
