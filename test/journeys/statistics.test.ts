import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import { agreementRecord } from "../../agencies/loket/records.js";
import { Books } from "../../agencies/loket/books.js";
import type { Agreement, Permission, Person } from "../../agencies/population/world.js";
import { QUESTION_GROUPS } from "../../gateway/pages/playground/questions.js";
import { DOCUMENTS } from "../support/registered-questions.js";
import { PATIENT, startHouse, type Asker, type TestHouse } from "../support/start-house.js";

/*
 * Statistics against what the invented world itself comes to, counted here by other means. The world stands still on 21
 * November 2026: the last quarter that ended is the third.
 */

const UNTIL = "2026-09-30";
const ANALYST: Asker = { as: "analyst", purpose: "STATISTICS" };
const DEPARTMENT: Asker = { as: "dossier-manager", purpose: "FUNDING" };

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ participants: 600, environment: PATIENT });
});
afterAll(() => house.stop());

const ask = async (selection: string, asker: Asker = ANALYST) =>
  house.ask(`{ statistics { until ${selection} } }`, {}, asker);
const SHARE = "{ of count share suppressed }";

/** The same day so many months later; the last day of a shorter month. */
function later(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  const last = date.getUTCDate();
  return `${date.toISOString().slice(0, 8)}${String(Math.min(last, Number(day.slice(8)))).padStart(2, "0")}`;
}

function middle(days: number[]): number {
  const sorted = [...days].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2;
}

/** To the week where fewer than five values lie in each quarter. */
function toldMiddle(days: number[]): number {
  return days.length < 20 ? Math.round(middle(days) / 7) * 7 : middle(days);
}

const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

const PAID = ["NORMAAL_ECONOMISCH_CIRCUIT", "MAATWERKBEDRIJF", "INDIVIDUEEL_MAATWERK", "LOKALE_DIENSTENECONOMIE"];

describe("outflow", () => {
  const STATUTES = {
    NWWZ: "JOB_SEEKER",
    LEEFLOON: "LIVING_WAGE",
    ZIEKTE: "WORK_INCAPACITY",
    IVT: "INCOME_REPLACEMENT",
    IT: "INTEGRATION_ALLOWANCE",
  };

  /** Dossiers that VDAB lets be read, whose activities began. */
  function began() {
    return house.world.persons
      .filter(({ readRightEndedOn }) => readRightEndedOn === undefined)
      .flatMap((person) => {
        const started = person.referrals
          .filter(({ state, referredOn }) => (state === "GESTART" || state === "BEEINDIGD") && referredOn <= UNTIL)
          .sort((a, b) => (a.referredOn < b.referredOn ? 1 : -1))[0];
        const outflow = person.outflow && person.outflow.on <= UNTIL ? person.outflow : undefined;
        return started
          ? [{ person, started, paid: outflow && PAID.includes(outflow.destination) ? outflow : undefined }]
          : [];
      });
  }
  type Began = ReturnType<typeof began>[number];

  const provinceOf = ({ nis }: Person) => house.world.municipalities.find((one) => one.nis === nis)!.province;
  const rowsOf: Record<string, (one: Began) => string[]> = {
    STATUTE: ({ person, started: { referredOn } }) => [
      ...new Set(
        person.statutes
          .filter(({ from, to = "9999" }) => from <= referredOn && referredOn <= to)
          .map(({ kind }) => STATUTES[kind]),
      ),
    ],
    PROVINCE: ({ person }) => [provinceOf(person).toUpperCase().replace("-", "_")],
    PARTNER: ({ started }) => [started.organisation],
    YEAR: ({ started }) => [started.referredOn.slice(0, 4)],
    REGULATION: ({ started }) => [started.referredOn < "2024" ? "DECREE_2021" : "DECREE_2024"],
  };

  it.each([
    ["STATUTE", "statute"],
    ["PROVINCE", "province"],
    ["PARTNER", "partner { enterpriseNumber }"],
    ["YEAR", "year"],
    ["REGULATION", "regulation"],
  ])("by %s is what the world comes to", async (by, name) => {
    const { data, errors } = await ask(
      `outflow(by: ${by}) { until cells { ${name} started suppressed paidWork ${SHARE} within { months share ${SHARE} } stillEmployed { months share ${SHARE} } } }`,
    );
    expect(errors).toBeUndefined();
    const all = began();
    let shown = 0;
    for (const cell of data.statistics.outflow.cells) {
      const [key] = name.split(" ");
      const row = String(cell[key!].enterpriseNumber ?? cell[key!]);
      const own = all.filter((one) => rowsOf[by]!(one).includes(row));
      if (cell.started !== null) expect([row, cell.started]).toEqual([row, own.length]);
      const paid = own.filter((one) => one.paid);
      const known = (months: 6 | 12 | 24) =>
        paid.filter((one) => later(one.paid!.on, months) <= UNTIL && one.paid![`employedAfter${months}`] !== undefined);
      const followed = (months: number) => own.filter(({ started }) => later(started.referredOn, months) <= UNTIL);
      const expected = [
        [cell.paidWork, paid.length, own.length],
        ...cell.within.map(({ months, share }: { months: number; share: unknown }) => [
          share,
          followed(months).filter(({ paid: one, started }) => one && one.on <= later(started.referredOn, months))
            .length,
          followed(months).length,
        ]),
        ...cell.stillEmployed.map(({ months, share }: { months: 6 | 12 | 24; share: unknown }) => [
          share,
          known(months).filter((one) => one.paid![`employedAfter${months}`]).length,
          known(months).length,
        ]),
      ];
      for (const [share, count, of] of expected)
        if (!share.suppressed) {
          shown += 1;
          expect([row, share.count, share.of]).toEqual([row, count, of]);
        }
    }
    expect(data.statistics.outflow.until).toBe(UNTIL);
    expect(data.statistics.outflow.cells.length).toBeGreaterThan(1);
    expect(shown).toBeGreaterThan(0);
  });

  it("of everybody is one cell", async () => {
    const { data } = await ask("outflow { leftOut cells { started statute province year } }");
    expect(data.statistics.outflow).toEqual({
      leftOut: 0,
      cells: [{ started: began().length, statute: null, province: null, year: null }],
    });
  });
});

