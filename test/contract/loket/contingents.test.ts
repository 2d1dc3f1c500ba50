import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Person } from "../../../agencies/population/world.js";
import { AdviceStatus, AssessmentOutcome, PermissionStatus } from "../../../subgraphs/kernel/facts.js";
import type { RunningSubgraph } from "../../../subgraphs/kernel/run-subgraph.js";
import { StatuteKind } from "../../../subgraphs/kernel/statute-kind.js";
import { inspector } from "../../support/asking.js";
import { idOf, openCounter, today } from "./connect.js";

let counter: Awaited<ReturnType<typeof openCounter>>;
let graph: RunningSubgraph;

beforeAll(async () => {
  counter = await openCounter(1_100);
  graph = await counter.run();
  await ask("{ partnerships(first: 1) { totalCount } }");
  counter.loket.calls.clear();
});
afterEach(() => {
  counter.loket.setMood("well");
  counter.loket.calls.clear();
});
afterAll(async () => {
  await graph.stop();
  await counter.loket.stop();
  await rm(counter.dropFolder, { recursive: true });
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape is the query's
type Answer = any;

async function ask(query: string, variables: Record<string, unknown> = {}, from = graph) {
  const answer = await from.answer({ query, variables, mandate: inspector, signal: new AbortController().signal });
  return { data: answer.data as Answer, errors: answer.errors ?? [] };
}

/** What the other agencies hand over about somebody for whom all is well with them. */
function represent({ insz, agreements }: Person) {
  const workplace = counter.world.workplaces.find(({ id }) => id === agreements[0]?.workplaceId)?.name ?? null;
  return {
    __typename: "Participant",
    id: idOf(insz),
    accessFacts: {
      advice: [{ status: AdviceStatus.GRANTED, validFrom: "2021-04-01", validTo: null }],
      assessments: [{ assessedOn: "2026-09-01", outcome: AssessmentOutcome.CONTINUE, hoursPerWeekAble: 20 }],
      statutes: [{ kind: StatuteKind.WORK_INCAPACITY, validFrom: "2021-04-01", validTo: null }],
      referredOn: "2024-01-01",
      outflowOn: null,
      withheld: [],
    },
    permissionFacts: [
      {
        statute: StatuteKind.WORK_INCAPACITY,
        status: PermissionStatus.GRANTED,
        validFrom: "2021-04-01",
        validTo: null,
        issuer: null,
        revokedOn: null,
        workplace,
      },
    ],
  };
}
const PARTICIPANTS = (fields: string) =>
  `query ($who: [_Any!]!) { _entities(representations: $who) { ... on Participant { id ${fields} } } }`;
const askParticipants = (fields: string, persons: Person[], from = graph) =>
  ask(PARTICIPANTS(fields), { who: persons.map(represent) }, from);
const person = (index: number) => counter.world.persons[index]!;

describe("a page of fifty participants", () => {
  it("with agreements, phase, readiness and file costs two calls, and two for the names of places", async () => {
    const fields = "phase hoursPerWeek counterFile { inszState } agreements { id } readiness { mayBeActive }";
    const { data } = await askParticipants(fields, counter.world.persons.slice(0, 50));
    expect(data._entities).toHaveLength(50);
    expect(counter.loket.calls.all()).toEqual({
      "overeenkomsten.opvragen": 1,
      "samenwerkingsverbanden.opvragen": 1,
      "werkposten.opvragen": 1,
      "organisaties.opvragen": 1,
    });
  });

  it("with guide, workplace and organisation of every agreement costs four", async () => {
    const fields = "agreements { guide { name } workplace { name } organisation { name } }";
    await askParticipants(fields, counter.world.persons.slice(0, 50));
    expect(counter.loket.calls.all()).toEqual({
      "overeenkomsten.opvragen": 1,
      "begeleiders.opvragen": 1,
      "werkposten.opvragen": 1,
      "organisaties.opvragen": 1,
    });
  });

  it("with their attendance costs one more than their agreements", async () => {
    const fields = 'attendance(quarter: "2026Q3") { days statements { deliveredOn } }';
    const { data } = await askParticipants(fields, counter.world.persons.slice(0, 50));
    expect(data._entities[0].attendance.days).toBeGreaterThan(10);
    // One for them, one for the agreements that are typed in their rows and are not theirs.
    expect(counter.loket.calls.all()).toEqual({ "overeenkomsten.opvragen": 2 });
  });
});

describe("a page of fifty partnerships", () => {
  it("with leads, occupancy, compliance and guides costs four calls", async () => {
    const { data, errors } = await ask(
      "{ partnerships { totalCount edges { node { id lead { name } occupancy { state } compliance { met } guides { activeParticipants } members { qualifiedGuides } } } } }",
    );
    expect(errors).toEqual([]);
    expect(data.partnerships.edges).toHaveLength(50);
    expect(counter.loket.calls.all()).toEqual({
      "samenwerkingsverbanden.lijst": 1,
      "organisaties.opvragen": 1,
      "tellingen.opvragen": 1,
      "begeleiders.opvragen": 1,
    });
  });

  it.each([
    ["one call for either", 4, 1],
    ["a second one where a short list is read by less, so that everybody counted has it in the log", 1, 2],
  ])("with the first participants and agreements of each costs %s", async (_what, first, calls) => {
    await ask(
      `{ partnerships { edges { node { participants(first: ${first}, filter: { activeOn: "${today}" }) { totalCount }
        agreements(first: ${first}, status: RUNNING) { totalCount } } } } }`,
    );
    expect(counter.loket.calls.all()).toEqual({
      "samenwerkingsverbanden.lijst": 1,
      "deelnemers.zoeken": calls,
      // Once more to count what can be read, of the lists that are longer than the page.
      "overeenkomsten.zoeken": calls + 1,
    });
  });
});

describe("questions about a partnership", () => {
  it("which are over their contingent? (domain.md 8, question 9)", async () => {
    const { data } = await ask(
      "{ partnerships(filter: { occupancy: [OVER] }, first: 200) { edges { node { id occupancy { running granted ratio state } } } } }",
    );
    expect(data.partnerships.edges.length).toBeGreaterThan(0);
    for (const { node } of data.partnerships.edges)
      expect(node.occupancy.running).toBeGreaterThan(node.occupancy.granted);
    expect(counter.loket.calls.count("tellingen.opvragen")).toBe(1);
  });

  it("which statements were not delivered by the end of the first month? (question 12)", async () => {
    const { data } = await ask(
      "{ partnerships(first: 200) { edges { node { id status compliance { kind met since } statements(year: 2026) { quarter deliveredOn late dueOn } } } } }",
    );
    const missing = counter.world.partnerships.filter(
      ({ status, statements }) => status === "ACTIEF" && !statements.some(({ quarter }) => quarter === "2026Q3"),
    );
    expect(missing.length).toBeGreaterThan(0);
    for (const { id } of missing) {
      const { node } = data.partnerships.edges.find((edge: Answer) => edge.node.id === id);
      const statement = node.statements.find(({ quarter }: Answer) => quarter === "2026Q3");
      expect(statement).toEqual({ quarter: "2026Q3", deliveredOn: null, late: true, dueOn: "2026-10-31" });
      expect(node.compliance.find(({ kind }: Answer) => kind === "QUARTERLY_STATEMENT").met).toBe(false);
    }
  });

  it("participants per qualified guide, and members with none (question 14)", async () => {
    const { data } = await ask(
      "{ partnerships(first: 200) { edges { node { members { validTo qualifiedGuides } guides { activeParticipants qualification { kind } } compliance { kind met subject { enterpriseNumber } actor } } } } }",
    );
    const findings = data.partnerships.edges.flatMap(({ node }: Answer) => node.compliance);
    const without = findings.filter(({ kind, met }: Answer) => kind === "QUALIFIED_GUIDE" && met === false);
    expect(without.length).toBeGreaterThan(0);
    for (const { actor } of without) expect(["LEAD", "MEMBER"]).toContain(actor);
  });

  it("page by page every agreement comes by once, whatever the size of the pages", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let size = 1; ; size = (size % 7) + 1) {
      const { data }: { data: Answer } = await ask(
        'query ($first: Int, $after: String) { partnership(id: "SV-0001") { agreements(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id } } } } }',
        { first: size, after },
      );
      const { edges, pageInfo, totalCount } = data.partnership.agreements;
      seen.push(...edges.map(({ node }: Answer) => node.id));
      after = edges.length > 2 ? edges.at(-2).cursor : pageInfo.endCursor;
      if (edges.length > 2) seen.pop();
      if (!pageInfo.hasNextPage) {
        if (edges.length > 2) continue;
        expect(seen).toHaveLength(totalCount);
        break;
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("a cursor that this graph did not give is refused", async () => {
    const { errors } = await ask('{ partnerships(after: "bm90IG91cnM") { totalCount } }');
    expect(errors[0]).toMatchObject({ extensions: { code: "CURSOR_INVALID" } });
  });

  it("an organisation knows its partnerships, and nobody knows one that is not there", async () => {
    const lead = counter.world.partnerships[0]!.lead;
    const { data } = await ask(
      `{ known: organisation(enterpriseNumber: "${lead}") { name kind municipality { nis } partnerships { id } } unknown: organisation(enterpriseNumber: "0403019261") { name } }`,
    );
    expect(data.known).toMatchObject({ kind: "SOCIAL_ENTERPRISE", partnerships: [{ id: "SV-0001" }] });
    expect(data.unknown).toBeNull();
  });
});

describe("the stories at the counter", () => {
  it("Amina may be active; her hours were built up to twenty", async () => {
    const { data } = await askParticipants("phase hoursPerWeek readiness { mayBeActive }", [person(0)]);
    expect(data._entities[0]).toMatchObject({ phase: "ACTIVE", hoursPerWeek: 20, readiness: { mayBeActive: true } });
  });

  it("Koen may not: nobody declared his Dimona", async () => {
    const { data } = await askParticipants("readiness { mayBeActive conditions { kind state actor } }", [person(10)]);
    const { mayBeActive, conditions } = data._entities[0].readiness;
    expect(mayBeActive).toBe(false);
    expect(conditions.filter(({ state }: Answer) => state !== "MET")).toEqual([
      { kind: "DIMONA", state: "LACKING", actor: "MEMBER" },
    ]);
  });

  it("Ivan's agreement ended and nobody recorded where he went", async () => {
    const { data } = await askParticipants("phase agreements { status endReason }", [person(8)]);
    expect(data._entities[0]).toMatchObject({
      phase: "ENDED",
      agreements: [{ status: "ENDED", endReason: "AGREEMENT_ENDED" }],
    });
  });

  it("Fatima waits: she has no file at the counter, and she was referred", async () => {
    const { data } = await askParticipants(
      "counterFile { asOf } agreements { id } hoursPerWeek readiness { mayBeActive }",
      [person(5)],
    );
    expect(data._entities[0]).toMatchObject({
      counterFile: null,
      agreements: null,
      hoursPerWeek: null,
      readiness: { mayBeActive: false },
    });
  });

  it("when VDAB does not answer, Leen's readiness is not known, and what lacks is not guessed", async () => {
    const who = [{ __typename: "Participant", id: idOf(person(11).insz), accessFacts: null, permissionFacts: null }];
    const { data } = await ask(PARTICIPANTS("phase readiness { mayBeActive conditions { kind state } }"), { who });
    const { mayBeActive, conditions } = data._entities[0].readiness;
    expect(mayBeActive).toBeNull();
    expect(conditions.filter(({ state }: Answer) => state === "UNKNOWN").map(({ kind }: Answer) => kind)).toEqual([
      "ADVICE",
      "ASSESSMENT",
      "HOURS_ABLE",
      "PERMISSION",
    ]);
    expect(data._entities[0].phase).toBe("ACTIVE");
  });
});

describe("when a part of the counter is away", () => {
  it("readiness still tells what the others know, and the counter's conditions are unknown", async () => {
    counter.loket.setMood("lying");
    const { data, errors } = await askParticipants(
      "agreements { id } readiness { mayBeActive conditions { kind state } }",
      [person(0)],
    );
    expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["AGENCY_UNREADABLE"]);
    expect(data._entities[0].agreements).toBeNull();
    const { mayBeActive, conditions } = data._entities[0].readiness;
    expect(mayBeActive).toBeNull();
    expect(conditions.find(({ kind }: Answer) => kind === "AGREEMENT").state).toBe("UNKNOWN");
    expect(conditions.find(({ kind }: Answer) => kind === "ADVICE").state).toBe("MET");
  });

  it("without the drop folder a partnership still answers; only its statements are not known", async () => {
    const lost = await counter.run({ LOKET_DROP_FOLDER: join(counter.dropFolder, "nowhere") });
    const { data, errors } = await ask(
      '{ partnership(id: "SV-0001") { name compliance { kind met } statements(year: 2026) { quarter } } }',
      {},
      lost,
    );
    expect(data.partnership.name).toBe("Maatwerkbedrijf de Ploeg");
    expect(data.partnership.statements).toBeNull();
    expect(errors[0]).toMatchObject({ extensions: { code: "AGENCY_FAILED", agency: "LOKET" } });
    expect(data.partnership.compliance.find(({ kind }: Answer) => kind === "QUARTERLY_STATEMENT").met).toBeNull();
    await lost.stop();
  });
});
