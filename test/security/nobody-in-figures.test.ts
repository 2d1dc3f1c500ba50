import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import type { Mandate } from "../../schema/mandate.js";
import { contingentsSubgraph } from "../../subgraphs/contingents/subgraph.js";
import { ledgerSubgraph } from "../../subgraphs/ledger/subgraph.js";
import { referralsSubgraph } from "../../subgraphs/referrals/subgraph.js";
import { runSubgraph, type RunningSubgraph } from "../../subgraphs/kernel/run-subgraph.js";
import { NOW, PATIENT, startHouse, type TestHouse } from "../support/start-house.js";
import {
  findBeginnings,
  findByStatistics,
  findDaysGuided,
  findSmallGroups,
  isFundingFound,
  type FundingAnswer,
  type OccupancyAnswer,
  type OutflowAnswer,
} from "./attack-figures.js";
import { PERSONAS } from "./who-may-see-what.js";

/*
 * An attack on figures about people: everything that the graph gives of partnerships, over days, years and readings, and the
 * differences of that. The same attack on a graph that suppresses nothing finds people, so that it can find them here.
 */

const TODAY = NOW.slice(0, 10);
const FIGURES = `on countedOn roundedTo granted running agreements ratio used projectedYearEnd state projectedState`;
const PEOPLE_KINDS = ["QUALIFIED_GUIDE", "AGREEMENT_SIGNED", "DIMONA", "CONTINGENT_NOT_EXCEEDED"];

/** Who has a right to nobody's file at most partnerships. */
const WITHOUT_RIGHT: Record<string, Mandate> = {
  analyst: PERSONAS.analyst.mandate,
  "another lead": { ...PERSONAS.lead.mandate, organisation: PERSONAS["partner's guide"].mandate.organisation },
  "sickness-fund employee": PERSONAS["sickness-fund employee"].mandate,
  "OCMW worker": PERSONAS["OCMW worker"].mandate,
  "VDAB mediator": PERSONAS["VDAB mediator"].mandate,
};

let house: TestHouse;
/** The same subgraph over the same agency, without a limit. */
let bare: RunningSubgraph;
let bareLedger: RunningSubgraph;
let bareReferrals: RunningSubgraph;
const ledger = () => house.subgraphs.find(({ name }) => name === "ledger")!;

beforeAll(async () => {
  house = await startHouse({ participants: 200, environment: PATIENT });
  const parts = {
    settings: { ...house.settings, AMA_SMALL_CELL_LIMIT: 1 },
    clock: createClock(NOW),
    log: createLog("silent"),
    accessLog: house.accessLog,
  };
  bare = await runSubgraph(contingentsSubgraph, parts);
  bareLedger = await runSubgraph(ledgerSubgraph, parts);
  bareReferrals = await runSubgraph(referralsSubgraph, parts);
});
afterAll(async () => {
  await bare?.stop();
  await bareLedger?.stop();
  await bareReferrals?.stop();
  await house?.stop();
});

interface Told {
  readonly members: readonly { qualifiedGuides: number | null }[];
  readonly participants: { totalCount: number } | null;
  readonly agreements: { totalCount: number } | null;
  readonly lapses: readonly { kind: string }[];
  readonly compliance: readonly { kind: string; met: boolean | null; since: string | null; explanation: string }[];
}

type Ask = (query: string, variables: Record<string, unknown>, mandate: Mandate) => Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const askGuarded: Ask = async (query, variables, mandate) =>
  (await house.askSubgraph("contingents", query, variables, mandate)).data;
const askBare: Ask = async (query, variables, mandate) => {
  const { data } = await bare.answer({ query, variables, mandate, signal: new AbortController().signal });
  return JSON.parse(JSON.stringify(data));
};

/** The last days of all quarters, and every day of a season in which one of them lies. */
function days(): string[] {
  const ends = [2021, 2022, 2023, 2024, 2025, 2026].flatMap((year) =>
    ["03-31", "06-30", "09-30", "12-31"].map((day) => `${year}-${day}`),
  );
  const season = Array.from({ length: 90 }, (_, i) => new Date(Date.UTC(2026, 7, i + 1)).toISOString().slice(0, 10));
  return [...new Set([...ends, ...season])].filter((day) => day <= TODAY).sort();
}

