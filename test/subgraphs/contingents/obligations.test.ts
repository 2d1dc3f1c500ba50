import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { AdviceStatus, AssessmentOutcome, PermissionStatus } from "../../../subgraphs/kernel/facts.js";
import { StatuteKind } from "../../../subgraphs/kernel/statute-kind.js";
import { ObligationKind } from "../../../subgraphs/contingents/entities/finding.js";
import type { GuidanceAgreement } from "../../../subgraphs/contingents/entities/guidance-agreement.js";
import { QualificationKind, type Guide } from "../../../subgraphs/contingents/entities/guide.js";
import { InsuranceKind, type Insurance } from "../../../subgraphs/contingents/entities/insurance.js";
import { MemberRole } from "../../../subgraphs/contingents/entities/membership.js";
import {
  PartnershipStatus,
  Regulation,
  type Partnership,
} from "../../../subgraphs/contingents/entities/partnership.js";
import { lapsesOf } from "../../../subgraphs/contingents/rules/findings.js";
import type { AgreementFacts } from "../../../subgraphs/contingents/rules/obligations/agreement-facts.js";
import { daysAtRisk } from "../../../subgraphs/contingents/rules/obligations/days-at-risk.js";
import { lapsesIn } from "../../../subgraphs/contingents/rules/obligations/lapse.js";
import type { JudgePolicy } from "../../../subgraphs/contingents/rules/obligations/obligation-policy.js";
import { agreementLapses, OBLIGATIONS } from "../../../subgraphs/contingents/rules/obligations/obligations.js";
import { access, agreement, heft, insurance, insured, permission, PLACE, today } from "./facts.js";

const policy: JudgePolicy = {
  permission: { workplace: "NAME_OR_ORGANISATION", standsMonths: 0 },
  atRisk: new Set([ObligationKind.ASSESSMENT, ObligationKind.DIMONA]),
  monthsToBuildUp: 12,
  hoursOver: "AGREEMENT",
  daysToPlan: 90,
};

const policies = (insurances: Insurance[]) => ({ insurances, unreadable: [] });

/** What VDAB says where nothing is wrong. */
const vdab = (changes: Parameters<typeof access>[0] = {}) =>
  access({
    welfareActivities: [],
    assessments: [{ assessedOn: "2026-01-05", outcome: AssessmentOutcome.CONTINUE, hoursPerWeekAble: 16 }],
    ...changes,
  });

/** Guidance from 12 January 2026 in which nothing is wrong but what `changes` say. */
function given(changes: Partial<GuidanceAgreement> = {}, facts: Partial<AgreementFacts> = {}): AgreementFacts {
  const own = agreement({
    evaluations: [],
    developmentPlan: { registeredOn: "2026-02-02", changedOn: [] },
    ...changes,
  });
  return {
    agreement: own,
    ofPerson: [own],
    insurances: policies(insured),
    place: PLACE,
    lead: null,
    access: vdab(),
    permissions: [permission()],
    ...facts,
  };
}

/** Kind, the day it concerns, since and until of each lapse on a day. */
const lapses = (facts: AgreementFacts, on = today, told = policy) =>
  agreementLapses(facts, told, on).map(({ kind, on: day, since, until, met }) =>
    met === null ? [kind, since, until, "unknown"] : [kind, day, since, until],
  );

describe("an obligation over time", () => {
  const judge = (bad: (day: string) => boolean) => (day: string) =>
    bad(day) ? { met: false as const, actor: "LEAD" as never, explanation: "x" } : null;

  it("lapses from the day on which it changes to the day before it changes back", () => {
    const found = lapsesIn(
      ObligationKind.DIMONA,
      { from: "2026-01-01", to: null },
      ["2026-03-01", "2026-04-01"],
      judge((day) => day >= "2026-03-01" && day < "2026-04-01"),
      today,
    );
    expect(found.map(({ since, until }) => [since, until])).toEqual([["2026-03-01", "2026-03-31"]]);
  });

  it("still lasts where the term runs, and ends with a term that ended", () => {
    const all = (to: string | null) =>
      lapsesIn(
        ObligationKind.DIMONA,
        { from: "2026-01-01", to },
        [],
        judge(() => true),
        today,
      )[0]?.until;
    expect([all(null), all("2026-12-31"), all(today), all("2026-11-20")]).toEqual([null, null, null, "2026-11-20"]);
  });

  it("is not judged in a term that begins tomorrow", () => {
    expect(
      lapsesIn(
        ObligationKind.DIMONA,
        { from: "2026-11-22", to: null },
        [],
        judge(() => true),
        today,
      ),
    ).toEqual([]);
  });
});

