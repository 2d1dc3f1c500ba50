import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PATIENT, startHouse, type TestHouse } from "../support/start-house.js";
import { PERSONAS, type Persona } from "./who-may-see-what.js";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ participants: 1_200, environment: PATIENT });
  // The tokens are fetched once, by whoever comes first.
  await house.ask(`{ participants(first: 1) { totalCount } partnerships(first: 1) { totalCount } }`);
});
afterAll(() => house.stop());

async function callsOf(persona: Persona, query: string, variables: Record<string, unknown> = {}) {
  house.clearCalls();
  const participant = persona.isCitizen ? { participant: house.idOf(persona.known) } : {};
  const answer = await house.askUnder({ ...persona.mandate, ...participant }, query, variables);
  const { vdab, magda, loket, dwse } = house.agencies;
  return {
    ...answer,
    calls: { vdab: vdab.calls.all(), magda: magda.calls.all(), loket: loket.calls.all(), dwse: dwse.calls.all() },
  };
}
const sum = (calls: Readonly<Record<string, number>>) => Object.values(calls).reduce((a, b) => a + b, 0);

const PAGE = `query($first: Int) { participants(first: $first) { edges { node {
  id name { last } advice { status } assessments { assessedOn } referrals { status } permissions { status }
  hoursPerWeek phase readiness { mayBeActive } agreements { guide { name } organisation { name } } } } } }`;

describe("what it costs the agencies that not everybody sees everybody", () => {
  it("whoever sees everybody pays nothing", async () => {
    for (const persona of [PERSONAS.inspector, PERSONAS["dossier manager"]]) {
      const { calls } = await callsOf(persona, PAGE, { first: 50 });
      expect(calls.vdab).toEqual({
        "klanten/zoeken": 1,
        "inschattingen/opvragen": 1,
        "toeleidingen/opvragen": 1,
        "doorstroom/opvragen": 1,
      });
      expect(calls.magda).toEqual({ GeefToelatingAMA: 10, GeefSociaalStatuut: 10, GeefDossierHandicap: 10 });
      // Of which three for the names that a permission may be given for.
      expect(sum(calls.loket)).toBe(8);
    }
  });

  it.each([
    ["lead", { vdab: 5, loket: 10 }],
    ["partner's guide", { vdab: 5, loket: 8 }],
    ["VDAB mediator", { vdab: 5, loket: 8 }],
  ] as const)("a page for the %s costs a call or two more, however long it is", async (name, most) => {
    for (const first of [7, 50]) {
      const { data, calls } = await callsOf(PERSONAS[name], PAGE, { first });
      const persons = data.participants.edges.length as number;
      expect(persons).toBeGreaterThan(6);
      expect(sum(calls.vdab)).toBeLessThanOrEqual(most.vdab);
      expect(sum(calls.loket)).toBeLessThanOrEqual(most.loket);
      expect(calls.magda["GeefToelatingAMA"]).toBe(Math.ceil(persons / 5));
    }
  });

  it("of a person out of sight the network is asked nothing, nor by whoever decides more than what it decided", async () => {
    const query = `query($id: ID!) { participant(id: $id) { permissions { status } confirmedStatutes { kind } supportMeasures { code } } }`;
    const hidden = house.world.persons.find((person) => !PERSONAS.lead.sees(person, house.world))!;
    const { calls } = await callsOf(PERSONAS.lead, query, { id: house.idOf(hidden) });
    expect([calls.magda, calls.loket]).toEqual([{}, {}]);

    const own = house.idOf(PERSONAS["sickness-fund employee"].known);
    expect((await callsOf(PERSONAS["sickness-fund employee"], query, { id: own })).calls).toEqual({
      vdab: {},
      magda: { GeefToelatingAMA: 1 },
      loket: {},
      dwse: {},
    });
  });

  it("whoever sees nobody's guidance, or no funding, has no agency asked for it", async () => {
    const query = `{ partnership(id: "SV-0001") { participants(first: 50) { totalCount edges { node { id } } } } }`;
    const { data, calls } = await callsOf(PERSONAS.citizen, query);
    expect(data.partnership.participants).toEqual({ totalCount: 0, edges: [] });
    expect(calls.loket["deelnemers.zoeken"]).toBeUndefined();
  });
});
