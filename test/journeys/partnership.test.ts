import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { legacyParticipationsOf, legacyRecognitionsOf } from "../../agencies/population/legacy-history.js";
import { FATIMA, IVAN } from "../../agencies/population/stories.js";
import { startHouse, type TestHouse } from "../support/start-house.js";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ participants: 400 });
});
beforeEach(() => house.clearCalls());
afterAll(() => house.stop());

interface Edge<Node> {
  node: Node;
}

/** Every node of a list, page after page. */
async function walk<Node>(
  ask: (
    after: string | null,
  ) => Promise<{ edges: Edge<Node>[]; pageInfo: { hasNextPage: boolean; endCursor: string } }>,
): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ;) {
    const page = await ask(after);
    nodes.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) return nodes;
    after = page.pageInfo.endCursor;
  }
}

describe("a partnership and its work", () => {
  it("assessments due in thirty days, by guide (question 8)", async () => {
    const query = `query($before: Date!, $after: String) { assessmentsDue(before: $before, first: 20, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { node { id assessmentDueOn agreements { status guide { id name } } } } } }`;
    let total = 0;
    const due = await walk(async (after) => {
      const { data } = await house.ask(query, { before: "2026-12-21", after });
      total = data.assessmentsDue.totalCount;
      return data.assessmentsDue;
    });
    expect(due.length).toBe(total);
    expect(due.length).toBeGreaterThan(3);
    const people = due as {
      id: string;
      assessmentDueOn: string;
      agreements: { status: string; guide: object }[] | null;
    }[];
    expect(people.map(({ assessmentDueOn }) => assessmentDueOn)).toEqual(
      people.map((one) => one.assessmentDueOn).sort(),
    );
    expect(people.every(({ assessmentDueOn }) => assessmentDueOn < "2026-12-21")).toBe(true);
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
    expect(people.some(({ agreements }) => agreements?.some(({ guide }) => guide))).toBe(true);
  });

  it("partnerships over contingent, or with less than 90 % of it in use, today and by year end (question 9)", async () => {
    const query = `query($states: [OccupancyState!]) { partnerships(filter: { occupancy: $states }, first: 200) { totalCount edges { node {
      id occupancy { granted running ratio state projectedYearEnd projectedState } } } } }`;
    const over = (await house.ask(query, { states: ["OVER"] })).data.partnerships;
    const under = (await house.ask(query, { states: ["UNDER_USED"] })).data.partnerships;
    const ids = (page: { edges: Edge<{ id: string }>[] }) => page.edges.map(({ node }) => node.id);
    expect(ids(over)).toContain("SV-0002");
    expect(ids(under)).toContain("SV-0003");
    for (const { node } of over.edges) expect(node.occupancy.running).toBeGreaterThan(node.occupancy.granted);
    for (const { node } of under.edges) expect(node.occupancy.ratio).toBeLessThan(0.9);
    expect(over.edges[0].node.occupancy.projectedYearEnd).toBeGreaterThan(0);
  });

  it("the waiting list: referred, not started, and for how long (question 13)", async () => {
    const query = `query($after: String) { participants(filter: { waiting: true, partnership: "SV-0001" }, orderBy: REFERRED, first: 50, after: $after) {
      pageInfo { hasNextPage endCursor } edges { node { id referrals { status waitingDays partnership { id } } agreements { id } } } } }`;
    const waiting = await walk<{ id: string; referrals: { waitingDays: number | null }[] }>(
      async (after) => (await house.ask(query, { after })).data.participants,
    );
    expect(waiting.find(({ id }) => id === house.idOf(FATIMA))?.referrals[0]).toMatchObject({
      status: "REFERRED",
      waitingDays: 40,
    });
    for (const { referrals } of waiting) expect(referrals.some(({ waitingDays }) => waitingDays !== null)).toBe(true);
  });

  it("participants per qualified guide, and the partner that has none (question 14)", async () => {
    const { data, errors } = await house.ask(
      `query { de: partnership(id: "SV-0001") { guides { name qualification { kind } activeParticipants } }
        other: partnership(id: "SV-0003") { members { organisation { name } validTo qualifiedGuides } compliance { kind met subject { name } actor } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.de.guides.length).toBeGreaterThan(2);
    const active = data.de.guides.map(({ activeParticipants }: { activeParticipants: number }) => activeParticipants);
    expect(active.reduce((sum: number, count: number) => sum + count, 0)).toBeGreaterThan(10);
    const without = data.other.members.filter(
      ({ validTo, qualifiedGuides }: { validTo: string | null; qualifiedGuides: number }) =>
        !validTo && qualifiedGuides === 0,
    );
    expect(without.length).toBeGreaterThan(0);
    const findings = data.other.compliance.filter(
      ({ kind, met }: { kind: string; met: boolean }) => kind === "QUALIFIED_GUIDE" && !met,
    );
    expect(findings.map(({ subject }: { subject: { name: string } }) => subject.name)).toEqual(
      expect.arrayContaining(without.map(({ organisation }: { organisation: { name: string } }) => organisation.name)),
    );
  });

  it("agreements that ended with no outflow recorded (question 15)", async () => {
    const query = `query($after: String) { partnership(id: "SV-0001") { agreements(status: ENDED, first: 50, after: $after) {
      pageInfo { hasNextPage endCursor } edges { node { id endsOn endReason participant { id outflow { destination } } } } } } }`;
    const ended = await walk<{ participant: { id: string; outflow: object | null } }>(
      async (after) => (await house.ask(query, { after })).data.partnership.agreements,
    );
    const without = ended
      .filter(({ participant }) => participant.outflow === null)
      .map(({ participant }) => participant.id);
    expect(without).toContain(house.idOf(IVAN));
    expect(ended.some(({ participant }) => participant.outflow !== null)).toBe(true);
  });

  it("contingent, days, trajectories, subsidy, advances and balance of a year hang together", async () => {
    const { data, errors } = await house.ask(
      `query { partnership(id: "SV-0001") { name lead { name } members { organisation { name } } funding(year: 2026) {
        contingent days trajectories unitAmount { amount { cents } } subsidy { cents currency } advances { amount { cents } } balance { cents } } } }`,
    );
    expect(errors).toBeUndefined();
    const { name, members, funding } = data.partnership;
    expect(name).toBe("Maatwerkbedrijf de Ploeg");
    expect(members.map(({ organisation }: { organisation: { name: string } }) => organisation.name)).toEqual(
      expect.arrayContaining(["vzw Het Heft", "AC Balans"]),
    );
    expect(funding.trajectories).toBeCloseTo(Math.min(funding.days / 365, funding.contingent), 6);
    const paid = funding.advances.reduce(
      (sum: number, { amount }: { amount: { cents: number } }) => sum + amount.cents,
      0,
    );
    expect(funding.balance.cents).toBe(funding.subsidy.cents - paid);
    expect(funding.subsidy.cents).toBe(
      Math.round((Math.min(funding.days, funding.contingent * 365) * funding.unitAmount.amount.cents) / 365),
    );
  });

  it("the years before 1 April 2021 are told in full-time equivalents", async () => {
    const { data } = await house.ask(
      `{ legacyRegimes { scheme participantFte supportStaffFte workshops ratio outflowProjects { name } } unitAmounts { amount { cents } validFrom } }`,
    );
    expect(data.legacyRegimes).toContainEqual(
      expect.objectContaining({ participantFte: 390, supportStaffFte: 78, workshops: 60, ratio: 5 }),
    );
    expect(data.unitAmounts).toContainEqual({ amount: { cents: 281_220 }, validFrom: "2022-04-01" });
  });

  it("a partnership and a participant have a history through 1 April 2021 and 1 January 2024 (question 27)", async () => {
    const byOrganisation = new Map(legacyRecognitionsOf(house.world).map((each) => [each.kbo, each]));
    const person = house.world.persons.find(
      (each) => legacyParticipationsOf(house.world, each, byOrganisation).length > 0,
    )!;
    const { id } = house.world.partnerships.find(({ id }) => id === person.agreements[0]!.partnershipId)!;
    const query = `query($partnership: ID!, $participant: ID!) {
      partnership(id: $partnership) { regimes { regime validFrom validTo } }
      participant(id: $participant) { history { regime validFrom agreement { id } organisation { enterpriseNumber } } } }`;
    const variables = { partnership: id, participant: house.idOf(person) };
    const whole = await house.ask(query, variables);
    expect(whole.errors).toBeUndefined();
    const regimes = whole.data.partnership.regimes.map(({ regime }: { regime: string }) => regime);
    expect(regimes).toEqual(expect.arrayContaining(["AMA_2021", "AMA_2024"]));
    expect(whole.data.participant.history[0]).toMatchObject({ agreement: null });
    expect(whole.data.participant.history).toContainEqual(
      expect.objectContaining({ regime: "AMA_2021", agreement: { id: person.agreements[0]!.id } }),
    );

    house.agencies.dwse.setMood("down");
    const without = await house.ask(query, variables);
    house.agencies.dwse.setMood("well");
    expect(without.errors?.map(({ extensions }) => extensions?.["code"])).toContain("AGENCY_UNAVAILABLE");
    expect(without.data.participant.history).toEqual(
      whole.data.participant.history.filter(({ agreement }: { agreement: object | null }) => agreement),
    );
    expect(without.data.partnership.regimes.map(({ regime }: { regime: string }) => regime)).toEqual(
      regimes.filter((regime: string) => regime.startsWith("AMA")),
    );
  });
});