describe("the obligations in an agreement", () => {
  it("all hold where nothing is wrong", () => {
    expect(lapses(given())).toEqual([]);
  });

  it("insurance that begins a day after the start lapsed on the first day, by kind", () => {
    const late = [insurance(InsuranceKind.BODILY_ACCIDENT, { validFrom: "2026-01-13" }), insured[1]!];
    expect(lapses(given({}, { insurances: policies(late) }))).toEqual([
      ["INSURANCE_BODILY_ACCIDENT", "2026-01-12", "2026-01-12", "2026-01-12"],
    ]);
    const onTheDay = [insured[0]!, insurance(InsuranceKind.CIVIL_LIABILITY, { validFrom: "2026-01-12" })];
    expect(lapses(given({}, { insurances: policies(onTheDay) }))).toEqual([]);
  });

  it("a gap between two policies is dated, and another member's policy does not count", () => {
    const [accident, liability] = insured;
    const gap = [
      accident!,
      { ...liability!, validTo: "2026-05-31" },
      { ...liability!, validFrom: "2026-06-10" },
      { ...liability!, organisation: { enterpriseNumber: "0950000182" as typeof heft } },
    ];
    expect(lapses(given({}, { insurances: policies(gap) }))).toEqual([
      ["INSURANCE_LIABILITY", "2026-06-01", "2026-06-01", "2026-06-09"],
    ]);
  });

  it("an agreement signed on the day it starts is in time, a day later it is not", () => {
    expect(lapses(given({ signedByWorkplaceOn: "2026-01-12" }))).toEqual([]);
    expect(lapses(given({ signedByWorkplaceOn: "2026-01-13" }))).toEqual([
      ["AGREEMENT_SIGNED", "2026-01-12", "2026-01-12", "2026-01-12"],
    ]);
    expect(lapses(given({ signedOn: "2026-01-20", signedByWorkplaceOn: "2026-01-15" }))).toEqual([
      ["AGREEMENT_SIGNED", "2026-01-12", "2026-01-12", "2026-01-19"],
    ]);
    expect(lapses(given({ signedOn: null }))).toEqual([["AGREEMENT_SIGNED", "2026-01-12", "2026-01-12", null]]);
  });

  it("an agreement that ended unsigned was unsigned to its last day", () => {
    const dimona = { number: null, type: "DWD", validFrom: "2026-01-12", validTo: null };
    expect(lapses(given({ signedOn: null, endsOn: "2026-06-30", dimona }))).toEqual([
      ["AGREEMENT_SIGNED", "2026-01-12", "2026-01-12", "2026-06-30"],
    ]);
  });

  it("a Dimona covers the days or is missing on each of them", () => {
    const dimona = { number: "1", type: "DWD", validFrom: "2026-01-14", validTo: "2026-11-20" };
    expect(lapses(given({ dimona }))).toEqual([
      ["DIMONA", "2026-01-12", "2026-01-12", "2026-01-13"],
      ["DIMONA", "2026-11-21", "2026-11-21", null],
    ]);
    expect(lapses(given({ dimona: null }))).toEqual([["DIMONA", "2026-01-12", "2026-01-12", null]]);
    expect(lapses(given({ dimona: { ...dimona, type: "OTH" } }))).toEqual([
      ["DIMONA", "2026-01-12", "2026-01-12", null],
    ]);
    const { dimona: _, ...untold } = given().agreement;
    expect(lapses({ ...given(), agreement: untold })).toEqual([["DIMONA", "2026-01-12", null, "unknown"]]);
  });

  it("an assessment holds for twelve months, that day included", () => {
    const told = (assessedOn: string) =>
      vdab({
        assessments: [{ assessedOn, outcome: AssessmentOutcome.CONTINUE, hoursPerWeekAble: 16 }],
      });
    expect(lapses(given({}, { access: told("2025-11-21") }))).toEqual([]);
    expect(lapses(given({}, { access: told("2025-11-20") }))).toEqual([["ASSESSMENT", today, today, null]]);
    expect(lapses(given({}, { access: told("2026-01-13") }))).toEqual([
      ["ASSESSMENT", "2026-01-12", "2026-01-12", "2026-01-12"],
    ]);
  });

  it("a gap between two assessments is dated, however long ago", () => {
    const assessments = ["2025-01-10", "2026-04-01"].map((assessedOn) => ({
      assessedOn,
      outcome: AssessmentOutcome.CONTINUE,
      hoursPerWeekAble: 16,
    }));
    expect(lapses(given({}, { access: vdab({ assessments }) }))).toEqual([
      ["ASSESSMENT", "2026-01-12", "2026-01-12", "2026-03-31"],
    ]);
  });

  it("a closed advice held until its last day", () => {
    const advice = [{ status: AdviceStatus.CLOSED, validFrom: "2025-09-01", validTo: "2026-08-31" }];
    expect(lapses(given({}, { access: vdab({ advice }) }))).toEqual([["ADVICE", "2026-09-01", "2026-09-01", null]]);
  });

  it("a permission is needed for as long as a statute is held that needs one", () => {
    const statutes = [{ kind: StatuteKind.LIVING_WAGE, validFrom: "2026-02-01", validTo: "2026-02-28" }];
    const none = given({}, { access: vdab({ statutes }), permissions: [] });
    expect(lapses(none)).toEqual([["PERMISSION", "2026-02-01", "2026-02-01", "2026-02-28"]]);
  });

  it("a permission that was revoked lapses on the day of it", () => {
    const permissions = [permission({ status: PermissionStatus.REVOKED, revokedOn: "2026-11-20" })];
    expect(lapses(given({}, { permissions }))).toEqual([["PERMISSION", "2026-11-20", "2026-11-20", null]]);
  });

  it("a permission for another workplace is none, on each day that it is the only one", () => {
    const permissions = [
      permission({ workplace: "Fietspunt Genk", validTo: "2026-05-31" }),
      permission({ validFrom: "2026-06-01" }),
    ];
    expect(lapses(given({}, { permissions }))).toEqual([["PERMISSION", "2026-01-12", "2026-01-12", "2026-05-31"]]);
    const anywhere = { ...policy, permission: { ...policy.permission, workplace: "ANY" as const } };
    expect(lapses(given({}, { permissions }), today, anywhere)).toEqual([]);
  });

  it("twelve hours a week are due when the term is over, not on its last day", () => {
    const low = given({ hours: [{ validFrom: "2026-01-12", hoursPerWeek: 8 }], evaluations: [{ on: "2026-12-30" }] });
    const hours = (on: string, told = policy) => lapses(low, on, told).filter(([kind]) => kind === "HOURS");
    expect(hours("2027-01-12")).toEqual([]);
    expect(hours("2027-01-13")).toEqual([["HOURS", "2027-01-13", "2027-01-13", null]]);
    expect(hours("2026-02-13", { ...policy, monthsToBuildUp: 1 })).toHaveLength(1);
    const reached = given({
      hours: [
        { validFrom: "2026-01-12", hoursPerWeek: 8 },
        { validFrom: "2027-01-20", hoursPerWeek: 12 },
      ],
    });
    expect(lapses(reached, "2027-02-01").filter(([kind]) => kind === "HOURS")).toEqual([
      ["HOURS", "2027-01-13", "2027-01-13", "2027-01-19"],
    ]);
  });

  it("the hours of another agreement of the person count where the operators say so", () => {
    const low = given({ startsOn: "2025-01-13", hours: [{ validFrom: "2025-01-13", hoursPerWeek: 8 }] });
    const second = agreement({
      id: "BO-2",
      startsOn: "2025-03-01",
      hours: [{ validFrom: "2025-03-01", hoursPerWeek: 4 }],
    });
    const both = { ...low, ofPerson: [low.agreement, second] };
    const hours = (hoursOver: JudgePolicy["hoursOver"]) =>
      lapses(both, today, { ...policy, hoursOver }).filter(([kind]) => kind === "HOURS").length;
    expect([hours("AGREEMENT"), hours("PERSON")]).toEqual([1, 0]);
  });

  it("the guide evaluates within twelve months of the start and of each evaluation, that day included", () => {
    const old = (...on: string[]) => given({ startsOn: "2024-11-21", evaluations: on.map((day) => ({ on: day })) });
    const evaluation = (facts: AgreementFacts) => lapses(facts).filter(([kind]) => kind === "EVALUATION");
    expect(evaluation(old("2025-11-21"))).toEqual([]);
    expect(evaluation(old("2025-11-20"))).toEqual([["EVALUATION", "2026-11-20", "2026-11-21", null]]);
    expect(evaluation(old("2025-11-25", "2026-11-21"))).toEqual([
      ["EVALUATION", "2025-11-21", "2025-11-22", "2025-11-24"],
    ]);
    expect(evaluation(old())).toEqual([["EVALUATION", "2025-11-21", "2025-11-22", null]]);
  });

  it("a development plan is registered within ninety days, the ninetieth included", () => {
    const plan = (registeredOn: string | null) =>
      lapses(given({ developmentPlan: registeredOn === null ? null : { registeredOn, changedOn: [] } }));
    expect(plan("2026-04-12")).toEqual([]);
    expect(plan("2026-04-14")).toEqual([["DEVELOPMENT_PLAN", "2026-04-12", "2026-04-13", "2026-04-13"]]);
    expect(plan(null)).toEqual([["DEVELOPMENT_PLAN", "2026-04-12", "2026-04-13", null]]);
  });

  it("AMA welzijn that ends the day before the start is no combination, on the day itself it is", () => {
    const welfare = (validTo: string | null) =>
      lapses(given({}, { access: vdab({ welfareActivities: [{ validFrom: "2025-01-01", validTo }] }) }));
    expect(welfare("2026-01-11")).toEqual([]);
    expect(welfare("2026-01-12")).toEqual([["WELFARE_NOT_COMBINED", "2026-01-12", "2026-01-12", "2026-01-12"]]);
    expect(welfare(null)).toEqual([["WELFARE_NOT_COMBINED", "2026-01-12", "2026-01-12", null]]);
  });

  it("what an agency did not answer is not known for the whole term, and the rest stays", () => {
    const silent = given({}, { access: null, permissions: null, insurances: null });
    expect(lapses(silent)).toEqual(
      [
        "ADVICE",
        "ASSESSMENT",
        "PERMISSION",
        "INSURANCE_BODILY_ACCIDENT",
        "INSURANCE_LIABILITY",
        "WELFARE_NOT_COMBINED",
      ].map((kind) => [kind, "2026-01-12", null, "unknown"]),
    );
  });
});