describe("permissions", () => {
  const reachable = (person: Person) => person.inscribed && !(person.index > 11 && person.index % 101 === 0);
  const decided = () =>
    house.world.persons
      .filter(reachable)
      .flatMap((person) => person.permissions.map((permission) => ({ person, permission })))
      .filter(({ permission: { decidedOn } }) => decidedOn !== undefined && decidedOn <= UNTIL);
  const isRevoked = ({ state, revokedOn }: Permission) => state === "HERROEPEN" && revokedOn! <= UNTIL;

  it("refused, revoked and how long a decision took, by issuer, are what the world comes to", async () => {
    const { data } = await ask(
      `permissionDecisions(by: ISSUER) { cells { issuer { enterpriseNumber } decided suppressed refused ${SHARE} revoked ${SHARE} requestToDecision { count median } } }`,
    );
    const { cells } = data.statistics.permissionDecisions;
    expect(cells.length).toBe(new Set(decided().map(({ permission }) => permission.issuer)).size);
    for (const { issuer, ...cell } of cells) {
      const own = decided()
        .map(({ permission }) => permission)
        .filter((one) => one.issuer === issuer.enterpriseNumber);
      const granted = own.filter(({ state }) => state !== "GEWEIGERD");
      if (!cell.suppressed)
        expect(cell).toMatchObject({
          decided: own.length,
          requestToDecision: {
            count: own.length,
            median: toldMiddle(own.map(({ requestedOn, decidedOn }) => days(requestedOn, decidedOn!))),
          },
        });
      if (!cell.refused.suppressed)
        expect(cell).toMatchObject({
          refused: { count: own.length - granted.length, of: own.length },
          revoked: { count: granted.filter(isRevoked).length, of: granted.length },
        });
    }
    expect(cells.filter((cell: { suppressed: boolean }) => !cell.suppressed).length).toBeGreaterThan(3);
    expect(cells.some((cell: { suppressed: boolean }) => cell.suppressed)).toBe(true);
  });

  it("the time from referral to permission joins VDAB's days and the network's", async () => {
    const { data, errors } = await ask(
      `permissionLeadTimes(by: STATUTE) { cells { statute suppressed referralToPermission { count median } } }`,
    );
    expect(errors).toBeUndefined();
    const waits = { LIVING_WAGE: [] as number[], WORK_INCAPACITY: [] as number[] };
    for (const person of house.world.persons.filter(reachable)) {
      if (person.readRightEndedOn !== undefined) continue;
      const referred = person.referrals
        .filter(({ state, referredOn }) => !["GEWEIGERD", "INGETROKKEN"].includes(state) && referredOn <= UNTIL)
        .map(({ referredOn }) => referredOn)
        .sort()[0];
      if (referred === undefined) continue;
      const first = new Map<string, Permission>();
      for (const one of person.permissions) {
        if (one.state === "GEWEIGERD" || !one.decidedOn || one.decidedOn > UNTIL || one.decidedOn < referred) continue;
        const key = one.issuer + one.statute;
        if (!first.has(key) || first.get(key)!.decidedOn! > one.decidedOn) first.set(key, one);
      }
      for (const { statute, decidedOn } of first.values())
        waits[statute === "LEEFLOON" ? "LIVING_WAGE" : "WORK_INCAPACITY"].push(days(referred, decidedOn!));
    }
    const { cells } = data.statistics.permissionLeadTimes;
    expect(cells).toEqual(
      Object.entries(waits).map(([statute, own]) => ({
        statute,
        suppressed: false,
        referralToPermission: { count: own.length, median: toldMiddle(own) },
      })),
    );
  });

  it("an agency that is away costs its own part, and says so", async () => {
    house.agencies.magda.setMood("down");
    const { data, errors } = await house.ask(
      "{ statistics { durations { cells { ended } } permissionDecisions(by: YEAR) { asOf } } }",
      {},
      { as: "dossier-manager", purpose: "FUNDING" },
    );
    house.agencies.magda.setMood("well");
    // Kept from before, or told that the network is away: never an empty figure.
    expect(data.statistics.durations.cells).toHaveLength(1);
    const told = errors?.map(({ path, extensions }) => [path, extensions?.["agency"]]);
    if (data.statistics.permissionDecisions === null)
      expect(told).toEqual([[["statistics", "permissionDecisions"], "MAGDA"]]);
  });
});

