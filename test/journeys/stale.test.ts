import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { request } from "undici";
import { AMINA } from "../../agencies/population/stories.js";
import { startHouse, type Answer, type Asker, type TestHouse } from "../support/start-house.js";
import { until } from "../support/until.js";

const MANAGER: Asker = { as: "dossier-manager", purpose: "PARTNERSHIP_MANAGEMENT", legalContext: "Dossier 2026/1" };
const LEAD: Asker = { as: "lead", purpose: "GUIDANCE" };
/** Asked of the agency each time, and given from what is kept while it is away. */
const ONLY_WHILE_AWAY = { seconds: 0, staleSeconds: 14_400 };

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({
    participants: 120,
    publishes: true,
    environment: {
      AMA_KEPT_KEY: "5e".repeat(64),
      AMA_KEPT_FIELDS: JSON.stringify({
        "Participant.advice": ONLY_WHILE_AWAY,
        "Participant.vdabFile": ONLY_WHILE_AWAY,
        "Participant.hoursPerWeek": ONLY_WHILE_AWAY,
      }),
      AMA_NOTICES_POLL_MS: "600000",
    },
  });
  await until(async () => (await house.bus.position("referrals")) !== undefined);
  await until(async () => (await house.bus.position("contingents")) !== undefined);
});
afterEach(async () => {
  for (const agency of Object.values(house.agencies)) agency.setMood("well");
  // An agency that was left alone after failures comes back by itself.
  await until(async () => (await ask(`advice { status } hoursPerWeek`, AMINA, MANAGER)).errors === undefined);
});
afterAll(() => house.stop());

function ask(selection: string, person = AMINA, asker?: Asker): Promise<Answer> {
  return house.ask(`query($id: ID!) { participant(id: $id) { ${selection} } }`, { id: house.idOf(person) }, asker);
}
const told = ({ errors = [] }: Answer) =>
  Object.fromEntries(errors.map(({ path, extensions }) => [path?.slice(1).join("."), extensions]));
const vdabCalls = () => {
  const { "wijzigingen/bulk": _, ...calls } = house.agencies.vdab.calls.all();
  return calls;
};

describe("what an agency said is kept", () => {
  const PAGE = `{ participants(first: 50) { edges { node { birthYear referrals { status } assessments { assessedOn } outflow { on } } } } }`;

  it("so that a page costs it one call the second time, and as many as before for who may read something else", async () => {
    const [first, second, other] = await Promise.resolve().then(async () => {
      const costs = [];
      for (const asker of [undefined, undefined, MANAGER]) {
        house.clearCalls();
        const { errors } = await house.ask(PAGE, {}, asker);
        expect(errors).toBeUndefined();
        costs.push(vdabCalls());
      }
      return costs;
    });
    expect(first).toEqual({
      "klanten/zoeken": 1,
      "toeleidingen/opvragen": 1,
      "inschattingen/opvragen": 1,
      "doorstroom/opvragen": 1,
    });
    expect(second).toEqual({ "klanten/zoeken": 1 });
    expect(other).toEqual(first);
  });

  it("and no longer given once the agency tells that it changed", async () => {
    const home = async () => (await ask("municipality { nis }", AMINA)).data.participant.municipality.nis as string;
    const before = await home();
    house.clearCalls();
    expect([await home(), vdabCalls()]).toEqual([before, {}]);
    const nis = before === "71016" ? "71022" : "71016";
    await house.life.happen({
      what: "MOVED",
      person: house.world.persons.findIndex(({ insz }) => insz === AMINA.insz),
      nis,
    });
    await until(async () => (await home()) === nis);
  });
});

