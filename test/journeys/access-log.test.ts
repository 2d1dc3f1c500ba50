import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { DEPARTEMENT } from "../../agencies/population/organisations.js";
import { AMINA, DRIES } from "../../agencies/population/stories.js";
import { createLogKeys } from "../../platform/access-log/log-keys.js";
import { readSettings } from "../../platform/settings.js";
import { createNotebook, type Notebook } from "../support/notebook.js";
import { startHouse, type TestHouse } from "../support/start-house.js";

const PAGE = `query($first: Int!) { participants(first: $first) { totalCount edges { node {
  name { last } permissions { status } hoursPerWeek readiness { mayBeActive } funding(year: 2026) { days } } } } }`;
const LOG = `query($id: ID!, $first: Int, $after: String) { participant(id: $id) { accessLog(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  edges { node { at capacity purpose legalContext agency fields byRule requestId organisationName organisation { enterpriseNumber } } } } } }`;

describe("who looked at a participant", () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(() => house.stop());

  it("is told to whoever may know, newest first and page by page: by organisation and purpose, never by name", async () => {
    const id = house.idOf(AMINA);
    await house.ask(
      `query($id: ID!) { participant(id: $id) { name { first } permissions { status } outflow { on } } }`,
      {
        id,
      },
    );
    const { data, errors } = await house.ask(LOG, { id });
    expect(errors).toBeUndefined();
    const { edges, totalCount } = data.participant.accessLog;
    const looks = edges.map(({ node }: { node: Record<string, unknown> }) => node);
    expect(looks).toContainEqual({
      at: expect.stringMatching(/^20.*Z$/),
      capacity: "INSPECTOR",
      purpose: "INSPECTION",
      legalContext: "Opdracht 2026/1 van de inspectie",
      agency: "VDAB",
      // Nothing was told of an outflow, for there is none.
      fields: expect.not.arrayContaining(["Participant.outflow"]),
      byRule: false,
      requestId: expect.any(String),
      organisation: { enterpriseNumber: DEPARTEMENT.kbo },
      organisationName: DEPARTEMENT.name,
    });
    expect(looks).toContainEqual(
      expect.objectContaining({ agency: "MAGDA", fields: ["Participant.permissions", "Permission.status"] }),
    );
    // That somebody reads the log is in the log.
    const again = await house.ask(LOG, { id, first: 1 });
    const page = again.data.participant.accessLog;
    expect(page.totalCount).toBeGreaterThan(totalCount);
    expect(page.pageInfo.hasNextPage).toBe(true);
    const next = await house.ask(LOG, { id, first: 1, after: page.pageInfo.endCursor });
    expect(next.data.participant.accessLog.edges[0].node.at <= page.edges[0].node.at).toBe(true);
    const all = await house.ask(LOG, { id });
    expect(JSON.stringify(all.data)).toContain("Participant.accessLog");
  });

  it("a cursor that is not ours is refused", async () => {
    const { errors } = await house.ask(LOG, { id: house.idOf(AMINA), after: "MTp4" });
    expect(errors).toMatchObject([{ extensions: { code: "CURSOR_INVALID" } }]);
  });

  it("each of fifty on a page has it in the own log, for each agency that told something", async () => {
    const { data } = await house.ask(
      `{ participants(first: 50) { edges { node { id name { last } permissions { status } hoursPerWeek } } } }`,
    );
    const people = data.participants.edges.map(({ node }: { node: { id: string } }) => node);
    expect(people).toHaveLength(50);
    for (const { id, permissions, hoursPerWeek } of people) {
      const agencies = (await house.accessLog.list(id, { first: 20 })).map(({ agency }) => agency);
      expect(agencies).toContain("VDAB");
      if (permissions) expect(agencies).toContain("MAGDA");
      if (hoursPerWeek) expect(agencies).toContain("LOKET");
    }
  });

  it("facts that only a rule gets are told apart", async () => {
    const id = house.idOf(DRIES);
    await house.ask(`query($id: ID!) { participant(id: $id) { readiness { mayBeActive } } }`, { id });
    const looks = await house.accessLog.list(id, { first: 50 });
    const ruled = (agency: string) =>
      looks.filter((look) => look.byRule && look.agency === agency).flatMap(({ fields }) => fields);
    expect(ruled("VDAB")).toContain("Participant.accessFacts");
    expect(ruled("MAGDA")).toContain("Participant.permissionFacts");
    expect(looks.filter(({ byRule, agency }) => !byRule && agency === "LOKET")).toContainEqual(
      expect.objectContaining({ fields: expect.arrayContaining(["Participant.readiness", "Readiness.mayBeActive"]) }),
    );
  });

  it("nothing that is kept tells who anybody is: no number, name or id of the whole population", async () => {
    await house.ask(PAGE, { first: 100 });
    const subjects = createLogKeys(readSettings({}).AMA_PARTICIPANT_KEY);
    const planted = house.world.persons.flatMap((person) => [
      ...[person.insz, house.idOf(person)],
      ...[`${person.firstName} ${person.lastName}`, `"${person.lastName}"`, `"${person.firstName}"`],
    ]);
    let kept = "";
    for (const person of house.world.persons)
      kept += JSON.stringify(await house.accessLog.list(house.idOf(person), { first: 1_000 }));
    expect(kept).toContain(subjects.subjectOf(house.idOf(AMINA)));
    expect(planted.filter((text) => kept.includes(text))).toEqual([]);
  });
});

describe("while looks cannot be written down", () => {
  let house: TestHouse;
  let notebook: Notebook;
  beforeAll(async () => {
    notebook = createNotebook();
    house = await startHouse({ accessLog: notebook });
  });
  afterAll(() => house.stop());

  it("nothing of a person is given out, with a reason, and everything else is", async () => {
    const query = `query($id: ID!) {
      participant(id: $id) { name { last } permissions { status } ledgerFile { agency } }
      participants(first: 3) { edges { node { id } } }
      partnership(id: "SV-0001") { name lead { name } agreements(first: 2) { totalCount edges { node { startsOn } } } }
      agencies { agency } }`;
    const well = await house.ask(query, { id: house.idOf(AMINA) });
    expect(well.errors).toBeUndefined();
    expect(notebook.looks.length).toBeGreaterThan(3);

    notebook.away = true;
    const { data, errors } = await house.ask(query, { id: house.idOf(AMINA) });
    notebook.away = false;
    expect(data).toEqual({
      participant: null,
      participants: null,
      partnership: {
        name: "Maatwerkbedrijf de Ploeg",
        lead: { name: "Maatwerkbedrijf de Ploeg" },
        agreements: {
          totalCount: well.data.partnership.agreements.totalCount,
          edges: [{ node: null }, { node: null }],
        },
      },
      agencies: well.data.agencies,
    });
    expect(new Set(errors!.map(({ extensions }) => extensions?.["code"]))).toEqual(new Set(["ACCESS_LOG_UNAVAILABLE"]));
    expect(errors!.map(({ path }) => path?.[0])).toEqual(expect.arrayContaining(["participant", "participants"]));
    expect((await house.ask(query, { id: house.idOf(AMINA) })).errors).toBeUndefined();
  });
});