describe("durations", () => {
  it("by reason are what the world comes to", async () => {
    const { data } = await ask(
      "durations(by: END_REASON) { leftOut cells { endReason ended suppressed days { count median } } }",
    );
    const REASON: Record<string, string> = {
      DOORSTROOM: "OUTFLOW",
      DEELNEMER_STOPT: "PARTICIPANT_STOPPED",
      AFWEZIGHEID: "ABSENCE",
    };
    const books = new Books(house.world);
    /** As the counter writes them, which turns the end of some before their start. */
    const written = (person: Person, agreement: Agreement) => agreementRecord(person, agreement, books);
    const all = house.world.persons.flatMap((person) =>
      person.agreements.map((one) => ({ one, wire: written(person, one) })),
    );
    const isTurned = ({ wire }: (typeof all)[number]) =>
      wire.einddatum !== null && wire.einddatum.slice(0, 10) < wire.startdatum!.slice(0, 10);
    const ended = all.filter((each) => !isTurned(each) && each.one.endsOn !== undefined && each.one.endsOn <= UNTIL);
    const { cells, leftOut } = data.statistics.durations;
    expect(leftOut).toBe(all.filter(isTurned).length);
    for (const [reason, endReason] of Object.entries(REASON)) {
      const own = ended.filter(({ one }) => one.endReason === reason);
      const cell = cells.find((each: { endReason: string }) => each.endReason === endReason);
      expect(cell).toEqual({
        endReason,
        suppressed: false,
        ended: own.length,
        days: { count: own.length, median: toldMiddle(own.map(({ one }) => days(one.startsOn, one.endsOn!) + 1)) },
      });
    }
  });
});

