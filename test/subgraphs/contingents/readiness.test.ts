import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { AdviceStatus, AssessmentOutcome, PermissionStatus } from "../../../subgraphs/kernel/facts.js";
import type { GuidanceAgreement } from "../../../subgraphs/contingents/entities/guidance-agreement.js";
import type { Insurance } from "../../../subgraphs/contingents/entities/insurance.js";
import type { PermissionPolicy } from "../../../subgraphs/contingents/rules/permission-policy.js";
import type { PermissionFact } from "../../../subgraphs/kernel/facts.js";
import { RecordFault } from "../../../subgraphs/kernel/record-fault.js";
import { Fault } from "../../../schema/faults.js";
import { StatuteKind } from "../../../subgraphs/kernel/statute-kind.js";
import { InsuranceKind } from "../../../subgraphs/contingents/entities/insurance.js";
import { ConditionKind, ConditionState } from "../../../subgraphs/contingents/entities/readiness.js";
import {
  agreementReadiness,
  readiness as readinessBy,
  type ReadinessFacts,
} from "../../../subgraphs/contingents/rules/readiness.js";
import { access, agreement, facts, guidance, insurance, insured, permission, PLACE, POLICY, today } from "./facts.js";

const readiness = (given: ReadinessFacts, on: string, policy = POLICY) => readinessBy(given, on, policy);

/** The conditions that are not met, as `KIND state actor`. */
function open(given: Partial<ReadinessFacts>, on = today): string[] {
  return readiness(facts(given), on)
    .conditions.filter(({ state }) => state !== ConditionState.MET)
    .map(({ kind, statute, state, actor }) => [kind, statute, state, actor].filter(Boolean).join(" "));
}
const may = (given: Partial<ReadinessFacts>, on = today) => readiness(facts(given), on).mayBeActive;

describe("somebody for whom everything is in order", () => {
  it("may be active", () => {
    expect(readiness(facts(), today)).toMatchObject({ on: today, mayBeActive: true });
    expect(open({})).toEqual([]);
  });

  it("is told since when and until when each condition holds", () => {
    const { conditions } = readiness(facts(), today);
    expect(conditions.map(({ kind, since, until }) => [kind, since, until])).toEqual([
      ["ADVICE", "2025-09-01", null],
      ["ASSESSMENT", "2026-03-02", "2027-03-02"],
      ["HOURS_ABLE", "2026-03-02", null],
      ["PERMISSION", "2026-01-10", "2028-01-09"],
      ["INSURANCE_BODILY_ACCIDENT", "2021-04-01", null],
      ["INSURANCE_LIABILITY", "2021-04-01", null],
      ["AGREEMENT", "2026-01-12", null],
      ["DIMONA", "2026-01-12", null],
    ]);
  });
});

