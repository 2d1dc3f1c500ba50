import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Person } from "../../agencies/population/world.js";
import { fundOf } from "../../agencies/population/organisations.js";
import { createJudge, type Judged } from "../support/judge-readiness.js";
import { PATIENT, startHouse, type Answer, type TestHouse } from "../support/start-house.js";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ participants: 900, environment: PATIENT });
});
afterAll(() => house.stop());

const odd = (every: number, at: number) => (person: Person) => person.index >= 12 && person.index % every === at;
const ask = (person: Person, fields: string): Promise<Answer> =>
  house.ask(`query($id: ID!) { participant(id: $id) { ${fields} } }`, { id: house.idOf(person) });
/** The errors as `path CODE`. */
const told = ({ errors }: Answer) =>
  (errors ?? []).map(({ path, extensions }) => `${path?.join(".") ?? "nowhere"} ${String(extensions?.["code"])}`);

describe("recomputed from what the agencies put on the wire, by other code", () => {
  const DAYS = { today: "2026-11-21", spring: "2026-04-15", before: "2025-02-03", later: "2027-03-01" };
  const READINESS = `{ mayBeActive agreements { mayBeActive agreement { id } } }`;

  interface Told {
    mayBeActive: boolean | null;
    agreements: { mayBeActive: boolean | null; agreement: { id: string } }[];
  }
  const asJudged = ({ mayBeActive, agreements }: Told): Judged => ({
    person: mayBeActive,
    agreements: Object.fromEntries(agreements.map((one) => [one.agreement.id, one.mayBeActive])),
  });

  it("nobody of 900 differs, today and on other days", async () => {
    const judge = createJudge(house.world);
    const fields = Object.entries(DAYS).map(([name, day]) => `${name}: readiness(on: "${day}") ${READINESS}`);
    const answers = new Map<string, Record<string, Told>>();
    for (let after: string | null = null, more = true; more;) {
      const { data, errors }: Answer = await house.ask(
        `query($after: String) { participants(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor } edges { node { id ${fields.join(" ")} } } } }`,
        { after },
      );
      if (!data) throw new Error(JSON.stringify(errors));
      for (const { node } of data.participants.edges) answers.set(node.id, node);
      ({ endCursor: after, hasNextPage: more } = data.participants.pageInfo);
    }
    const differing: unknown[] = [];
    const seen = { yes: 0, no: 0, unknown: 0, mixed: 0 };
    for (const person of house.world.persons) {
      const id = house.idOf(person);
      // VDAB lists no dossier that it closed.
      const answer = answers.get(id) ?? (await ask(person, fields.join(" "))).data.participant;
      for (const [name, day] of Object.entries(DAYS)) {
        const given = asJudged(answer[name] as Told);
        const expected = judge(person, day);
        if (JSON.stringify(given) !== JSON.stringify(expected))
          differing.push({ person: person.index, day, given, expected });
        seen[given.person === null ? "unknown" : given.person ? "yes" : "no"] += 1;
        if (new Set(Object.values(given.agreements)).size > 1) seen.mixed += 1;
      }
    }
    expect(differing).toEqual([]);
    // Enough of each that a mistake would show.
    expect(seen.yes).toBeGreaterThan(200);
    expect(seen.no).toBeGreaterThan(200);
    expect(seen.unknown).toBeGreaterThan(20);
    expect(seen.mixed).toBeGreaterThan(5);
  }, 120_000);
});