describe("funding", () => {
  const euros = (text: unknown) => Math.round(Number(text) * 100);
  async function sql(text: string): Promise<Record<string, unknown>> {
    const client = new Client({ connectionString: house.agencies.dwse.address });
    await client.connect();
    try {
      return (await client.query(text)).rows[0] as Record<string, unknown>;
    } finally {
      await client.end();
    }
  }

  it("of a settled year is what the ledger settled last, to the cent", async () => {
    const { data } = await ask(
      "funding(year: 2024) { roundedTo partnerships settled contingent subsidy { cents } balance { cents } openRecoveries { cents } expected { partnerships } readings { reading days } }",
      DEPARTMENT,
    );
    const settled = await sql(`
      select count(*) as aantal, sum(contingent) as contingent, sum(subsidie) as subsidie, sum(saldo) as saldo,
        sum(dagen) filter (where lezing = 'AANWEZIG') as dagen
      from dwse.afrekening a where jaar = 2024 and versie = (
        select max(b.versie) from dwse.afrekening b where b.samenwerkingsverband_id = a.samenwerkingsverband_id and b.jaar = a.jaar)`);
    const open = await sql(
      "select coalesce(sum(bedrag), 0) as bedrag from dwse.terugvordering where jaar = 2024 and betaald_op is null",
    );
    const { funding } = data.statistics;
    expect(funding).toMatchObject({
      partnerships: Number(settled["aantal"]),
      settled: Number(settled["aantal"]),
      roundedTo: 1,
      contingent: Number(settled["contingent"]),
      subsidy: { cents: euros(settled["subsidie"]) },
      balance: { cents: euros(settled["saldo"]) },
      openRecoveries: { cents: euros(open["bedrag"]) },
      expected: null,
    });
    const attended = funding.readings.find((each: { reading: string }) => each.reading === "ATTENDED");
    expect(attended.days).toBe(Number(settled["dagen"]));
  });

  it("of the running year is expected to come to no less than it is now; an index of 2% costs 2% more", async () => {
    const { data, errors } = await ask(
      "funding(year: 2026) { settled subsidy { cents } advances { cents } balance { cents } difference { cents } expected { subsidy { cents } lowest { cents } highest { cents } } readings { reading subsidy { cents } } unused { contingent used suppressed } } indexEffect(year: 2026) { subsidy { cents } indexedSubsidy { cents } difference { cents } }",
      DEPARTMENT,
    );
    expect(errors).toBeUndefined();
    const { funding, indexEffect } = data.statistics;
    const advances = await sql("select sum(bedrag) as bedrag from dwse.voorschot where jaar = 2026");
    const granted = await sql(
      "select count(distinct samenwerkingsverband_id) as aantal from dwse.toekenning where jaar = 2026",
    );
    expect(funding.advances.cents).toBe(euros(advances["bedrag"]));
    expect(funding.balance.cents).toBe(funding.subsidy.cents - funding.advances.cents);
    const { lowest, subsidy, highest } = funding.expected;
    expect([funding.subsidy.cents, lowest.cents, subsidy.cents, highest.cents]).toEqual(
      [funding.subsidy.cents, lowest.cents, subsidy.cents, highest.cents].sort((a, b) => a - b),
    );
    const [attended, calendar] = funding.readings.map((each: { subsidy: { cents: number } }) => each.subsidy.cents);
    expect(funding.difference.cents).toBe(calendar - attended);
    expect(indexEffect.subsidy.cents).toBe(subsidy.cents);
    expect(Math.abs(indexEffect.difference.cents / subsidy.cents - 0.02)).toBeLessThan(0.0001);
    expect(funding.unused.length).toBeGreaterThanOrEqual(Number(granted["aantal"]));
    for (const { used, suppressed } of funding.unused) expect([suppressed, used === null]).toEqual([false, false]);
  });

  it("is the same in whole steps for the analyst, whoever asked before", async () => {
    const question =
      "funding(year: 2025) { roundedTo subsidy { cents } advances { cents } balance { cents } readings { reading days } unused { partnership { id } contingent used suppressed } } indexEffect(year: 2025) { unitAmount { cents } }";
    const { data: exact } = await ask(question, DEPARTMENT);
    const { data, errors } = await ask(question);
    expect(errors).toBeUndefined();
    const { funding, indexEffect } = data.statistics;
    const step = 5 * indexEffect.unitAmount.cents;
    const whole = (value: number, of: number) => value - (value % of);
    expect(funding).toMatchObject({
      roundedTo: 5,
      subsidy: { cents: whole(exact.statistics.funding.subsidy.cents, step) },
      advances: exact.statistics.funding.advances,
      balance: { cents: funding.subsidy.cents - funding.advances.cents },
      readings: exact.statistics.funding.readings.map((one: { days: number }) => ({
        ...one,
        days: whole(one.days, 5 * 365),
      })),
    });
    const used = new Map(funding.unused.map((one: { partnership: { id: string } }) => [one.partnership.id, one]));
    for (const one of exact.statistics.funding.unused)
      expect(used.get(one.partnership.id)).toMatchObject(
        one.used < 5 ? { used: null, suppressed: true } : { used: whole(one.used, 5), suppressed: false },
      );
  });

  it("for each outflow to paid work divides the two agencies' figures", async () => {
    const { data, errors } = await ask(
      "funding(year: 2025) { subsidy { cents } } costPerOutflow(year: 2025) { subsidy { cents } outflows suppressed amount { cents } }",
    );
    expect(errors).toBeUndefined();
    const outflows = house.world.persons.filter(
      ({ outflow, readRightEndedOn }) =>
        readRightEndedOn === undefined && outflow?.on.startsWith("2025") && PAID.includes(outflow.destination),
    ).length;
    const { cents } = data.statistics.funding.subsidy;
    expect(data.statistics.costPerOutflow).toEqual({
      subsidy: { cents },
      outflows,
      suppressed: false,
      amount: { cents: Math.round(cents / outflows) },
    });
  });
});

