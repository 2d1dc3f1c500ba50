import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { PATIENT, startHouse, type TestHouse } from "../support/start-house.js";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ participants: 400, environment: PATIENT });
  // The tokens are fetched once, by whoever comes first.
  await house.ask(`{ participants(first: 1) { totalCount } partnerships(first: 1) { totalCount } }`);
});
beforeEach(() => house.clearCalls());
afterAll(() => house.stop());

const PAGE = `query($first: Int!) { participants(first: $first) { edges { node {
  id name { last } advice { status } assessments { assessedOn } referrals { status }
  permissions { status } hoursPerWeek phase readiness { mayBeActive } agreements { guide { name } organisation { name } }
  funding(year: 2026) { days amount { cents } } } } } }`;

describe("what a page costs the agencies", () => {
  it("fifty participants with facts of all four cost a bounded number of calls, whatever is on the page", async () => {
    const { data } = await house.ask(PAGE, { first: 50 });
    expect(data.participants.edges).toHaveLength(50);
    const { vdab, magda, loket, dwse } = house.agencies;
    expect(vdab.calls.total()).toBeLessThanOrEqual(6);
    // At most five persons a call, and three services to tell who needs which permission.
    expect(magda.calls.all()).toEqual({ GeefToelatingAMA: 10, GeefSociaalStatuut: 10, GeefDossierHandicap: 10 });
    expect(loket.calls.total()).toBeLessThanOrEqual(12);
    expect(dwse.calls.total()).toBeLessThanOrEqual(3);
  });

  it("a page twice as long costs MAGDA twice, the others the same", async () => {
    await house.ask(PAGE, { first: 50 });
    const calls = () => Object.values(house.agencies).map(({ system, calls }) => [system, calls.total()] as const);
    const fifty = Object.fromEntries(calls());
    house.clearCalls();
    await house.ask(PAGE, { first: 100 });
    const hundred = Object.fromEntries(calls());
    expect(hundred["magda"]).toBe(2 * fifty["magda"]!);
    expect(hundred["vdab"]).toBe(fifty["vdab"]);
    expect(hundred["dwse"]).toBe(fifty["dwse"]);
    expect(hundred["loket"]! - fifty["loket"]!).toBeLessThanOrEqual(2);
  });

  it("an agency whose facts nobody asked for is not asked", async () => {
    await house.ask(`{ participants(first: 50) { edges { node { id name { last } } } } }`);
    const { vdab, magda, loket, dwse } = house.agencies;
    expect(vdab.calls.all()).toEqual({ "klanten/zoeken": 1 });
    expect([magda, loket, dwse].map(({ calls }) => calls.total())).toEqual([0, 0, 0]);
  });

  it("fifty partnerships with occupancy and members cost the counter a bounded number of calls", async () => {
    const { errors } = await house.ask(
      `{ partnerships(first: 50) { edges { node { name occupancy { running ratio } members { qualifiedGuides organisation { name } } funding(year: 2026) { balance { cents } } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(house.agencies.loket.calls.total()).toBeLessThanOrEqual(8);
    expect(house.agencies.dwse.calls.total()).toBeLessThanOrEqual(4);
  });
});
