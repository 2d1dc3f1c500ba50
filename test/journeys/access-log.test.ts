import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { DEPARTEMENT } from "../../agencies/population/organisations.js";
import { AMINA, DRIES } from "../../agencies/population/stories.js";
import { PURPOSE_HEADER } from "../../schema/mandate.js";
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
    expect(looks.find(({ agency }: { agency: string }) => agency === "VDAB").fields).toContain("Query.participant");
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

  it("has everybody in an exported table, page after page, in the name of who exports", async () => {
    const query = `query People($after: String) { partnership(id: "SV-0001") { name
      participants(first: 10, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id hoursPerWeek } } } } }`;
    const ask = async (accept: string, persona = "lead", purpose = "GUIDANCE") =>
      fetch(`${house.address}/graphql`, {
        method: "POST",
        headers: {
          accept,
          authorization: `Bearer ${await house.token(persona)}`,
          [PURPOSE_HEADER]: purpose,
          "content-type": "application/json",
        },
        body: JSON.stringify({ query }),
      });
    const answer = await ask("text/csv; for=excel-nl");
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="People.csv"');
    const [heading, ...rows] = (await answer.text()).trimEnd().split("\r\n");
    expect(heading).toBe("partnership.name;id;hoursPerWeek;errors");
    const ids = rows.map((row) => row.split(";")[1]!);
    const { data } = await house.ask(`{ partnership(id: "SV-0001") { participants { totalCount } } }`);
    expect(ids.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(data.partnership.participants.totalCount);
    const { data: log } = await house.ask(LOG, { id: ids.at(-1), first: 20 });
    const looks = log.participant.accessLog.edges.map(({ node }: { node: object }) => node);
    expect(looks).toContainEqual(
      expect.objectContaining({ capacity: "LEAD", fields: expect.arrayContaining(["Participant.hoursPerWeek"]) }),
    );

    const refused = await ask("text/csv", "analyst", "STATISTICS");
    expect(refused.headers.get("content-type")).toContain("application/json");
    expect(JSON.stringify(await refused.json())).toContain("UNAUTHORIZED_FIELD_OR_TYPE");
  });

  it("a cursor is good for the log of one person and for one asker alone", async () => {
    const id = house.idOf(AMINA);
    await house.ask(LOG, { id });
    const { endCursor: after } = (await house.ask(LOG, { id, first: 1 })).data.participant.accessLog.pageInfo;
    expect((await house.ask(LOG, { id, first: 1, after })).errors).toBeUndefined();
    const others = [
      await house.ask(LOG, { id: house.idOf(DRIES), after }),
      await house.ask(LOG, { id, after }, { as: "citizen", purpose: "OWN_FILE" }),
      await house.ask(LOG, { id, after: Buffer.from("1:2026-11-21T09:00:00.000Z 1 1").toString("base64url") }),
    ];
    for (const { errors } of others) expect(errors).toMatchObject([{ extensions: { code: "CURSOR_INVALID" } }]);
    expect(JSON.stringify(others)).not.toContain(after);
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

  describe("what a list tells of those in it", () => {
    const MANAGER = { as: "dossier-manager", purpose: "PARTNERSHIP_MANAGEMENT" } as const;

    /** What each person has in the own log by just this question, that somebody who may not identify asks. */
    async function looksBy(query: string, variables: Record<string, unknown> = {}) {
      const answer = await house.ask(query, variables, MANAGER);
      expect(answer.errors).toBeUndefined();
      const looks = new Map<string, string>();
      for (const [id, added] of await newLooks()) {
        if (added.length > 0) looks.set(id, [...new Set(added.flatMap(({ fields }) => fields))].sort().join(" "));
      }
      return { looks, data: answer.data };
    }
    const known = new Set<string>();
    beforeAll(newLooks);
    /** What everybody has in the own log since it was last read. */
    async function newLooks() {
      const ids = house.world.persons.map((person) => house.idOf(person));
      const read = await Promise.all(ids.map((id) => house.accessLog.list(id, { first: 10 })));
      const added = read.map((looks) => looks.filter(({ hash, byRule }) => !byRule && !known.has(hash)));
      for (const { hash } of read.flat()) known.add(hash);
      return ids.map((id, i) => [id, added[i]!] as const);
    }
    const told = (looks: ReadonlyMap<string, string>) => [looks.size, ...new Set(looks.values())];
    const nodesOf = ({ edges }: { edges: { node: { id: string } }[] }) => edges.map(({ node }) => node.id).sort();

    it("the criteria that each listed person meets, and of nobody else", async () => {
      const query = `query($statute: StatuteKind, $none: ID) {
        participants(filter: { statute: $statute, partnership: $none }, first: 7) { edges { node { id } } } }`;
      const { looks, data } = await looksBy(query, { statute: "WORK_INCAPACITY", none: null });
      expect([...looks.keys()].sort()).toEqual(nodesOf(data.participants));
      expect(told(looks)).toEqual([7, "Participant.id ParticipantFilter.statute Query.participants"]);
    });

    it("whether nodes are asked or not", async () => {
      const filter = "(filter: { statute: WORK_INCAPACITY }, first: 3)";
      for (const selection of ["edges { cursor }", "edges { __typename }", "pageInfo { endCursor }"]) {
        const { looks } = await looksBy(`{ participants${filter} { ${selection} } }`);
        expect(told(looks)).toEqual([3, "ParticipantFilter.statute Query.participants"]);
      }
    });

    it("under each alias, and of each list: whose assessment is due, who is guided where, what ended", async () => {
      const due = `{ a: assessmentsDue(before: "2027-01-01", first: 2) { edges { node { id } } }
        b: assessmentsDue(before: "2027-01-01", partnership: "SV-0001", first: 2) { edges { node { id } } } }`;
      const { looks, data } = await looksBy(due);
      const way = "Participant.id Query.assessmentsDue Query.assessmentsDue(before:)";
      for (const id of nodesOf(data.a).filter((id) => !nodesOf(data.b).includes(id))) expect(looks.get(id)).toBe(way);
      for (const id of nodesOf(data.b)) expect(looks.get(id)).toBe(`${way} Query.assessmentsDue(partnership:)`);

      const guided =
        await looksBy(`{ partnership(id: "SV-0001") { participants(filter: { activeOn: "2026-03-03" }, first: 2) {
        edges { cursor } } } }`);
      const place = "Query.partnership Query.partnership(id:)";
      expect(told(guided.looks)).toEqual([
        2,
        `Partnership.participants PartnershipParticipantFilter.activeOn ${place}`,
      ]);
      const ended = await looksBy(
        `{ partnership(id: "SV-0001") { agreements(status: ENDED, first: 1) { edges { cursor } } } }`,
      );
      expect(told(ended.looks)).toEqual([1, `Partnership.agreements Partnership.agreements(status:) ${place}`]);
    });

    it("a count of fewer than five is a look at each of them, on the page or not; one of more at nobody", async () => {
      const { persons } = house.world;
      const at = ({ nis }: { nis: string }) =>
        persons.filter((person) => person.nis === nis && !person.readRightEndedOn);
      const alone = persons.find((person) => at(person).length > 1 && at(person).length < 5)!;
      const crowd = persons.find((person) => at(person).length >= 5)!;
      const counting =
        "query($m: NisCode, $n: Int, $a: String) { participants(filter: { municipality: $m }, first: $n, after: $a)";
      const few = await looksBy(`${counting} { totalCount } }`, { m: alone.nis, n: 1 });
      expect(few.data.participants.totalCount).toBe(at(alone).length);
      expect([...few.looks.keys()].sort()).toEqual(
        at(alone)
          .map((person) => house.idOf(person))
          .sort(),
      );
      expect(told(few.looks)).toEqual([at(alone).length, "ParticipantFilter.municipality Query.participants"]);

      const page = await looksBy(`${counting} { edges { cursor } } }`, { m: alone.nis, n: 1 });
      expect(page.looks.size).toBe(at(alone).length);
      const a = page.data.participants.edges[0].cursor;
      expect((await looksBy(`${counting} { totalCount } }`, { m: alone.nis, n: 1, a })).looks).toEqual(few.looks);

      const many = await looksBy(`${counting} { totalCount } }`, { m: crowd.nis, n: 1 });
      expect(many.data.participants.totalCount).toBe(at(crowd).length);
      expect(many.looks.size).toBe(0);
      const agreements = await looksBy(
        `{ partnerships(first: 50) { edges { node { agreements(status: PLANNED, first: 1) { totalCount } } } } }`,
      );
      const counts = agreements.data.partnerships.edges.map(
        ({ node }: { node: { agreements: { totalCount: number } } }) => node.agreements.totalCount,
      );
      expect(counts.some((count: number) => count > 0 && count < 5)).toBe(true);
      expect(told(agreements.looks).slice(1)).toEqual([
        "Partnership.agreements Partnership.agreements(status:) Query.partnerships",
      ]);
    });
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
      cursors: participants(filter: { waiting: true }, first: 1) { totalCount edges { cursor } }
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
      cursors: null,
      partnership: {
        name: "Maatwerkbedrijf de Ploeg",
        lead: { name: "Maatwerkbedrijf de Ploeg" },
        agreements: null,
      },
      agencies: well.data.agencies,
    });
    expect(new Set(errors!.map(({ extensions }) => extensions?.["code"]))).toEqual(new Set(["ACCESS_LOG_UNAVAILABLE"]));
    expect(errors!.map(({ path }) => path?.[0])).toEqual(expect.arrayContaining(["participant", "participants"]));
    expect((await house.ask(query, { id: house.idOf(AMINA) })).errors).toBeUndefined();
  });
});