describe("what cannot be read costs itself alone, and says where", () => {
  const READINESS = `readiness { mayBeActive conditions { kind state explanation } }`;
  const stateOf = ({ data }: Answer, kind: string) =>
    data.participant.readiness.conditions.find((condition: { kind: string }) => condition.kind === kind)
      .state as string;

  it("an old statute with an impossible last day leaves advice, assessment, hours and permissions as they are", async () => {
    const people = house.world.persons.filter((one) => odd(211, 7)(one) && !odd(97, 41)(one) && !one.readRightEndedOn);
    expect(people).not.toHaveLength(0);
    for (const person of people) {
      const answer = await ask(person, `phase statutes { kind } ${READINESS}`);
      const { statutes } = answer.data.participant as { statutes: unknown[] };
      expect(statutes.map((statute) => statute !== null)).toEqual([...person.statutes.map(() => true), false]);
      expect(told(answer)).toEqual([`participant.statutes.${person.statutes.length} AGENCY_RECORD_INVALID`]);
      expect(answer.data.participant.phase).not.toBeNull();
      for (const { explanation } of answer.data.participant.readiness.conditions)
        expect(explanation).not.toMatch(/VDAB (did not answer|told nothing)/);
    }
  });

  it("a dossier that VDAB closed is told as closed on every field that it costs", async () => {
    const person = house.world.persons.find(({ readRightEndedOn, agreements }) => readRightEndedOn && agreements[0])!;
    const answer = await ask(
      person,
      `id advice { status } phase hoursPerWeek agreements { id readiness { mayBeActive } } ${READINESS}`,
    );
    expect(told(answer).sort()).toEqual([
      "participant.advice DOSSIER_CLOSED",
      "participant.agreements.0.readiness DOSSIER_CLOSED",
      "participant.phase DOSSIER_CLOSED",
      "participant.readiness DOSSIER_CLOSED",
    ]);
    for (const { message } of answer.errors!) expect(message).toMatch(/no right .* to read this dossier/);
    const { conditions } = answer.data.participant.readiness;
    const closed = conditions.filter(({ explanation }: { explanation: string }) =>
      explanation.includes("closed the dossier"),
    );
    expect(closed.map(({ kind }: { kind: string }) => kind)).toEqual([
      "ADVICE",
      "ASSESSMENT",
      "HOURS_ABLE",
      "PERMISSION",
    ]);
    expect(stateOf(answer, "AGREEMENT")).toBe("MET");
  });

  it("an agreement whose record contradicts itself makes phase, hours and readiness unknown, not none", async () => {
    const person = house.world.persons.find((one) => odd(97, 41)(one) && one.agreements.length === 1)!;
    const answer = await ask(person, `phase hoursPerWeek agreements { id } ${READINESS}`);
    expect(answer.data.participant).toMatchObject({ phase: null, hoursPerWeek: null, agreements: [null] });
    expect(told(answer)).toEqual([
      "participant.phase AGENCY_RECORD_INVALID",
      "participant.hoursPerWeek AGENCY_RECORD_INVALID",
      "participant.agreements.0 AGENCY_RECORD_INVALID",
    ]);
    expect(stateOf(answer, "AGREEMENT")).toBe("UNKNOWN");
  });

  it("a total counts what can be read, and every record that cannot is an error at its place", async () => {
    let [read, refused, counted] = [0, 0, 0];
    for (const { id } of house.world.partnerships) {
      // A page that is not the whole list, so that the total is not simply its length.
      const answer = await house.ask(
        `query($id: ID!) { partnership(id: $id) { few: agreements(first: 1) { totalCount }
          agreements(first: 200) { totalCount edges { node { id } } } } }`,
        { id },
      );
      const { few, agreements } = answer.data.partnership;
      const places = (agreements.edges as { node: object | null }[]).flatMap(({ node }, i) => (node ? [] : [i]));
      expect(told(answer)).toEqual(places.map((i) => `partnership.agreements.edges.${i}.node AGENCY_RECORD_INVALID`));
      expect(few.totalCount).toBe(agreements.totalCount);
      read += agreements.edges.length - places.length;
      refused += places.length;
      counted += agreements.totalCount as number;
    }
    expect(counted).toBe(read);
    expect(refused).toBeGreaterThan(5);
    expect(read + refused).toBe(house.world.persons.flatMap(({ agreements }) => agreements).length);
  });
});

describe("at which workplace", () => {
  const WHERE = `readiness { mayBeActive conditions { kind state explanation agreement { id } }
    agreements { mayBeActive agreement { id workplace { name } } } }`;
  const today = "2026-11-21";

  it("a permission for one workplace makes nobody ready at another, and tells which it is for", async () => {
    const judge = createJudge(house.world);
    const person = house.world.persons.find((one) => {
      const verdicts = Object.values(judge(one, today).agreements);
      return verdicts.includes(true) && verdicts.includes(false) && one.permissions.length > 0;
    })!;
    const { data, errors } = await ask(person, WHERE);
    expect(errors).toBeUndefined();
    const { mayBeActive, conditions, agreements } = data.participant.readiness;
    expect(mayBeActive).toBe(false);
    expect(agreements.map((one: { mayBeActive: boolean }) => one.mayBeActive).sort()).toEqual([false, true]);
    const lacking = conditions.filter(({ state }: { state: string }) => state === "LACKING");
    const bad = agreements.find((one: { mayBeActive: boolean }) => !one.mayBeActive).agreement;
    for (const { agreement } of lacking) expect(agreement.id).toBe(bad.id);
    expect(lacking[0].explanation).toContain(bad.workplace.name);
  });

  it("whoever decides on a permission is told what follows from the guidance, and not of it", async () => {
    const judge = createJudge(house.world);
    const fund = fundOf("CM").kbo;
    const person = house.world.persons.find(
      (one) => one.permissions.some(({ issuer }) => issuer === fund) && judge(one, today).person,
    )!;
    const answer = await house.ask(
      `query($id: ID!) { participant(id: $id) { ${WHERE} } }`,
      { id: house.idOf(person) },
      { as: "sickness-fund-employee", purpose: "PERMISSION_DECISION", legalContext: "Beslissing" },
    );
    const { mayBeActive, conditions, agreements } = answer.data.participant.readiness;
    expect(mayBeActive).toBe(true);
    expect(conditions.map(({ agreement }: { agreement: unknown }) => agreement)).toEqual(conditions.map(() => null));
    expect(agreements).toEqual([{ mayBeActive: true, agreement: null }]);
    expect(answer.errors!.map(({ extensions }) => extensions!["code"])).toEqual(
      answer.errors!.map(() => "OUT_OF_SIGHT"),
    );
  });
});