interface Availability {
  asked: number;
  answered: number;
  share: number;
  faults: { code: string; count: number }[];
  hours: { at: string; asked: number }[];
}

describe("the agencies", () => {
  it("over a week are what the guards saw, with each fault by its code", async () => {
    const query = `{ agencies { agency availability(from: "2026-11-15") { from to asked answered share faults { code count } hours { at asked } } } }`;
    const read = async () => (await house.ask(query, {}, ANALYST)).data.agencies;
    const loket = (all: { agency: string; availability: Availability }[]) =>
      all.find(({ agency }) => agency === "LOKET")!.availability;
    const before = loket(await read());
    expect(before).toMatchObject({ from: "2026-11-15", to: "2026-11-21", share: 1, faults: [] });
    house.agencies.loket.setMood("down");
    const { errors } = await house.ask("{ partnerships(first: 1) { totalCount } }");
    expect(errors?.[0]?.extensions?.["code"]).toBe("AGENCY_UNAVAILABLE");
    house.agencies.loket.setMood("lying");
    await house.ask("{ partnerships(first: 1) { totalCount } }");
    house.agencies.loket.setMood("well");
    const after = loket(await read());
    expect(after.asked - after.answered).toBe(3);
    expect(after.faults).toEqual([
      { code: "AGENCY_UNAVAILABLE", count: 3 },
      { code: "AGENCY_UNREADABLE", count: 1 },
    ]);
    expect(after.share).toBeCloseTo(after.answered / after.asked);
    expect(after.hours).toEqual([{ at: "2026-11-21T09:00:00Z", asked: after.asked }]);
  });

  it.each([
    ["to before from", '(from: "2026-11-20", to: "2026-11-19")'],
    ["more than three months", '(from: "2026-01-01", to: "2026-11-19")'],
  ])("%s is refused", async (_what, days) => {
    const { errors } = await house.ask(`{ agencies { availability${days} { asked } } }`, {}, ANALYST);
    expect(errors?.[0]?.extensions?.["code"]).toBe("ARGUMENT_INVALID");
  });
});

describe("the analyst", () => {
  const questions = QUESTION_GROUPS.flatMap((group) => group.questions).filter(({ number }) => number >= 18);

  it.each(questions.map(({ number, operation }) => [number, operation] as const))(
    "is answered on question %i by %s, which the playground offers for it",
    async (_number, operation) => {
      const { text } = DOCUMENTS.find(({ file }) => file === `${operation}.graphql`)!;
      const { data, errors = [] } = await house.ask(text, { year: 2025 }, ANALYST);
      // A figure of few people may be refused in its own place; nothing is denied, and nobody fails to answer.
      expect(errors.filter(({ extensions }) => extensions?.["code"] !== "SMALL_CELL")).toEqual([]);
      for (const root of Object.values(data as object)) {
        expect(root).not.toBeNull();
        expect(countFigures(root)).toBeGreaterThan(3);
      }
    },
  );
});

/** How many numbers an answer holds. */
function countFigures(value: unknown): number {
  if (typeof value === "number") return 1;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((count: number, one) => count + countFigures(one), 0);
}

describe("who may", () => {
  it.each([
    ["dossier-manager", "FUNDING", true],
    ["inspector", "INSPECTION", true],
    ["lead", "FUNDING", false],
    ["partner-guide", "GUIDANCE", false],
    ["vdab-mediator", "GUIDANCE", false],
    ["ocmw-worker", "PERMISSION_DECISION", false],
    ["sickness-fund-employee", "PERMISSION_DECISION", false],
    ["citizen", "OWN_FILE", false],
  ] as const)("%s: %s", async (as, purpose, may) => {
    const asker = { as, purpose, legalContext: "Opdracht 2026/1" };
    const { data, errors } = await ask("durations { cells { ended } }", asker);
    if (may) expect([data.statistics.until, errors]).toEqual([UNTIL, undefined]);
    else expect([data.statistics, errors?.[0]?.extensions?.["code"]]).toEqual([null, "UNAUTHORIZED_FIELD_OR_TYPE"]);
  });
});
