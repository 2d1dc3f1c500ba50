import { describe, expect, it } from "@jest/globals";
import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import { ObligationKind } from "../../../subgraphs/contingents/entities/finding.js";
import { QualificationKind, type Guide } from "../../../subgraphs/contingents/entities/guide.js";
import { InsuranceKind } from "../../../subgraphs/contingents/entities/insurance.js";
import { MemberRole } from "../../../subgraphs/contingents/entities/membership.js";
import {
  PartnershipStatus,
  Regulation,
  type Partnership,
} from "../../../subgraphs/contingents/entities/partnership.js";
import { findings, type ComplianceFacts } from "../../../subgraphs/contingents/rules/findings.js";
import type { MemberTally } from "../../../subgraphs/contingents/rules/tally.js";
import { statementsOf } from "../../../subgraphs/contingents/rules/statements.js";
import { insurance, heft, today } from "./facts.js";

const ploeg = "0950000182" as EnterpriseNumber;
const member = (enterpriseNumber: EnterpriseNumber, role: MemberRole) => ({
  partnershipId: "SV-0001",
  organisation: { enterpriseNumber },
  role,
  validFrom: "2021-04-01",
  validTo: null,
  insurances: [],
});
const partnership: Partnership = {
  id: "SV-0001",
  name: "Maatwerkbedrijf de Ploeg",
  regulation: Regulation.DECREE_2021,
  status: PartnershipStatus.ACTIVE,
  lead: { enterpriseNumber: ploeg },
  municipality: { nis: "71022", name: "Hasselt" },
  members: [member(ploeg, MemberRole.LEAD), member(heft, MemberRole.PARTNER)],
  contingents: [{ year: 2026, appliedFor: 20, appliedOn: null, granted: 18, grantedOn: null }],
  insurances: [ploeg, heft].flatMap((enterpriseNumber) =>
    [InsuranceKind.BODILY_ACCIDENT, InsuranceKind.CIVIL_LIABILITY].map((kind) =>
      insurance(kind, { organisation: { enterpriseNumber } }),
    ),
  ),
};
const guide = (enterpriseNumber: EnterpriseNumber, changes: Partial<Guide> = {}): Guide => ({
  id: "BG-00001",
  partnershipId: "SV-0001",
  name: "Marleen Vanhees",
  organisation: { enterpriseNumber },
  employedFrom: "2021-04-01",
  employedTo: null,
  qualification: { kind: QualificationKind.BACHELOR, obtainedOn: null, evidence: null },
  ...changes,
});
const none = { count: 0, since: null };
const deliveries = ["2025-10-09", "2026-01-09", "2026-04-09", "2026-07-09", "2026-10-09"].map((deliveredOn, i) => ({
  quarter: ["2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"][i]!,
  deliveredOn,
}));
const statements = (given = deliveries, on = today) =>
  [2025, 2026]
    .flatMap((year) => statementsOf(year, partnership, given, on))
    .map(({ quarter, dueOn, deliveredOn }) => ({
      quarter,
      dueOn,
      deliveries: deliveredOn === null ? [] : [{ deliveredOn, isReadable: true }],
    }));

function given(changes: Partial<ComplianceFacts> = {}): ComplianceFacts {
  return {
    partnership,
    guides: [guide(ploeg), guide(heft)],
    tally: {
      on: today,
      agreements: 18,
      participants: 18,
      guidedDays: 0,
      members: new Map<string, MemberTally>([[heft, { agreements: 18, unsigned: none, withoutDimona: none }]]),
      guides: new Map(),
    },
    statements: statements(),
    filings: { withheldFor: null, filings: [] },
    ...changes,
  };
}
const open = (changes: Partial<ComplianceFacts>) =>
  findings(given(changes), today)
    .filter(({ met }) => met !== true)
    .map(({ kind, subject, met, since, actor }) => [kind, subject.enterpriseNumber, met, since, actor]);