async function readOccupancies(ask: Ask, mandate: Mandate, all = days()): Promise<Map<string, OccupancyAnswer[]>> {
  const found = new Map<string, OccupancyAnswer[]>();
  for (let from = 0; from < all.length; from += 60) {
    const query = `query($on: [Date!]!) { partnerships(first: 200) { edges { node { id occupancies(on: $on) { ${FIGURES} } } } } }`;
    const { partnerships } = await ask(query, { on: all.slice(from, from + 60) }, mandate);
    for (const { node } of partnerships.edges) found.set(node.id, [...(found.get(node.id) ?? []), ...node.occupancies]);
  }
  return found;
}

function attackOccupancy(answers: ReadonlyMap<string, readonly OccupancyAnswer[]>) {
  const all = [...answers.values()];
  const begun = all.map(findBeginnings);
  return {
    small: all.flatMap(findSmallGroups).length,
    few: begun.flatMap(({ few }) => few).length,
    dated: begun.flatMap(({ dated }) => dated).length,
    days: all.flatMap(findDaysGuided).length,
  };
}

describe("whoever has no right to the people of a partnership", () => {
  it("finds nobody by differences over partnerships and days, and would without a limit", async () => {
    const guarded = await readOccupancies(askGuarded, WITHOUT_RIGHT["analyst"]!);
    expect(attackOccupancy(guarded)).toEqual({ small: 0, few: 0, dated: 0, days: 0 });
    // There is something to see all the same.
    expect([...guarded.values()].flat().filter(({ running }) => running !== null).length).toBeGreaterThan(30);

    const open = attackOccupancy(await readOccupancies(askBare, WITHOUT_RIGHT["analyst"]!));
    for (const found of Object.values(open)) expect(found).toBeGreaterThan(10);
  });

  it("reads the same, whoever it is", async () => {
    const some = ["2025-12-31", "2026-02-14", "2026-09-29", "2026-09-30", TODAY, "2026-12-31"];
    const expected = await readOccupancies(askGuarded, WITHOUT_RIGHT["analyst"]!, some);
    const citizen = { ...PERSONAS.citizen.mandate, participant: house.idOf(PERSONAS.citizen.known) };
    for (const mandate of [...Object.values(WITHOUT_RIGHT), citizen])
      expect(await readOccupancies(askGuarded, mandate, some)).toEqual(expected);
  });

  it("reads of one to four participants that they are too few, with an error that says so", async () => {
    const counts = await readOccupancies(askBare, WITHOUT_RIGHT["analyst"]!, ["2026-09-30"]);
    const [alone] = [...counts].find(([, [day]]) => day!.running! >= 1 && day!.running! <= 4) ?? [];
    expect(alone).toBeDefined();
    const query = `query($id: ID!) { partnership(id: $id) { occupancy { running used state roundedTo countedOn } } }`;
    for (const as of ["citizen", "analyst"]) {
      const purpose = as === "citizen" ? "OWN_FILE" : "STATISTICS";
      const { data, errors } = await house.ask(query, { id: alone }, { as, purpose });
      expect(data.partnership.occupancy).toEqual({
        running: null,
        used: null,
        state: "TOO_FEW",
        roundedTo: 5,
        countedOn: "2026-09-30",
      });
      expect(errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["SMALL_CELL", "SMALL_CELL"]);
    }
    const exact = await house.ask(query, { id: alone });
    expect(exact.errors).toBeUndefined();
    expect(exact.data.partnership.occupancy).toMatchObject({ roundedTo: 1, countedOn: TODAY });
  });

  it("finds by a filter what it reads, and no more", async () => {
    const query = `query($filter: PartnershipFilter) { partnerships(filter: $filter, first: 200) { totalCount edges { node { id occupancy { state projectedState } } } } }`;
    const { partnerships: all } = await askGuarded(query, {}, WITHOUT_RIGHT["analyst"]!);
    for (const [key, field] of [
      ["occupancy", "state"],
      ["projected", "projectedState"],
    ] as const)
      // prettier-ignore
      for (const state of ["OVER", "FULL", "BALANCED", "UNDER_USED", "NOT_GRANTED", "TOO_FEW", "UNCERTAIN"]) {
        const { partnerships } = await askGuarded(query, { filter: { [key]: [state] } }, WITHOUT_RIGHT["analyst"]!);
        const shown = all.edges.filter(({ node }: any) => node.occupancy[field] === state); // eslint-disable-line @typescript-eslint/no-explicit-any
        expect(partnerships.edges).toEqual(shown);
        expect(partnerships.totalCount).toBe(shown.length);
      }
  });

  it("reads of no finding about people whether, since when and for how many, and of no member how many guides", async () => {
    const query = `{ partnerships(first: 200) { edges { node {
      id members { qualifiedGuides } participants { totalCount } agreements { totalCount }
      compliance { kind met since actor explanation } lapses { kind } } } } }`;
    const told = async (ask: Ask) => {
      const { partnerships } = await ask(query, {}, WITHOUT_RIGHT["analyst"]!);
      const nodes: Told[] = partnerships.edges.map(({ node }: { node: Told }) => node);
      const findings = nodes.flatMap(({ compliance }) => compliance).filter(({ kind }) => PEOPLE_KINDS.includes(kind));
      const counts = nodes.flatMap(({ members }) => members.map(({ qualifiedGuides }) => qualifiedGuides ?? 0));
      return {
        lapses: nodes.flatMap(({ lapses }) => lapses).filter(({ kind }) => PEOPLE_KINDS.includes(kind)).length,
        dated: findings.filter(({ since }) => since !== null).length,
        counted: findings.filter(({ explanation }) => /\d/.test(explanation)).length,
        judged: findings.filter(({ met }) => met !== null).length,
        guides: counts.filter((count) => count > 0 && count < 5).length,
        listed: nodes.filter(({ participants, agreements }) => participants?.totalCount || agreements?.totalCount)
          .length,
      };
    };
    expect(await told(askGuarded)).toEqual({ lapses: 0, dated: 0, counted: 0, judged: 0, guides: 0, listed: 0 });
    const { lapses, dated, counted, judged, guides } = await told(askBare);
    expect(lapses).toBeGreaterThan(1);
    for (const found of [dated, counted, judged, guides]) expect(found).toBeGreaterThan(5);
  });
});

