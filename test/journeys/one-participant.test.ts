import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { AMINA, BART, CHANTAL, DRIES, ELS, GEERT, HILDE, IVAN, KOEN, LEEN } from "../../agencies/population/stories.js";
import { startHouse, type TestHouse } from "../support/start-house.js";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
beforeEach(() => house.clearCalls());
afterAll(() => house.stop());

const READINESS = `query($id: ID!, $on: Date) { participant(id: $id) {
  readiness(on: $on) { mayBeActive conditions { kind state statute actor } } } }`;

async function readinessOf(person: { insz: string }, on?: string) {
  const { data, errors } = await house.ask(READINESS, { id: house.idOf(person), on });
  const readiness = data.participant.readiness as {
    mayBeActive: boolean | null;
    conditions: { kind: string; state: string; statute: string | null; actor: string | null }[];
  };
  return { ...readiness, errors, lacking: readiness.conditions.filter(({ state }) => state === "LACKING") };
}

describe("one participant on one page", () => {
  it("everything in order: all four agencies tell their part (question 1)", async () => {
    const { data, errors } = await house.ask(
      `query($id: ID!) { participant(id: $id) {
        id name { first last } birthYear municipality { nis name }
        advice { status } assessmentDueOn phase hoursPerWeek
        statutes(on: "2026-11-21") { kind }
        permissions { statute status validTo issuer { name } }
        agreements { organisation { name } guide { name } workplace { name } startsOn endsOn hours { hoursPerWeek } }
        funding(year: 2026) { days trajectories amount { cents currency } } } }`,
      { id: house.idOf(AMINA) },
    );
    expect(errors).toBeUndefined();
    expect(data.participant).toMatchObject({
      id: house.idOf(AMINA),
      name: { first: "Amina", last: "El Idrissi" },
      municipality: { nis: "71072", name: "Hasselt" },
      advice: { status: "GRANTED" },
      phase: "ACTIVE",
      hoursPerWeek: 20,
      statutes: [{ kind: "WORK_INCAPACITY" }],
      permissions: [{ statute: "WORK_INCAPACITY", status: "GRANTED", issuer: { name: "CM" } }],
      agreements: [
        { organisation: { name: "vzw Het Heft" }, hours: [12, 16, 20].map((hoursPerWeek) => ({ hoursPerWeek })) },
      ],
    });
    const { days, trajectories, amount } = data.participant.funding;
    expect(days).toBeGreaterThan(0);
    expect(trajectories).toBeCloseTo(days / 365, 6);
    expect(amount).toMatchObject({ currency: "EUR" });
  });

  it("is found by national number as well, old or new", async () => {
    const query = `query($insz: Insz!) { participantByInsz(insz: $insz) { id } }`;
    for (const insz of [DRIES.insz, DRIES.formerInsz]) {
      const { data } = await house.ask(query, { insz });
      expect(data.participantByInsz).toEqual({ id: house.idOf(DRIES) });
    }
    const { data } = await house.ask(query, { insz: "85073003328" });
    expect(data.participantByInsz).toBeNull();
  });

  it("hours a week are built up step by step and stay at twelve or more (question 4)", async () => {
    const { data } = await house.ask(
      `query($id: ID!) { participant(id: $id) { hoursPerWeek agreements { hours { validFrom hoursPerWeek } } } }`,
      { id: house.idOf(AMINA) },
    );
    const steps = data.participant.agreements[0].hours as { validFrom: string; hoursPerWeek: number }[];
    expect(steps.map(({ hoursPerWeek }) => hoursPerWeek)).toEqual([12, 16, 20]);
    expect(steps.map(({ validFrom }) => validFrom)).toEqual(steps.map(({ validFrom }) => validFrom).sort());
    expect(data.participant.hoursPerWeek).toBeGreaterThanOrEqual(12);
  });

  it("a permission that ends before the agreement is seen by comparing the two (question 3)", async () => {
    const { data } = await house.ask(
      `query($id: ID!) { participant(id: $id) { permissions { statute status validTo } agreements { status endsOn } } }`,
      { id: house.idOf(CHANTAL) },
    );
    const [permission] = data.participant.permissions;
    const running = data.participant.agreements.find(({ status }: { status: string }) => status === "RUNNING");
    expect(permission).toMatchObject({ statute: "WORK_INCAPACITY", status: "GRANTED", validTo: "2026-12-11" });
    expect(permission.validTo < running.endsOn).toBe(true);
  });

  it("a replaced number: the page says which systems still use the old one (question 7)", async () => {
    const { data, errors } = await house.ask(
      `query($id: ID!) { participant(id: $id) {
        vdabFile { agency inszState } networkFile { agency inszState }
        counterFile { agency inszState } ledgerFile { agency inszState replacedOn } } }`,
      { id: house.idOf(DRIES) },
    );
    expect(errors).toBeUndefined();
    expect(data.participant).toEqual({
      vdabFile: { agency: "VDAB", inszState: "CURRENT" },
      networkFile: { agency: "MAGDA", inszState: "CURRENT" },
      counterFile: { agency: "LOKET", inszState: "REPLACED" },
      ledgerFile: { agency: "DWSE", inszState: "REPLACED", replacedOn: expect.stringMatching(/^2026-/) },
    });
  });

  it("an id made from the replaced number leads to the person under the new one", async () => {
    const { data, errors } = await house.ask(
      `query($id: ID!) { participant(id: $id) { id name { first } agreements { id } permissionsNow: permissions { status } } }`,
      { id: house.idOf({ insz: DRIES.formerInsz! }) },
    );
    expect(errors).toBeUndefined();
    expect(data.participant).toMatchObject({ id: house.idOf(DRIES), name: { first: "Dries" } });
    expect(data.participant.agreements.length).toBeGreaterThan(0);
  });

  it("a dossier whose read right ended is refused by VDAB, and the other agencies still tell", async () => {
    const { data, errors } = await house.ask(
      `query($id: ID!) { participant(id: $id) { name { last } counterFile { inszState } networkFile { inszState } } }`,
      { id: house.idOf(LEEN) },
    );
    expect(data.participant).toMatchObject({
      name: null,
      counterFile: { inszState: "CURRENT" },
      networkFile: { inszState: "CURRENT" },
    });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ["participant", "name"],
        extensions: expect.objectContaining({ code: "DOSSIER_CLOSED", agency: "VDAB", requestId: expect.any(String) }),
      }),
    ]);
  });

  it("an invented id is refused with what to do", async () => {
    const { data, errors } = await house.ask(`query($id: ID!) { participant(id: $id) { id } }`, { id: "x".repeat(28) });
    expect(data).toEqual({ participant: null });
    expect(errors).toMatchObject([{ path: ["participant"], extensions: { code: "PARTICIPANT_ID_INVALID" } }]);
  });
});