describe("the obligations of a partnership", () => {
  it("are met when every member is in order, the contingent is just full and every statement is there", () => {
    expect(open({})).toEqual([]);
    expect(findings(given(), today)).toHaveLength(16);
  });

  it("a partner whose only qualified guide left has none since the day after", () => {
    const guides = [guide(ploeg), guide(heft, { employedTo: "2026-06-30" })];
    expect(open({ guides })).toEqual([["QUALIFIED_GUIDE", heft, false, "2026-07-01", "MEMBER"]]);
  });

  it("a guide without qualification does not count, one with an unknown code is not known", () => {
    expect(open({ guides: [guide(ploeg), guide(heft, { qualification: null })] })).toEqual([
      ["QUALIFIED_GUIDE", heft, false, "2021-04-01", "MEMBER"],
    ]);
    const unclear = guide(ploeg, {
      qualification: { kind: QualificationKind.UNKNOWN, obtainedOn: null, evidence: null },
    });
    expect(open({ guides: [unclear, guide(heft)] })).toEqual([["QUALIFIED_GUIDE", ploeg, null, "2021-04-01", "LEAD"]]);
  });

  it("a policy that ended is missing since the day after", () => {
    const insurances = partnership.insurances.map((each, i) => (i === 0 ? { ...each, validTo: "2026-10-31" } : each));
    expect(open({ partnership: { ...partnership, insurances } })).toEqual([
      ["INSURANCE_BODILY_ACCIDENT", ploeg, false, "2026-11-01", "LEAD"],
    ]);
  });

  it("agreements without signature or Dimona are told to the member that guides", () => {
    const members = new Map<string, MemberTally>([
      [
        heft,
        {
          agreements: 18,
          unsigned: { count: 1, since: "2026-10-06" },
          withoutDimona: { count: 2, since: "2026-07-20" },
        },
      ],
    ]);
    expect(open({ tally: { ...given().tally!, members } })).toEqual([
      ["AGREEMENT_SIGNED", heft, false, "2026-10-06", "MEMBER"],
      ["DIMONA", heft, false, "2026-07-20", "MEMBER"],
    ]);
  });

  it("a contingent is exceeded by one", () => {
    expect(open({ tally: { ...given().tally!, participants: 19 } })).toEqual([
      ["CONTINGENT_NOT_EXCEEDED", ploeg, false, null, "LEAD"],
    ]);
  });

  it("a statement is missing after the end of the first month, not before", () => {
    const late = statements(deliveries.slice(0, 4));
    expect(open({ statements: late })).toEqual([["QUARTERLY_STATEMENT", ploeg, false, "2026-11-01", "LEAD"]]);
    const inTime = statements(deliveries.slice(0, 4), "2026-10-31");
    const found = findings(given({ statements: inTime }), "2026-10-31");
    expect(found.find(({ kind }) => kind === ObligationKind.QUARTERLY_STATEMENT)?.met).toBe(true);
  });

  it("what the counter does not tell is not known, and the rest stays", () => {
    const unknown = open({ guides: null, tally: null, statements: null, filings: null });
    expect(unknown.map(([, , met]) => met)).toEqual(unknown.map(() => null));
    expect(unknown).toHaveLength(11);
  });

  it("an ended partnership has none left, and a member that left neither", () => {
    expect(findings(given({ partnership: { ...partnership, status: PartnershipStatus.ENDED } }), today)).toEqual([]);
    const left = { ...partnership.members[1]!, validTo: "2026-11-20" };
    const members = [partnership.members[0]!, left];
    expect(findings(given({ partnership: { ...partnership, members } }), today)).toHaveLength(11);
  });
});

describe("the statements of a year", () => {
  it("are late when delivered after the first month", () => {
    const [first] = statementsOf(2026, partnership, [{ quarter: "2026Q1", deliveredOn: "2026-05-01" }], today);
    expect(first).toMatchObject({ quarter: "2026Q1", dueOn: "2026-04-30", deliveredOn: "2026-05-01", late: true });
  });

  it("of years that the folder no longer keeps are not said to be missing", () => {
    expect(statementsOf(2024, partnership, [], today)).toEqual([]);
    expect(statementsOf(2025, partnership, [], today).map(({ quarter }) => quarter)).toEqual(["2025Q3", "2025Q4"]);
  });

  it("a quarter that still runs is not expected yet", () => {
    expect(statementsOf(2026, partnership, [], today).map(({ quarter }) => quarter)).not.toContain("2026Q4");
  });
});