describe("an analyst, of the funding of partnerships", () => {
  const YEARS = [2021, 2022, 2023, 2024, 2025, 2026];
  const query = `query($year: Int!) { fundingYears(year: $year, first: 200) { edges { node {
    roundedTo days(reading: ATTENDED) otherDays: days(reading: CALENDAR) trajectories contingent
    unitAmount { amount { cents } } subsidy { cents } balance { cents } advances { amount { cents } }
    shares { amount { cents } } } } } }`;
  const analyst = PERSONAS.analyst.mandate;
  const ask = async (subgraph: RunningSubgraph, text: string, variables: Record<string, unknown>) => {
    const signal = new AbortController().signal;
    return JSON.parse(JSON.stringify(await subgraph.answer({ query: text, variables, mandate: analyst, signal })));
  };
  const attack = async (subgraph: RunningSubgraph) => {
    const found = { years: 0, shown: 0, people: 0 };
    for (const year of YEARS) {
      const { data } = await ask(subgraph, query, { year });
      for (const { node } of data.fundingYears.edges as { node: FundingAnswer & { roundedTo: number } }[]) {
        found.years += 1;
        if (node.days !== null || node.otherDays !== null) found.shown += 1;
        // The attacker knows the step from the documentation, whatever the graph says.
        if (isFundingFound(node, subgraph === bareLedger ? 1 : 5)) found.people += 1;
      }
    }
    return found;
  };

  it("finds nobody by years, readings and amounts, and would without a limit", async () => {
    const guarded = await attack(ledger());
    expect(guarded.people).toBe(0);
    expect(guarded.shown).toBeGreaterThan(1);
    const open = await attack(bareLedger);
    expect(open.years).toBe(guarded.years);
    expect(open.people).toBeGreaterThan(5);
  });

  it("reads no field from which exact days follow", async () => {
    for (const field of [
      "settlements { version }",
      "recoveries { reason }",
      "recomputed { days }",
      "expected { on }",
      "steps { number }",
      "sharedDays { days }",
    ]) {
      const { errors } = await ask(
        ledger(),
        `{ fundingYears(year: 2025, first: 1) { edges { node { ${field} } } } }`,
        {},
      );
      expect([field, errors?.[0]?.extensions?.code]).toEqual([field, "UNAUTHORIZED_FIELD_OR_TYPE"]);
    }
  });

  it("reads the trajectories of a partnership in no other way", async () => {
    const { data } = await ask(ledger(), query, { year: 2025 });
    expect(data.fundingYears.edges.length).toBeGreaterThan(0);
    const byPartnership = `query($ids: [_Any!]!) { _entities(representations: $ids) { ... on Partnership { trajectories(year: 2025) { attended calendar } } } }`;
    const ids = house.world.partnerships.map(({ id }) => ({ __typename: "Partnership", id }));
    const { data: told } = await ask(ledger(), byPartnership, { ids });
    for (const entity of told._entities)
      for (const figure of Object.values(entity?.trajectories ?? {})) expect((figure as number) % 5).toBe(0);
  });
});