describe("VDAB's part", () => {
  it("without a decision of VDAB nobody may start, whatever the statute", () => {
    expect(open({ access: access({ advice: [] }) })).toEqual(["ADVICE LACKING VDAB"]);
    const pending = [{ status: AdviceStatus.PENDING, validFrom: null, validTo: null }];
    expect(open({ access: access({ advice: pending }) })).toEqual(["ADVICE LACKING VDAB"]);
  });

  it("an advice that was closed held until its last day", () => {
    const advice = [{ status: AdviceStatus.CLOSED, validFrom: "2025-09-01", validTo: "2026-10-31" }];
    expect(may({ access: access({ advice }) }, "2026-10-31")).toBe(true);
    expect(open({ access: access({ advice }) }, "2026-11-01")).toEqual(["ADVICE LACKING VDAB"]);
  });

  it("a status that VDAB's list does not have is not guessed", () => {
    const advice = [{ status: AdviceStatus.UNKNOWN, validFrom: "2025-09-01", validTo: null }];
    expect(open({ access: access({ advice }) })).toEqual(["ADVICE UNKNOWN VDAB"]);
    expect(may({ access: access({ advice }) })).toBeNull();
  });

  it("an assessment holds twelve months to the day", () => {
    const assessedOn = (day: string) =>
      access({ assessments: [{ assessedOn: day, outcome: AssessmentOutcome.CONTINUE, hoursPerWeekAble: 16 }] });
    expect(open({ access: assessedOn("2025-11-21") })).toEqual([]);
    expect(open({ access: assessedOn("2025-11-20") })).toEqual(["ASSESSMENT LACKING VDAB"]);
    expect(readiness(facts({ access: assessedOn("2025-11-20") }), today).conditions[1]).toMatchObject({
      since: "2026-11-21",
    });
  });

  it("an assessment made on 29 February holds until 28 February", () => {
    const assessments = [{ assessedOn: "2024-02-29", outcome: AssessmentOutcome.CONTINUE, hoursPerWeekAble: 16 }];
    const { conditions } = readiness(facts({ access: access({ assessments }) }), "2024-06-01");
    expect(conditions[1]).toMatchObject({ kind: "ASSESSMENT", until: "2025-02-28" });
  });

  it("an assessment that concluded to stop counts at once, one made later does not count yet", () => {
    const assessments = [
      { assessedOn: "2026-10-01", outcome: AssessmentOutcome.STOP, hoursPerWeekAble: 16 },
      { assessedOn: "2026-03-02", outcome: AssessmentOutcome.CONTINUE, hoursPerWeekAble: 16 },
    ];
    expect(open({ access: access({ assessments }) })).toEqual(["ASSESSMENT LACKING VDAB"]);
    expect(may({ access: access({ assessments }) }, "2026-09-30")).toBe(true);
  });

  it("outflow that is possible does not stop anybody before it happens", () => {
    const assessments = [
      { assessedOn: "2026-10-01", outcome: AssessmentOutcome.OUTFLOW_POSSIBLE, hoursPerWeekAble: 30 },
    ];
    expect(may({ access: access({ assessments }) })).toBe(true);
  });

  it("eleven hours a week is too few, twelve is enough, and a blank is not known", () => {
    const able = (hoursPerWeekAble: number | null) =>
      access({ assessments: [{ assessedOn: "2026-03-02", outcome: AssessmentOutcome.CONTINUE, hoursPerWeekAble }] });
    expect(open({ access: able(11) })).toEqual(["HOURS_ABLE LACKING VDAB"]);
    expect(open({ access: able(12) })).toEqual([]);
    expect(open({ access: able(null) })).toEqual(["HOURS_ABLE UNKNOWN VDAB"]);
    expect(may({ access: able(null) })).toBeNull();
  });

  it("an assessment that cannot be read matters where it may be the newest one", () => {
    const odd = { outcome: AssessmentOutcome.UNKNOWN, hoursPerWeekAble: null, unreadable: true };
    const withOdd = (assessedOn: string | null) =>
      open({ access: access({ assessments: [...access().assessments!, { ...odd, assessedOn }] }) });
    expect(withOdd("2026-06-01")).toEqual(["ASSESSMENT UNKNOWN VDAB", "HOURS_ABLE UNKNOWN VDAB"]);
    expect(withOdd(null)).toEqual(["ASSESSMENT UNKNOWN VDAB", "HOURS_ABLE UNKNOWN VDAB"]);
    expect(withOdd("2025-06-01")).toEqual([]);
    expect(withOdd("2026-12-01")).toEqual([]);
  });

  it("a part that VDAB withholds costs its own conditions, which tell why", () => {
    const told = access({ statutes: null, withheld: [{ part: "STATUTES", code: "AGENCY_RECORD_INVALID" }] });
    expect(open({ access: told })).toEqual(["PERMISSION UNKNOWN VDAB"]);
    const closed = access({ advice: null, withheld: [{ part: "ADVICE", code: "DOSSIER_CLOSED" }] });
    expect(readiness(facts({ access: closed }), today).conditions[0]).toMatchObject({
      state: "UNKNOWN",
      explanation: expect.stringContaining("closed the dossier"),
    });
  });

  it("when VDAB does not answer nothing of it is guessed, nor which permissions are needed", () => {
    expect(open({ access: null })).toEqual([
      "ADVICE UNKNOWN VDAB",
      "ASSESSMENT UNKNOWN VDAB",
      "HOURS_ABLE UNKNOWN VDAB",
      "PERMISSION UNKNOWN VDAB",
    ]);
    expect(may({ access: null })).toBeNull();
  });
});

