import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { startHouse, type TestHouse } from "../support/start-house.js";
import { PERSONAS } from "./who-may-see-what.js";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ participants: 1_200 });
  // The tokens are fetched once, by whoever comes first.
  await house.ask(`{ participants(first: 1) { totalCount } partnerships(first: 1) { totalCount } }`);
});
beforeEach(() => house.clearCalls());
afterAll(() => house.stop());

const PAGE = `{ participants(first: 50) { edges { node {
  id name { last } advice { status } assessments { assessedOn } referrals { status }
  permissions { status } hoursPerWeek phase readiness { mayBeActive } agreements { guide { name } organisation { name } }
} } } }`;

function calls() {
  return Object.fromEntries(Object.values(house.agencies).map(({ system, calls }) => [system, calls.all()]));
}

describe("what it costs the agencies that not everybody sees everybody", () => {
  it("a page of fifty: show", async () => {
    for (const name of ["inspector", "lead", "partner's guide", "VDAB mediator"] as const) {
      house.clearCalls();
      const { data } = await house.ask(PAGE, {}, { as: PERSONAS[name].mandate });
      console.log(name, data.participants.edges.length, JSON.stringify(calls()));
    }
    for (const name of ["inspector", "OCMW worker", "sickness-fund employee", "citizen", "lead"] as const) {
      house.clearCalls();
      const { known, mandate } = PERSONAS[name];
      const as = name === "citizen" ? { ...mandate, participant: house.idOf(known) } : mandate;
      await house.ask(
        `query($id: ID!) { participant(id: $id) { permissions { status } readiness { mayBeActive } } }`,
        { id: house.idOf(known) },
        { as },
      );
      console.log(name, JSON.stringify(calls()));
    }
    for (const name of ["inspector", "lead", "partner's guide"] as const) {
      house.clearCalls();
      await house.ask(
        `{ partnership(id: "SV-0001") { participants(first: 50) { edges { node { id name { last } agreements { id } permissions { status } funding(year: 2026) { days } } } } } }`,
        {},
        { as: PERSONAS[name].mandate },
      );
      console.log("partnership", name, JSON.stringify(calls()));
    }
    expect(1).toBe(1);
  });
});