describe("while an agency is away", () => {
  it("what it said last stands in place of null, and the answer says so at each field", async () => {
    const SELECTION = "kind: advice { status } vdabFile { asOf stale } hoursPerWeek";
    const whole = await ask(SELECTION);
    expect(whole.errors).toBeUndefined();
    house.agencies.vdab.setMood("down");
    house.agencies.loket.setMood("down");
    const answer = await ask(SELECTION);
    expect(answer.data.participant).toEqual({
      ...whole.data.participant,
      vdabFile: { ...whole.data.participant.vdabFile, stale: true },
    });
    const stale = (agency: string) => ({
      code: "AGENCY_STALE",
      agency,
      stale: true,
      asOf: "2026-11-21T09:00:00.000Z",
      retryable: true,
      requestId: expect.any(String),
    });
    expect(told(answer)).toEqual({ kind: stale("VDAB"), vdabFile: stale("VDAB"), hoursPerWeek: stale("LOKET") });
  });

  it("what a rule is worked out from is not taken from before: whether somebody may be active is not known", async () => {
    const SELECTION = "advice { status } readiness { mayBeActive conditions { kind state } } permissions { status }";
    const whole = await ask(SELECTION);
    expect(whole.data.participant.readiness.mayBeActive).toBe(true);
    for (const agency of ["vdab", "magda"] as const) house.agencies[agency].setMood("down");
    const answer = await ask(SELECTION);
    const { advice, readiness, permissions } = answer.data.participant;
    expect(advice).toEqual(whole.data.participant.advice);
    expect([readiness.mayBeActive, permissions]).toEqual([null, null]);
    expect(readiness.conditions).toContainEqual({ kind: "ADVICE", state: "UNKNOWN" });
    expect(told(answer)).toMatchObject({
      advice: { code: "AGENCY_STALE" },
      readiness: { code: expect.stringMatching(/^AGENCY_(?!STALE)/) },
      permissions: { code: expect.stringMatching(/^AGENCY_(?!STALE)/) },
    });
  });

  it("a lead is told of whom it saw, as before; of nobody else anything, read for others or not", async () => {
    const hidden = house.world.persons.find(
      ({ referrals, agreements, former }) => !former && referrals.length === 0 && agreements.length === 0,
    )!;
    const mine = await ask("advice { status }", AMINA, LEAD);
    expect(mine.data.participant.advice).not.toBeNull();
    // Asked by the lead and by others while VDAB answers.
    expect((await ask("advice { status }", hidden as never, LEAD)).data.participant).toBeNull();
    expect((await ask("advice { status }", hidden as never)).data.participant).not.toBeNull();
    house.agencies.vdab.setMood("down");
    const still = await ask("advice { status }", AMINA, LEAD);
    expect([still.data, told(still)["advice"]?.["code"]]).toEqual([mine.data, "AGENCY_STALE"]);
    const nobody = { insz: "85073003328" };
    const answers = await Promise.all(
      [hidden, nobody].map((person) => ask("advice { status }", person as never, LEAD)),
    );
    expect(answers.map(({ data }) => data.participant)).toEqual([{ advice: null }, { advice: null }]);
    const codes = answers.map((answer) => [told(answer)["advice"]?.["code"]]);
    expect(codes[0]).toEqual(codes[1]);
    expect(codes[0]).toEqual([expect.stringMatching(/^AGENCY_(?!STALE)/)]);
  });

  it("a look is logged for what is kept as for what is asked", async () => {
    const looks = async () => {
      const all = await house.accessLog.list(house.idOf(AMINA), { first: 50 });
      return all.filter(({ fields, byRule }) => !byRule && fields.includes("Participant.advice")).length;
    };
    await ask("advice { status }", AMINA, MANAGER);
    const before = await looks();
    house.agencies.vdab.setMood("down");
    expect(told(await ask("advice { status }", AMINA, MANAGER))["advice"]?.["code"]).toBe("AGENCY_STALE");
    expect(await looks()).toBe(before + 1);
  });
});

it("how often what is kept was used is among the metrics", async () => {
  const { body } = await request(`${house.adminAddress}/metrics`);
  const text = await body.text();
  for (const outcome of ["hit", "miss", "stale"])
    expect(text).toMatch(new RegExp(`ama_kept_answers_total{subgraph="referrals",outcome="${outcome}"} [1-9]`));
  expect(text).toMatch(/ama_kept_bytes{subgraph="referrals"} [1-9]/);
  expect(text).toMatch(/ama_kept_written_bytes_total{subgraph="contingents"} [1-9]/);
});