describe("permissions", () => {
  const statutes = (...kinds: StatuteKind[]) =>
    access({ statutes: kinds.map((kind) => ({ kind, validFrom: "2024-01-01", validTo: null })) });

  it("a job seeker, or somebody with an allowance for a disability, needs none", () => {
    const none = statutes(StatuteKind.JOB_SEEKER, StatuteKind.INCOME_REPLACEMENT, StatuteKind.INTEGRATION_ALLOWANCE);
    expect(readiness(facts({ access: none, permissions: null }), today).mayBeActive).toBe(true);
  });

  it("who holds two statutes that need one needs both", () => {
    const both = statutes(StatuteKind.WORK_INCAPACITY, StatuteKind.LIVING_WAGE);
    expect(open({ access: both })).toEqual(["PERMISSION LIVING_WAGE LACKING PCSW"]);
    expect(open({ access: both, permissions: [] })).toEqual([
      "PERMISSION WORK_INCAPACITY LACKING ADVISORY_PHYSICIAN",
      "PERMISSION LIVING_WAGE LACKING PCSW",
    ]);
  });

  it("a statute that ended needs none any more", () => {
    const past = access({
      statutes: [{ kind: StatuteKind.LIVING_WAGE, validFrom: "2020-01-01", validTo: "2026-11-20" }],
    });
    expect(may({ access: past, permissions: [] })).toBe(true);
    expect(may({ access: past, permissions: [] }, "2026-11-20")).toBe(false);
  });

  it("a participant whose permission was revoked yesterday may not start", () => {
    const revoked = permission({ status: PermissionStatus.REVOKED, revokedOn: "2026-11-20" });
    const answer = readiness(facts({ permissions: [revoked] }), today);
    expect(answer.mayBeActive).toBe(false);
    expect(answer.conditions.find(({ kind }) => kind === ConditionKind.PERMISSION)).toMatchObject({
      state: "LACKING",
      since: "2026-11-20",
      explanation: "The permission was revoked.",
    });
    expect(may({ permissions: [revoked] }, "2026-11-19")).toBe(true);
  });

  describe("for the workplace they were given for", () => {
    const given = (workplace: string | null, changes: Partial<PermissionFact> = {}, policy = POLICY) =>
      readiness(facts({ permissions: [permission({ workplace, ...changes })] }), today, policy).conditions.find(
        ({ kind }) => kind === ConditionKind.PERMISSION,
      )!;
    const for_ = (workplace: string | null, changes?: Partial<PermissionFact>, policy?: PermissionPolicy) =>
      given(workplace, changes, policy).state;

    it.each([
      ["the name as the counter writes it", PLACE.workplace],
      ["another case, blanks, punctuation and accents", " MOESTUIN  “Hét-Heft”. "],
      ["the name of the member that guides", "VZW Het Heft"],
    ])("%s is that workplace", (_how, name) => expect(for_(name)).toBe("MET"));

    it("another name is another workplace, a typing mistake too: the explanation tells both", () => {
      expect(given("Moestuin Het Hefd")).toMatchObject({
        state: "LACKING",
        actor: "ADVISORY_PHYSICIAN",
        explanation: "The permission in force is for another workplace: “Moestuin Het Hefd”, not “Moestuin Het Heft”.",
      });
    });

    it.each([null, "", " - "])("a permission that names no workplace (%j) is not known to be for this one", (name) =>
      expect(for_(name)).toBe("UNKNOWN"),
    );

    it("a workplace that the counter does not name is not known to be another", () => {
      const placeOf = () => ({ ...PLACE, workplace: null });
      const told = guidance([agreement()], insured, { placeOf });
      const state = (workplace: string) =>
        readiness(facts({ guidance: told, permissions: [permission({ workplace })] }), today).conditions.find(
          ({ kind }) => kind === ConditionKind.PERMISSION,
        )!.state;
      expect(state("Naaiatelier Balans")).toBe("UNKNOWN");
      expect(state("vzw Het Heft")).toBe("MET");
    });

    it("whoever may not see the guidance is not told the names", () => {
      const placeOf = () => ({ ...PLACE, isTold: false });
      const told = guidance([agreement()], insured, { placeOf });
      const { conditions } = readiness(facts({ guidance: told, permissions: [permission({ workplace: "X" })] }), today);
      expect(conditions.find(({ state }) => state === ConditionState.LACKING)!.explanation).not.toMatch(/X|Heft/);
    });

    it("what a name has to match is a setting", () => {
      expect(for_("vzw Het Heft", {}, { ...POLICY, workplace: "NAME" })).toBe("LACKING");
      expect(for_("Elders", {}, { ...POLICY, workplace: "ANY" })).toBe("MET");
      expect(for_(null, {}, { ...POLICY, workplace: "ANY" })).toBe("MET");
    });

    it("whether an expired one still stands for the same activity is a setting, and never for a revoked one", () => {
      const expired = { validFrom: "2025-01-01", validTo: "2026-06-30" };
      const stands = (standsMonths: number, more: Partial<PermissionFact> = {}) =>
        for_(PLACE.workplace, { ...expired, ...more }, { ...POLICY, standsMonths });
      expect(stands(0)).toBe("LACKING");
      expect(stands(24)).toBe("MET");
      expect(stands(22)).toBe("LACKING");
      expect(stands(24, { workplace: "Elders" })).toBe("LACKING");
      expect(stands(24, { status: PermissionStatus.REVOKED, revokedOn: "2026-05-01" })).toBe("LACKING");
    });
  });

  it("a statute that cannot be read matters where it may be held and may need a permission", () => {
    const odd = { kind: null, validFrom: null, validTo: null, unreadable: true };
    const withOdd = (more: object) =>
      open({ access: access({ statutes: [...access().statutes!, { ...odd, ...more }] }) });
    expect(withOdd({})).toEqual(["PERMISSION UNKNOWN VDAB"]);
    expect(withOdd({ kind: StatuteKind.LIVING_WAGE })).toEqual(["PERMISSION LIVING_WAGE UNKNOWN VDAB"]);
    expect(withOdd({ validTo: "2022-12-31" })).toEqual([]);
    expect(withOdd({ kind: StatuteKind.JOB_SEEKER })).toEqual([]);
    // It is held in any case.
    expect(withOdd({ kind: StatuteKind.WORK_INCAPACITY })).toEqual([]);
  });

  it("a permission that cannot be read matters where it may be the one that is needed", () => {
    const odd = (more: Partial<PermissionFact> = {}) => [permission({ unreadable: true, ...more })];
    const unknown = ["PERMISSION WORK_INCAPACITY UNKNOWN ADVISORY_PHYSICIAN"];
    const lacking = ["PERMISSION WORK_INCAPACITY LACKING ADVISORY_PHYSICIAN"];
    expect(open({ permissions: odd() })).toEqual(unknown);
    expect(open({ permissions: odd({ statute: null, status: null }) })).toEqual(unknown);
    expect(open({ permissions: odd({ validTo: "2026-11-20" }) })).toEqual(lacking);
    expect(open({ permissions: odd({ status: PermissionStatus.REFUSED }) })).toEqual(lacking);
    expect(open({ permissions: [...odd(), permission()] })).toEqual([]);
  });

  it("a permission expires after its last day", () => {
    const short = permission({ validTo: "2026-11-20" });
    expect(may({ permissions: [short] }, "2026-11-20")).toBe(true);
    const lacking = readiness(facts({ permissions: [short] }), today).conditions[3];
    expect(lacking).toMatchObject({ state: "LACKING", since: today, explanation: "The permission expired." });
  });

  it("requested is not granted, refused is refused, and not yet begun is not yet", () => {
    expect(may({ permissions: [permission({ status: PermissionStatus.REQUESTED })] })).toBe(false);
    expect(may({ permissions: [permission({ status: PermissionStatus.REFUSED })] })).toBe(false);
    expect(may({ permissions: [permission({ validFrom: "2026-11-22" })] })).toBe(false);
  });

  it("when those who permit do not answer, it is not known", () => {
    expect(open({ permissions: null })).toEqual(["PERMISSION WORK_INCAPACITY UNKNOWN ADVISORY_PHYSICIAN"]);
    expect(may({ permissions: null })).toBeNull();
  });
});

