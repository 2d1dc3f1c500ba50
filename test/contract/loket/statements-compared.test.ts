import { mkdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import writeSheet from "write-excel-file/node";
import type { Agreement, Person } from "../../../agencies/population/world.js";
import type { Mandate } from "../../../schema/mandate.js";
import type { RunningSubgraph } from "../../../subgraphs/kernel/run-subgraph.js";
import { asking, inspector } from "../../support/asking.js";
import { HEADINGS } from "../../support/make-spreadsheet.js";
import { idOf, openCounter } from "./connect.js";

/*
 * Statements written by hand into the drop folder, held against what the counter says of the same people.
 */

type Cell = string | number | null;
interface Held {
  person: Person;
  agreement: Agreement;
}

const QUARTER = "2026Q2";
let counter: Awaited<ReturnType<typeof openCounter>>;
let subgraph: RunningSubgraph;
/** Two who are guided all through the quarter by a partnership, and one by another. */
let own: Held[];
let other: Held;
let HERE: string;
let THERE: string;

beforeAll(async () => {
  counter = await openCounter(400);
  subgraph = await counter.run();
  const held = counter.world.persons
    .filter(({ former, agreements }) => !former && agreements.length === 1)
    .flatMap((person) => person.agreements.map((agreement) => ({ person, agreement })))
    .filter(({ agreement: { startsOn, endsOn } }) => startsOn < "2026-04-01" && endsOn === undefined);
  const at = (id: string) => held.filter(({ agreement }) => agreement.partnershipId === id);
  [HERE, THERE] = counter.world.partnerships.map(({ id }) => id).filter((id) => at(id).length > 2) as [string, string];
  own = at(HERE);
  other = at(THERE)[0]!;
});
afterAll(async () => {
  await subgraph.stop();
  await counter.loket.stop();
  await rm(counter.dropFolder, { recursive: true });
});

const DAYS = "06/04; 07/04; 08/04";
const european = (day: string) => day.split("-").reverse().join("/");
function rowOf({ person, agreement }: Held, changes: Record<number, Cell> = {}): Cell[] {
  const { id, organisation, startsOn } = agreement;
  const row: Cell[] = [person.insz, "Een Naam", id, organisation, european(startsOn), null, 3, DAYS];
  for (const [place, value] of Object.entries(changes)) row[Number(place)] = value;
  return row;
}

const fileOf = (partnership: string, name = `${partnership}_${QUARTER}.xlsx`) =>
  join(counter.dropFolder, partnership, name);
/** Takes all others of the partnership out, and puts this one in their place. */
async function deliver(
  partnership: string,
  rows: Cell[][],
  on = "2026-07-09T09:00:00Z",
  quarter = QUARTER,
  first: Cell[] = HEADINGS,
) {
  await rm(join(counter.dropFolder, partnership), { recursive: true, force: true });
  await add(partnership, `${partnership}_${quarter}.xlsx`, rows, on, first);
}
async function add(partnership: string, name: string, rows: Cell[][] | string, on: string, first: Cell[] = HEADINGS) {
  await mkdir(join(counter.dropFolder, partnership), { recursive: true });
  const file = fileOf(partnership, name);
  if (typeof rows === "string") await writeFile(file, rows);
  else
    await writeSheet([first, ...rows].map((row) => row.map((value) => (value === null ? null : { value })))).toFile(
      file,
    );
  await utimes(file, new Date(on), new Date(on));
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
async function ask(query: string, variables: Record<string, unknown>, mandate: Mandate = inspector): Promise<any> {
  const { data, errors } = await subgraph.answer({ query, variables, mandate, signal: asking().signal });
  return { ...data, errors };
}
const STATEMENT = `query ($id: ID!, $year: Int!) { partnership(id: $id) { statements(year: $year) { quarter deliveredOn late rows days countedDays
  problems { kind row column value message remedy } } } }`;
async function read(partnership = HERE, quarter = QUARTER) {
  const { partnership: found } = await ask(STATEMENT, { id: partnership, year: Number(quarter.slice(0, 4)) });
  const statement = found.statements.find((each: { quarter: string }) => each.quarter === quarter);
  const problems = statement.problems?.map(({ kind, row }: { kind: string; row: number | null }) => `${row} ${kind}`);
  return { ...statement, told: problems, all: statement.problems };
}

describe("a change to a good statement", () => {
  it("the good one counts whole", async () => {
    await deliver(
      HERE,
      own.slice(0, 2).map((held) => rowOf(held)),
    );
    expect(await read()).toMatchObject({ rows: 2, days: 6, countedDays: 6, told: [] });
  });

  it.each<[string, () => Record<number, Cell>, string[], number]>([
    ["an agreement of another partnership", () => ({ 2: other.agreement.id }), ["3 AGREEMENT_OF_ANOTHER"], 3],
    ["the number of somebody else", () => ({ 0: own[2]!.person.insz }), ["3 PARTICIPANT_MISMATCH"], 3],
    ["the enterprise number of another organisation", () => ({ 3: "0316380841" }), ["3 ENTERPRISE_MISMATCH"], 3],
    ["another start", () => ({ 4: "01/01/2019" }), ["3 START_MISMATCH"], 3],
    ["an end that the counter does not know", () => ({ 5: "30/06/2026" }), ["3 END_MISMATCH"], 3],
    ["a day of another quarter", () => ({ 7: "06/04; 07/04; 06/07" }), ["3 DAY_OUTSIDE_QUARTER"], 5],
    ["an agreement that the counter does not know", () => ({ 2: "BO-9999999" }), ["3 AGREEMENT_UNKNOWN"], 3],
  ])("%s is a problem at its row, and does not count", async (_, change, problems, counted) => {
    await deliver(HERE, [rowOf(own[0]!), rowOf(own[1]!, change())]);
    const statement = await read();
    expect(statement.told).toEqual(expect.arrayContaining(problems));
    expect(statement).toMatchObject({ rows: 2, days: 6, countedDays: counted });
    for (const { message, remedy } of statement.all) {
      expect(message).not.toMatch(/\d{11}/);
      expect(remedy).toMatch(/\.$/);
    }
  });

  it("the enterprise number of another partnership's lead in the title costs the whole file", async () => {
    const { lead } = counter.world.partnerships.find(({ id }) => id === HERE)!;
    const titled = async (number: string) => {
      await deliver(HERE, [HEADINGS, rowOf(own[0]!)], undefined, QUARTER, [`Kwartaaloverzicht van ${number}`]);
      return read();
    };
    expect(await titled(`BE${lead.slice(0, 4)}.${lead.slice(4, 7)}.${lead.slice(7)}`)).toMatchObject({
      countedDays: 3,
      told: [],
    });
    expect(await titled("0316.380.841")).toMatchObject({ days: 3, countedDays: 0, told: ["null ENTERPRISE_MISMATCH"] });
  });

  it("days that had not come when it was delivered, and a quarter that had not ended, do not count", async () => {
    await deliver(HERE, [rowOf(own[0]!, { 6: 2, 7: "06/04; 30/06" })], "2026-05-04T09:00:00Z");
    expect(await read()).toMatchObject({
      days: 2,
      countedDays: 0,
      told: ["null QUARTER_NOT_ENDED", "2 DAY_IN_FUTURE"],
    });
    await deliver(HERE, [rowOf(own[0]!, { 6: 1, 7: "05/01" })], "2026-11-20T09:00:00Z", "2027Q1");
    expect(await read(HERE, "2027Q1")).toMatchObject({
      days: 1,
      countedDays: 0,
      told: ["null QUARTER_NOT_ENDED", "2 DAY_IN_FUTURE"],
    });
  });
});

/** The agreements of a person whose records the counter keeps right. */
async function readableNumbers({ insz }: Person): Promise<string[]> {
  const query =
    "query ($who: [_Any!]!) { _entities(representations: $who) { ... on Participant { agreements { id } } } }";
  const { _entities } = await ask(query, { who: [{ __typename: "Participant", id: idOf(insz) }] });
  return _entities[0].agreements.flatMap((agreement: { id: string } | null) => agreement?.id ?? []);
}
const askAttendance = async ({ insz }: Person) => {
  const query = `query ($who: [_Any!]!) { _entities(representations: $who) { ... on Participant {
    attendance(quarter: "${QUARTER}") { days listedDays problems { kind row } } agreements { id attendance(quarter: "${QUARTER}") { days } } } } }`;
  const { _entities } = await ask(query, { who: [{ __typename: "Participant", id: idOf(insz) }] });
  return _entities[0];
};

describe("two partnerships", () => {
  it("are both told of the same person on the same day, as the department is (question 16)", async () => {
    const pairOf = ({ agreements }: Person) => {
      const during = agreements.filter(
        ({ startsOn, endsOn }) => startsOn < "2026-04-01" && (endsOn ?? "9") > "2026-06-30",
      );
      const [first] = during;
      const second = during.find(({ partnershipId }) => partnershipId !== first?.partnershipId);
      return first && second ? ([first, second] as const) : undefined;
    };
    const candidates = counter.world.persons.filter((person) => !person.former && pairOf(person));
    const known = await Promise.all(candidates.map(readableNumbers));
    const both = candidates.find(({ agreements }, i) => agreements.every(({ id }) => known[i]!.includes(id)))!;
    const [first, second] = pairOf(both)!;
    const line = (agreement: Agreement, days: string) =>
      rowOf({ person: both, agreement }, { 5: agreement.endsOn ? european(agreement.endsOn) : null, 7: days });
    await deliver(first.partnershipId, [line(first, "06/04; 07/04; 08/04")]);
    await deliver(second.partnershipId, [line(second, "08/04; 09/04; 10/04")]);
    for (const [mine, theirs] of [
      [first, second],
      [second, first],
    ] as const) {
      const { all } = await read(mine.partnershipId);
      const twice = all.filter(({ kind }: { kind: string }) => kind === "REPORTED_TWICE");
      expect(twice).toMatchObject([{ row: 2, value: "08/04/2026" }]);
      expect(twice[0].message).toContain(theirs.partnershipId);
    }
    const { attendance, agreements } = await askAttendance(both);
    expect(attendance).toMatchObject({ days: 5, listedDays: 5 });
    expect(attendance.problems.map(({ kind }: { kind: string }) => kind)).toEqual(["REPORTED_TWICE", "REPORTED_TWICE"]);
    const under = (id: string) => agreements.find((each: { id: string }) => each.id === id).attendance.days;
    expect([under(first.id), under(second.id)]).toEqual([3, 3]);
  });

  it("an agreement whose record is not right costs its own days, with a problem that names the row", async () => {
    const guided = counter.world.persons.filter(({ former, agreements }) => !former && agreements.length > 0);
    const known = await Promise.all(guided.map(readableNumbers));
    const [{ person, agreement }] = guided.flatMap((person, i) =>
      person.agreements
        .filter(({ id, startsOn }) => !known[i]!.includes(id) && startsOn < "2026-04-01")
        .map((agreement) => ({ person, agreement })),
    ) as [Held];
    await deliver(agreement.partnershipId, [rowOf({ person, agreement })]);
    const { attendance } = await askAttendance(person);
    expect(attendance.listedDays).toBeGreaterThan(attendance.days);
    expect(attendance.problems).toContainEqual({ kind: "AGREEMENT_UNREADABLE", row: 2 });
  });

  it("the one whose agreement another lists is told where", async () => {
    await deliver(THERE, [rowOf(other)]);
    await deliver(HERE, [rowOf(own[0]!), rowOf(other)]);
    const { partnership } = await ask(
      `query ($id: ID!) { partnership(id: $id) { statements(year: 2026) { quarter listedElsewhere { partnership { id } row agreement days participant { id } } } } }`,
      { id: THERE },
    );
    const statement = partnership.statements.find(({ quarter }: { quarter: string }) => quarter === QUARTER);
    expect(statement.listedElsewhere).toEqual([
      {
        partnership: { id: HERE },
        row: 3,
        agreement: other.agreement.id,
        days: 3,
        participant: { id: idOf(other.person.insz) },
      },
    ]);
  });
});

describe("a statement beside what the ledger hands over", () => {
  const compare = async (acceptedFacts: unknown) => {
    await deliver(HERE, [rowOf(own[0]!), rowOf(own[1]!, { 4: "01/01/2019" })]);
    const query = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on QuarterlyStatement {
      comparison { listed counted accepted reasons participants { participant { id } listed counted accepted reasons } } } } }`;
    const keys = [{ __typename: "QuarterlyStatement", partnership: { id: HERE }, quarter: QUARTER, acceptedFacts }];
    const { _entities, errors = [] } = await ask(query, { keys });
    return {
      ..._entities[0].comparison,
      codes: errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code),
    };
  };
  const facts = { withheldFor: null, whole: true, deliveredOn: "2026-07-09" };
  const people = (...days: number[]) =>
    days.map((count, i) => ({ participant: { id: idOf(own[i]!.person.insz) }, days: count }));

  it("says per participant where the three differ, and why", async () => {
    expect(await compare({ ...facts, people: people(3, 3, 2) })).toMatchObject({
      ...{ listed: 6, counted: 3, accepted: 8, reasons: ["ROW_PROBLEM", "NOT_LISTED"], codes: [] },
      participants: [
        { listed: 3, counted: 3, accepted: 3, reasons: [] },
        { listed: 3, counted: 0, accepted: 3, reasons: ["ROW_PROBLEM"] },
        { participant: { id: idOf(own[2]!.person.insz) }, listed: 0, counted: 0, accepted: 2, reasons: ["NOT_LISTED"] },
      ],
    });
  });

  it("says that nothing is accepted yet", async () => {
    expect(await compare({ ...facts, deliveredOn: null, people: [] })).toMatchObject({
      ...{ listed: 6, counted: 3, accepted: null, reasons: ["NOTHING_ACCEPTED", "ROW_PROBLEM"], codes: [] },
    });
  });

  it("keeps what the counter knows where the ledger did not answer, with an error for the rest", async () => {
    const { codes, ...told } = await compare(null);
    expect(told).toMatchObject({ listed: 6, counted: 3, accepted: null, reasons: ["ROW_PROBLEM"] });
    expect(new Set(codes)).toEqual(new Set(["AGENCY_UNAVAILABLE"]));
  });
});

describe("deliveries of one statement", () => {
  const VERSIONS = `query ($id: ID!) { partnership(id: $id) { compliance { kind met since } statements(year: 2026) {
    quarter deliveredOn late days countedDays problems { kind remedy } versions { number deliveredAt state days trouble } } } }`;
  async function versions() {
    const { partnership, errors } = await ask(VERSIONS, { id: HERE });
    const statement = partnership.statements.find(({ quarter }: { quarter: string }) => quarter === QUARTER);
    const met = (kind: string) => partnership.compliance.find((each: { kind: string }) => each.kind === kind)?.met;
    return { ...statement, states: statement.versions.map(({ state }: { state: string }) => state), met, errors };
  }

  it("the last that can be read is in force; the others are kept, in order, with what became of them", async () => {
    await deliver(HERE, [rowOf(own[0]!)], "2026-07-09T09:00:00Z");
    await add(HERE, `${HERE}_${QUARTER} (1).xlsx`, [rowOf(own[0]!), rowOf(own[1]!)], "2026-08-03T09:00:00Z");
    expect(await versions()).toMatchObject({
      ...{ deliveredOn: "2026-08-03", late: false, days: 6, countedDays: 6, states: ["SUPERSEDED", "IN_FORCE"] },
      versions: [
        { number: 1, deliveredAt: "2026-07-09T09:00:00.000Z", days: 3, trouble: null },
        { number: 2, days: 6 },
      ],
    });
    await add(HERE, `${HERE}_${QUARTER} (2).xlsx`, "cut off", "2026-08-04T09:00:00Z");
    const after = await versions();
    expect(after).toMatchObject({ days: 6, countedDays: 6, states: ["SUPERSEDED", "IN_FORCE", "UNREADABLE"] });
    expect(after.versions[2]).toMatchObject({
      days: null,
      trouble: expect.stringContaining(`${HERE}_${QUARTER} (2).xlsx`),
    });
    expect(after.problems).toMatchObject([{ kind: "FILE_UNREADABLE" }]);
    expect(after.errors).toBeUndefined();
    expect(after.met("QUARTERLY_STATEMENT_READABLE")).toBe(false);
  });

  it("one that cannot be read alone does not meet the obligation", async () => {
    const delivered = counter.world.partnerships.find(({ id }) => id === HERE)!.statements;
    await rm(join(counter.dropFolder, HERE), { recursive: true });
    for (const { quarter, deliveredOn } of delivered.filter(
      ({ quarter }) => quarter >= "2025Q3" && quarter !== QUARTER,
    ))
      await add(HERE, `${HERE}_${quarter}.xlsx`, [rowOf(own[0]!)], `${deliveredOn}T09:00:00Z`);
    await add(HERE, `${HERE}_${QUARTER}.xlsx`, [rowOf(own[0]!)], "2026-07-09T09:00:00Z");
    const before = await versions();
    await add(HERE, `${HERE}_${QUARTER}.xlsx`, "cut off", "2026-07-09T09:00:00Z");
    const after = await versions();
    expect([before.met("QUARTERLY_STATEMENT"), after.met("QUARTERLY_STATEMENT")]).toEqual([true, false]);
    expect(after).toMatchObject({ days: null, countedDays: null, states: ["UNREADABLE"], deliveredOn: "2026-07-09" });
  });
});