describe("an analyst, of statistics", () => {
  const analyst = PERSONAS.analyst.mandate;
  /** What a subgraph gives of statistics, asked as the gateway does. */
  const read = async (subgraph: RunningSubgraph, selection: string) => {
    const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Statistics { ${selection} } } }`;
    const variables = { of: [{ __typename: "Statistics", until: "2026-09-30" }] };
    const { data, errors } = await subgraph.answer({
      query,
      variables,
      mandate: analyst,
      signal: new AbortController().signal,
    });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data))._entities[0];
  };

  it("finds nobody in outflow by subtracting rows from all, and one figure from another; would without a limit", async () => {
    const SHARE = "{ of count }";
    const cells = `cells { started paidWork ${SHARE} within { months share ${SHARE} } stillEmployed { months share ${SHARE} } }`;
    const by = ["PROVINCE", "PARTNER", "YEAR"].map((one) => `${one}: outflow(by: ${one}) { ${cells} }`).join(" ");
    const attack = async (subgraph: RunningSubgraph) => {
      const { all, ...divisions } = await read(subgraph, `all: outflow { ${cells} } ${by}`);
      const found = Object.values(divisions as Record<string, { cells: OutflowAnswer[] }>).map((division) =>
        findByStatistics(division.cells, all.cells[0]),
      );
      return {
        few: found.reduce((sum, { few }) => sum + few, 0),
        shown: found.reduce((sum, { shown }) => sum + shown, 0),
      };
    };
    const guarded = await attack(house.subgraphs.find(({ name }) => name === "referrals")!);
    expect(guarded.few).toBe(0);
    expect(guarded.shown).toBeGreaterThan(5);
    expect((await attack(bareReferrals)).few).toBeGreaterThan(20);
  });

  it("finds in sums of funding no days but those of five, and nobody where there may be few", async () => {
    const attack = async (subgraph: RunningSubgraph) => {
      const found = { odd: 0, few: 0, shown: 0 };
      for (const year of [2021, 2022, 2023, 2024, 2025, 2026]) {
        const { funding } = await read(
          subgraph,
          `funding(year: ${year}) { readings { days } trajectories unused { used suppressed } }`,
        );
        const days: number[] = [
          ...funding.readings.map((one: { days: number }) => one.days),
          funding.trajectories * 365,
        ];
        found.odd += days.filter((count) => Math.round(count) % (5 * 365) !== 0).length;
        for (const { used, suppressed } of funding.unused as { used: number | null; suppressed: boolean }[])
          if (suppressed) expect(used).toBeNull();
          else if (used! < 5) found.few += 1;
          else found.shown += 1;
      }
      return found;
    };
    const guarded = await attack(ledger());
    expect(guarded).toMatchObject({ odd: 0, few: 0 });
    expect(guarded.shown).toBeGreaterThan(1);
    const open = await attack(bareLedger);
    for (const found of [open.odd, open.few]) expect(found).toBeGreaterThan(5);
  });
});

describe("whoever has a right to the people of a partnership", () => {
  it("reads exact figures of any day: the lead of its own, the department and the inspection of all", async () => {
    const query = `query($on: Date!) { partnerships(first: 200) { edges { node { id lead { enterpriseNumber } occupancy(on: $on) { ${FIGURES} } compliance { kind met explanation } } } } }`;
    const variables = { on: "2026-10-17" };
    const { partnerships: open } = await askBare(query, variables, WITHOUT_RIGHT["analyst"]!);
    for (const persona of [PERSONAS.inspector, PERSONAS["dossier manager"]])
      expect((await askGuarded(query, variables, persona.mandate)).partnerships).toEqual(open);
    const lead = PERSONAS.lead.mandate;
    const { partnerships } = await askGuarded(query, variables, lead);
    const isOwn = ({ node }: any) => node.lead.enterpriseNumber === lead.organisation; // eslint-disable-line @typescript-eslint/no-explicit-any
    expect(partnerships.edges.filter(isOwn)).toEqual(open.edges.filter(isOwn));
    expect(partnerships.edges.filter(isOwn).length).toBeGreaterThan(0);
    for (const { node } of partnerships.edges.filter((edge: unknown) => !isOwn(edge)))
      expect(node.occupancy).toMatchObject({ roundedTo: 5, countedOn: "2026-09-30" });
  });
});