describe("insurance, agreement and Dimona", () => {
  it("the guiding member must be insured for both, on that day", () => {
    const accident = insurance(InsuranceKind.BODILY_ACCIDENT, { validTo: "2026-11-20" });
    const guided = guidance([agreement()], [accident, insured[1]!]);
    expect(open({ guidance: guided })).toEqual(["INSURANCE_BODILY_ACCIDENT LACKING MEMBER"]);
    expect(may({ guidance: guided }, "2026-11-20")).toBe(true);
    expect(open({ guidance: guidance([agreement()], [insured[0]!]) })).toEqual(["INSURANCE_LIABILITY LACKING MEMBER"]);
  });

  it("a policy of another member does not help", () => {
    const other = insured.map((each) => ({ ...each, organisation: { enterpriseNumber: "0950000182" as never } }));
    expect(open({ guidance: guidance([agreement()], other) })).toHaveLength(2);
  });

  it("an agreement counts from the day both signed", () => {
    const late = agreement({ signedByWorkplaceOn: "2026-11-21" });
    expect(may({ guidance: guidance([late]) })).toBe(true);
    expect(open({ guidance: guidance([late]) }, "2026-11-20")).toEqual(["AGREEMENT LACKING MEMBER"]);
    expect(open({ guidance: guidance([agreement({ signedOn: null })]) })).toEqual(["AGREEMENT LACKING MEMBER"]);
  });

  it("without an agreement that runs nobody may be active, and who guides is not known", () => {
    const ended = guidance([agreement({ endsOn: "2026-11-20" })]);
    expect(open({ guidance: ended })).toEqual([
      "INSURANCE_BODILY_ACCIDENT UNKNOWN MEMBER",
      "INSURANCE_LIABILITY UNKNOWN MEMBER",
      "AGREEMENT LACKING MEMBER",
      "DIMONA UNKNOWN MEMBER",
    ]);
    expect(may({ guidance: ended })).toBe(false);
    expect(may({ guidance: ended }, "2026-11-20")).toBe(true);
    expect(may({ guidance: guidance([]) })).toBe(false);
  });

  it("a Dimona must be there, be of type DWD, and cover the day", () => {
    const dimona = { number: "1", type: "DWD", validFrom: "2026-01-12", validTo: null };
    const lacking = ["DIMONA LACKING MEMBER"];
    expect(open({ guidance: guidance([agreement({ dimona: null })]) })).toEqual(lacking);
    expect(open({ guidance: guidance([agreement({ dimona: { ...dimona, type: "OTH" } })]) })).toEqual(lacking);
    expect(open({ guidance: guidance([agreement({ dimona: { ...dimona, validTo: "2026-11-20" } })]) })).toEqual(
      lacking,
    );
    expect(open({ guidance: guidance([agreement({ dimona: undefined })]) })).toEqual(["DIMONA UNKNOWN MEMBER"]);
  });

  it("of two running agreements one that is not in order is enough not to be simply ready, and each tells its own", () => {
    const both = [agreement({ id: "BO-0000002", dimona: null }), agreement()];
    for (const order of [both, [...both].reverse()]) {
      const { mayBeActive, agreements, conditions } = readiness(facts({ guidance: guidance(order) }), today);
      expect(mayBeActive).toBe(false);
      const told = agreements.map((one) => [one.agreement!.id, one.mayBeActive] as const);
      expect(new Map(told)).toEqual(new Map([["BO-0000002", false], ["BO-0000001", true]])); // prettier-ignore
      expect(conditions.find(({ state }) => state === ConditionState.LACKING)).toMatchObject({
        kind: "DIMONA",
        agreement: { id: "BO-0000002" },
      });
    }
  });

  it("an agreement by itself has the conditions of the person and its own", () => {
    const own = agreementReadiness(facts(), agreement(), today, POLICY);
    expect(own).toMatchObject({ mayBeActive: true, agreement: { id: "BO-0000001" } });
    expect(own.conditions).toHaveLength(8);
    expect(agreementReadiness(facts(), agreement(), "2026-01-11", POLICY).conditions).toContainEqual(
      expect.objectContaining({ kind: "AGREEMENT", state: "LACKING", explanation: "The agreement starts later." }),
    );
  });

  it("an agreement that cannot be read may run: not known, unless its dates exclude the day", () => {
    const may0 = (agreements: GuidanceAgreement[], validTo: string | null) =>
      may({ guidance: guidance(agreements, insured, { unreadable: [{ validFrom: null, validTo }] }) });
    expect(may0([], null)).toBeNull();
    expect(may0([agreement()], null)).toBeNull();
    expect(may0([agreement({ dimona: null })], null)).toBe(false);
    expect(may0([agreement()], "2022-12-31")).toBe(true);
    expect(may0([], "2022-12-31")).toBe(false);
  });

  it("an insurance or a Dimona that cannot be read costs its own condition, where it may cover the day", () => {
    const readable = { organisation: null, kind: InsuranceKind.CIVIL_LIABILITY, validFrom: null, validTo: null };
    const odd = (more: object) => new RecordFault("LOKET", "an insurance", { ...readable, ...more });
    const [accident, liability] = insured;
    const withOdd = (insurances: Insurance[], more = {}) =>
      open({ guidance: guidance([agreement()], insurances, { badInsurances: [odd(more)] }) });
    expect(withOdd([accident!])).toEqual(["INSURANCE_LIABILITY UNKNOWN MEMBER"]);
    expect(withOdd([accident!], { validTo: "2026-11-20" })).toEqual(["INSURANCE_LIABILITY LACKING MEMBER"]);
    expect(withOdd([accident!, liability!])).toEqual([]);
    const fault = new Fault("AGENCY_RECORD_INVALID", "LOKET", "dimona");
    expect(open({ guidance: guidance([agreement({ dimona: undefined, dimonaFault: fault })]) })).toEqual([
      "DIMONA UNKNOWN MEMBER",
    ]);
  });

  it("when the counter does not answer, or not about insurances, it is not known", () => {
    expect(may({ guidance: null })).toBeNull();
    expect(open({ guidance: guidance([agreement()], null) })).toEqual([
      "INSURANCE_BODILY_ACCIDENT UNKNOWN MEMBER",
      "INSURANCE_LIABILITY UNKNOWN MEMBER",
    ]);
  });
});