describe("the obligations of a member", () => {
  const guide = (changes: Partial<Guide> = {}): Guide => ({
    id: "BG-1",
    partnershipId: "SV-0001",
    name: "Joris Knapen",
    organisation: { enterpriseNumber: heft },
    employedFrom: "2024-01-01",
    employedTo: null,
    qualification: { kind: QualificationKind.BACHELOR, obtainedOn: "2014-06-30", evidence: null },
    ...changes,
  });
  const partnership = (nis: string, role = MemberRole.PARTNER): Partnership => ({
    id: "SV-0001",
    name: "vzw Het Heft",
    regulation: Regulation.DECREE_2024,
    status: PartnershipStatus.ACTIVE,
    lead: { enterpriseNumber: heft },
    municipality: { nis, name: null },
    members: [
      {
        partnershipId: "SV-0001",
        organisation: { enterpriseNumber: heft },
        role,
        validFrom: "2024-01-01",
        validTo: null,
        insurances: insured,
      },
    ],
    contingents: [],
    insurances: insured,
  });
  const found = (guides: Guide[] | null, of = partnership("71022")) =>
    lapsesOf({ partnership: of, guides }, today).map(({ kind, since, until }) => [kind, since, until]);

  it("a gap between two qualified guides is dated, though there is one today", () => {
    const guides = [guide({ employedTo: "2025-05-31" }), guide({ id: "BG-2", employedFrom: "2025-07-01" })];
    expect(found(guides)).toEqual([["QUALIFIED_GUIDE", "2025-06-01", "2025-06-30"]]);
    expect(found([guides[0]!, guide({ employedFrom: "2025-06-01" })])).toEqual([]);
  });

  it("a guide is qualified from the day of the diploma", () => {
    const later = guide({
      qualification: { kind: QualificationKind.BACHELOR, obtainedOn: "2024-06-30", evidence: null },
    });
    expect(found([later])).toEqual([["QUALIFIED_GUIDE", "2024-01-01", "2024-06-29"]]);
  });

  it("a lead in Brussels or Wallonia is not in the Vlaams Gewest, one in each Flemish province is", () => {
    const lead = (nis: string) => found([guide()], partnership(nis, MemberRole.LEAD));
    for (const nis of ["11002", "23025", "24062", "31005", "44021", "71022"])
      expect([nis, lead(nis)]).toEqual([nis, []]);
    for (const nis of ["21004", "25112", "52011", "62063", "81001", "92094"])
      expect([nis, lead(nis)]).toEqual([nis, [["LEAD_IN_FLANDERS", "2024-01-01", null]]]);
    expect(found([guide()], partnership("21004"))).toEqual([]);
  });

  it("the lead answers for the quality of its partners' guidance", () => {
    const [lapse] = lapsesOf({ partnership: partnership("71022"), guides: [] }, today);
    expect(lapse?.answerable).toEqual({ enterpriseNumber: heft });
  });
});