describe("may this person be active on that day (question 2)", () => {
  it.each([
    ["a participant with everything in order may", AMINA],
    ["a job seeker needs no permission and may", HILDE],
  ])("%s", async (_sentence, person) => {
    expect(await readinessOf(person)).toMatchObject({ mayBeActive: true, lacking: [], errors: undefined });
  });

  it.each([
    [
      "whose permission was revoked yesterday may not; the advisory physician must act",
      BART,
      "PERMISSION",
      "ADVISORY_PHYSICIAN",
    ],
    ["whose assessment is fourteen months old may not; VDAB must act", GEERT, "ASSESSMENT", "VDAB"],
    ["whose Dimona was forgotten may not; the guiding member must act", KOEN, "DIMONA", "MEMBER"],
  ])("a participant %s", async (_sentence, person, kind, actor) => {
    const { mayBeActive, lacking } = await readinessOf(person);
    expect(mayBeActive).toBe(false);
    expect(lacking).toEqual([expect.objectContaining({ kind, actor })]);
  });

  it("whoever holds two statutes needs two permissions; the OCMW has not decided its own", async () => {
    const { mayBeActive, lacking } = await readinessOf(ELS);
    expect(mayBeActive).toBe(false);
    expect(lacking).toContainEqual(
      expect.objectContaining({ kind: "PERMISSION", statute: "LIVING_WAGE", actor: "PCSW" }),
    );
    expect(lacking).not.toContainEqual(expect.objectContaining({ statute: "WORK_INCAPACITY" }));
  });

  it("the day decides: the permission revoked yesterday held last week, and the one that ends is gone after", async () => {
    expect((await readinessOf(BART, "2026-11-13")).mayBeActive).toBe(true);
    expect((await readinessOf(CHANTAL, "2026-11-21")).mayBeActive).toBe(true);
    expect((await readinessOf(CHANTAL, "2026-12-14")).lacking).toEqual([
      expect.objectContaining({ kind: "PERMISSION" }),
    ]);
  });

  it("somebody whose agreement ended has none on that day", async () => {
    expect((await readinessOf(IVAN)).lacking).toContainEqual(expect.objectContaining({ kind: "AGREEMENT" }));
  });
});