describe("for whatever facts", () => {
  const day = fc
    .integer({ min: 0, max: 1_000 })
    .map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
  const end = fc.option(day, { nil: null });
  const period = fc.record({ validFrom: end, validTo: end });
  const anyFacts: fc.Arbitrary<ReadinessFacts> = fc.record({
    access: fc.option(
      fc.record({
        advice: fc.array(
          fc.tuple(fc.constantFrom(...Object.values(AdviceStatus)), period).map(([status, p]) => ({ status, ...p })),
          { maxLength: 2 },
        ),
        assessments: fc.array(
          fc.record({
            assessedOn: day,
            outcome: fc.constantFrom(...Object.values(AssessmentOutcome)),
            hoursPerWeekAble: fc.option(fc.integer({ min: 0, max: 38 }), { nil: null }),
          }),
          { maxLength: 2 },
        ),
        statutes: fc.array(
          fc.record({ kind: fc.constantFrom(...Object.values(StatuteKind)), validFrom: day, validTo: end }),
          { maxLength: 3 },
        ),
        referredOn: end,
        outflowOn: end,
        withheld: fc.constant([]),
      }),
      { nil: null },
    ),
    permissions: fc.option(
      fc.array(
        fc.record({
          statute: fc.constantFrom(...Object.values(StatuteKind)),
          status: fc.constantFrom(...Object.values(PermissionStatus)),
          validFrom: end,
          validTo: end,
          issuer: fc.constant(null),
          revokedOn: end,
          workplace: fc.constantFrom(null, PLACE.workplace, "Elders"),
          unreadable: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
      { nil: null },
    ),
    guidance: fc.option(
      fc
        .tuple(
          fc.array(fc.record({ startsOn: day, endsOn: end, signedOn: end, signedByWorkplaceOn: end }).map(agreement), {
            maxLength: 2,
          }),
          fc.constantFrom(null, insured, []),
          fc.array(period, { maxLength: 1 }),
        )
        .map(([agreements, insurances, unreadable]) => guidance(agreements, insurances, { unreadable })),
      { nil: null },
    ),
  });

  it("an agency that falls silent never makes anybody ready", () => {
    fc.assert(
      fc.property(anyFacts, day, fc.constantFrom("access", "permissions", "guidance"), (given, on, silent) => {
        const before = readiness(given, on).mayBeActive;
        const after = readiness({ ...given, [silent]: null }, on).mayBeActive;
        if (before !== true) expect(after).not.toBe(true);
      }),
    );
  });

  it("a person is ready only where that is so under each agreement, and each says the same by itself", () => {
    fc.assert(
      fc.property(anyFacts, day, (given, on) => {
        const { mayBeActive, agreements } = readiness(given, on);
        if (mayBeActive) expect(agreements.map((one) => one.mayBeActive)).toEqual(agreements.map(() => true));
        if (mayBeActive) expect(agreements).not.toHaveLength(0);
        if (agreements.some((one) => one.mayBeActive === false)) expect(mayBeActive).toBe(false);
        for (const one of agreements) expect(agreementReadiness(given, one.agreement!, on, POLICY)).toEqual(one);
      }),
    );
  });

  it("the answer is yes only when every condition is met, and who must act is named for the others", () => {
    fc.assert(
      fc.property(anyFacts, day, (given, on) => {
        const { mayBeActive, conditions } = readiness(given, on);
        expect(mayBeActive === true).toBe(conditions.every(({ state }) => state === ConditionState.MET));
        expect(mayBeActive === false).toBe(conditions.some(({ state }) => state === ConditionState.LACKING));
        for (const { state, actor } of conditions) expect(actor === null).toBe(state === ConditionState.MET);
      }),
    );
  });
});