describe("days at risk", () => {
  const lapse = (kind: ObligationKind, since: string, until: string | null, met: false | null = false) => ({
    kind,
    on: since,
    since,
    until,
    met,
    actor: "LEAD" as never,
    explanation: "x",
  });
  const days = ["2026-03-01", "2026-03-02", "2026-03-03"];

  it("are those on which an obligation that counts lapsed, its first and last day included", () => {
    const lapses = [
      lapse(ObligationKind.DIMONA, "2026-03-02", "2026-03-02"),
      lapse(ObligationKind.HOURS, "2026-01-01", null),
    ];
    expect(daysAtRisk([{ participant: "p", days, lapses }], policy)).toEqual({
      days: 1,
      unknownDays: 0,
      perDay: [{ on: "2026-03-02", people: 1 }],
    });
  });

  it("count a person once a day, and each person", () => {
    const whole = [lapse(ObligationKind.DIMONA, "2026-01-01", null)];
    const attended = [
      { participant: "p", days, lapses: whole },
      { participant: "p", days: days.slice(0, 1), lapses: whole },
      { participant: "q", days: days.slice(0, 1), lapses: whole },
    ];
    const { days: count, perDay } = daysAtRisk(attended, policy);
    expect([count, perDay[0]]).toEqual([4, { on: "2026-03-01", people: 2 }]);
  });

  it("a day of which it is not known is told apart, unless it is at risk for another reason", () => {
    const lapses = [
      lapse(ObligationKind.ASSESSMENT, "2026-01-01", null, null),
      lapse(ObligationKind.DIMONA, "2026-03-03", null),
    ];
    expect(daysAtRisk([{ participant: "p", days, lapses }], policy)).toMatchObject({ days: 1, unknownDays: 2 });
  });
});

describe("the table of obligations", () => {
  it("is the one that docs/obligations.md shows, row for row", () => {
    const page = readFileSync("docs/obligations.md", "utf8");
    const rows = page.split("\n").filter((line) => /^\| [A-Z_]+ \|/.test(line));
    expect(rows).toEqual(
      OBLIGATIONS.map(
        ({ kind, sentence, source, notConfirmed, ofAgreement, ofMember, leadOnly }) =>
          `| ${kind} | ${sentence} | ${[
            ...(ofAgreement ? ["each agreement"] : []),
            ...(ofMember ? [leadOnly ? "the lead" : "each member"] : []),
            ...((ofAgreement ?? ofMember) ? [] : ["the partnership"]),
          ].join(", ")} | ${source} | ${notConfirmed ? `NOT CONFIRMED. ${notConfirmed}` : ""} |`,
      ),
    );
  });

  it("has every obligation of the schema once", () => {
    expect(OBLIGATIONS.map(({ kind }) => kind).sort()).toEqual(Object.values(ObligationKind).sort());
  });
});
