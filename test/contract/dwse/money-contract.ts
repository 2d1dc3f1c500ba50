import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import { createDwse } from "../../../agencies/dwse/create-dwse.js";
import { createWorld } from "../../../agencies/population/create-world.js";
import type { StandIn } from "../../../agencies/stand-in.js";
import { createClock } from "../../../platform/clock.js";
import { createLog } from "../../../platform/log.js";
import { readSettings } from "../../../platform/settings.js";
import { createParticipantIds, Insz } from "../../../schema/identifiers.js";
import type { Mandate } from "../../../schema/mandate.js";
import { runSubgraph, type RunningSubgraph } from "../../../subgraphs/kernel/run-subgraph.js";
import type { FundingPolicy } from "../../../subgraphs/ledger/rules/funding-policy.js";
import { readFundingPolicy } from "../../../subgraphs/ledger/rules/funding-policy.js";
import { groupBy } from "../../../subgraphs/ledger/source/group-by.js";
import { ledgerSubgraph } from "../../../subgraphs/ledger/subgraph.js";
import { asking, inspector } from "../../support/asking.js";
import { createNotebook } from "../../support/notebook.js";
import { recomputeSteps } from "../../support/recompute-steps.js";
import type { LedgerPlace } from "./ledger-contract.js";
import { NOW } from "./ledger-world.js";
import { moneyOf, paidDays, REPORTED_DAYS } from "./money-sql.js";
import { BITING, bitingLedger, LEADS, settle } from "./money-world.js";

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
type Data = any;
type YearKey = [partnership: string, year: number];

/** The biting partnerships share their people with no others. */
const IN_BITING = "sv like 'SV-77%'";
const TODAY = NOW.slice(0, 10);
const READINGS = ["ATTENDED", "CALENDAR"] as const;
const FIGURES = READINGS.map(
  (reading) => `
    ${reading}_days: days(reading: ${reading}) ${reading}_subsidy: subsidy(reading: ${reading}) { cents }
    ${reading}_balance: balance(reading: ${reading}) { cents }
    ${reading}_shares: shares(reading: ${reading}) { organisation { enterpriseNumber } amount { cents } }`,
).join(" ");
const STEPS = READINGS.map(
  (reading) => `${reading}_steps: steps(reading: ${reading}) {
    number rule figure organisation result inputs { source step version on value } }`,
).join(" ");
const LEADING: Mandate = { ...inspector, capacity: "LEAD", purpose: "FUNDING", organisation: LEADS[0]! };

/** Eight of the sixteen: every three choices are together in each way that they can be. */
const CHOICES: readonly Record<string, string>[] = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => {
  const [first, second, third] = [n & 1, (n >> 1) & 1, (n >> 2) & 1] as [number, number, number];
  return {
    LEDGER_UNIT_AMOUNT: ["YEAR_END", "PER_DAY"][first]!,
    LEDGER_CONTINGENT: ["PER_DAY", "LAST"][second]!,
    LEDGER_YEAR_2021: ["NINE_MONTHS", "WHOLE"][third]!,
    LEDGER_SHARED_DAY: ["EARLIER_AGREEMENT", "LATER_AGREEMENT"][(first + second + third) % 2]!,
  };
});
/** Four in which each value of each choice is, where SQL is slow. */
export const FEWER_CHOICES = [0, 3, 4, 7].map((n) => CHOICES[n]!);

/** That the money is what the law and the operators' choices make it, to the cent, on whichever PostgreSQL. */
export function moneyContract(name: string, place: () => Promise<LedgerPlace>, choices = CHOICES): void {
  describe(name, () => {
    const ids = createParticipantIds(readSettings({}).AMA_PARTICIPANT_KEY);
    let where: LedgerPlace;
    let dwse: StandIn;
    let ledger: RunningSubgraph;

    const connect = (environment: Record<string, string> = {}) =>
      runSubgraph(ledgerSubgraph, {
        settings: readSettings({ DATABASE_URL: dwse.address, AMA_AGENCY_TIMEOUT_MS: "60000", ...environment }),
        clock: createClock(NOW),
        log: createLog("silent"),
        accessLog: createNotebook(),
      });
    const administer = async (sql: string): Promise<Data[]> => {
      const client = new Client({ connectionString: dwse.address });
      await client.connect();
      try {
        const results = await client.query<Record<string, unknown>>(sql);
        return Array.isArray(results) ? [] : results.rows;
      } finally {
        await client.end();
      }
    };
    const askYears = async (keys: readonly YearKey[], fields: string, subgraph = ledger, mandate = inspector) => {
      const { data, errors } = await subgraph.answer({
        query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on FundingYear { year partnership { id } ${fields} } } }`,
        variables: { of: keys.map(([id, year]) => ({ __typename: "FundingYear", partnership: { id }, year })) },
        ...asking(),
        mandate,
      });
      return { years: (data as Data)?._entities as Data[], errors: errors ?? [] };
    };
    /** Years of this ledger, that of the biting partnerships alone or of all. */
    const keysOf = async (which: "biting" | "all", more = "true"): Promise<YearKey[]> => {
      const rows =
        await administer(`select distinct samenwerkingsverband_id as sv, jaar::int as jaar from dwse.toekenning
        where (${which === "all"} or samenwerkingsverband_id like 'SV-77%') and ${more} order by 1, 2`);
      return rows.map(({ sv, jaar }): YearKey => [sv, jaar]);
    };
    const SETTLED = `exists (select from dwse.afrekening a where a.samenwerkingsverband_id = toekenning.samenwerkingsverband_id and a.jaar = toekenning.jaar)`;

    beforeAll(async () => {
      where = await place();
      dwse = await createDwse(createWorld({ seed: 1, participants: 60, now: NOW }), {
        host: "127.0.0.1",
        port: 0,
        ...where,
      });
      for (const sql of bitingLedger()) await administer(sql);
      await administer(REPORTED_DAYS);
      ledger = await connect();
    });
    afterAll(async () => {
      await ledger.stop();
      await dwse.stop();
      await where.stop();
    });

    /** Compares figures that the graph tells with those of SQL of its own. */
    const compare = (rows: readonly Data[], years: readonly Data[]) => {
      const told = new Map(years.map((year) => [`${year.partnership.id}/${year.year}`, year]));
      const [expected, found]: [unknown[], unknown[]] = [[], []];
      for (const { sv, jaar, lezing, dagen, subsidie, saldo, delen, afgerekend } of rows) {
        const year = told.get(`${sv}/${jaar}`);
        if (!year || afgerekend) continue;
        expected.push([sv, jaar, lezing, dagen, subsidie, saldo, subsidie === null ? null : delen]);
        const shares = year[`${lezing}_shares`]?.map(({ amount }: Data) => amount?.cents ?? null) ?? null;
        const [subsidy, balance] = [year[`${lezing}_subsidy`]?.cents ?? null, year[`${lezing}_balance`]?.cents ?? null];
        found.push([sv, jaar, lezing, year[`${lezing}_days`], subsidy, balance, subsidy === null ? null : shares]);
      }
      expect(found).toEqual(expected);
      return expected as [string, number, string, number, number | null, number | null, number[] | null][];
    };

    it("agrees with SQL to the cent over every partnership's year", async () => {
      const keys = await keysOf("all");
      const { years, errors } = await askYears(keys, FIGURES);
      expect(errors).toEqual([]);
      const policy = readFundingPolicy(readSettings({}));
      const compared = compare(await administer(moneyOf(policy, TODAY)), years);
      expect(compared.length).toBeGreaterThan(60);
    });

    it("agrees with SQL whatever the operators choose, and every choice changes something", async () => {
      const keys = await keysOf("biting");
      const answers = new Set<string>();
      for (const choice of choices) {
        const policy: FundingPolicy = readFundingPolicy(readSettings(choice));
        const other = await connect(choice);
        const { years, errors } = await askYears(keys, FIGURES, other);
        await other.stop();
        expect(errors).toEqual([]);
        const compared = compare(await administer(moneyOf(policy, TODAY, IN_BITING)), years);
        expect(compared.some(([, , , days, subsidy]) => subsidy !== null && subsidy < days * 700)).toBe(true);
        answers.add(JSON.stringify(compared));
      }
      expect(answers.size).toBe(choices.length);
    });

    it.each<Record<string, string>>([
      {},
      { LEDGER_UNIT_AMOUNT: "PER_DAY", LEDGER_CONTINGENT: "LAST", LEDGER_SHARED_DAY: "LATER_AGREEMENT" },
    ])("every figure is worked out again from its steps alone: %j", async (choice) => {
      const other = await connect(choice);
      const fields = `contingent ${READINGS.map((reading) => `${reading}_trajectories: trajectories(reading: ${reading})`).join(" ")}`;
      const { years, errors } = await askYears(await keysOf("biting"), `${FIGURES} ${STEPS} ${fields}`, other);
      await other.stop();
      expect(errors).toEqual([]);
      for (const year of years)
        for (const reading of READINGS) {
          const found = recomputeSteps(year[`${reading}_steps`]);
          expect([found.get("DAYS"), found.get("SUBSIDY"), found.get("BALANCE")]).toEqual(
            ["days", "subsidy", "balance"].map((figure) => {
              const value = year[`${reading}_${figure}`];
              return String(value.cents ?? value);
            }),
          );
          const [above, below = 1] = found.get("TRAJECTORIES")!.split("/").map(Number) as [number, number?];
          expect(above / below).toBeCloseTo(year[`${reading}_trajectories`], 10);
          for (const { organisation, amount } of year[`${reading}_shares`] ?? [])
            expect(found.get(`SHARE ${organisation.enterpriseNumber}`)).toBe(String(amount.cents));
        }
    });

    it("a settled year is as it was settled, and no later statement, grant or advance moves it", async () => {
      const keys = await keysOf("biting", SETTLED);
      const fields = `${FIGURES} ${STEPS} status settledOn contingent unitAmount { amount { cents } source } days sharedDays { days paidHere participants { days } }
        balances { reading counts amount { cents } } settlements { version settledOn days reading contingent unitAmount { cents } subsidy { cents }
          advances { cents } balance { cents } splitKeyVersion statements { quarter version acceptedOn } recoveries { settlementVersion } }
        recoveries { amount { cents } reason state paidOn imposedOn settlementVersion }`;
      const before = await askYears(keys, `${fields} recomputed { days }`);
      expect(before.errors).toEqual([]);
      expect(before.years.length).toBeGreaterThan(8);
      for (const year of before.years) {
        const [{ reading, statements, recoveries }] = year.settlements;
        const counted = {
          days: year[`${reading}_days`],
          subsidy: year[`${reading}_subsidy`],
          balance: year[`${reading}_balance`],
        };
        expect(counted).toEqual({ days: 701, subsidy: { cents: 432_109 }, balance: { cents: -67_891 } });
        expect(year).toMatchObject({
          status: "SETTLED",
          contingent: 1.5,
          days: 701,
          unitAmount: { amount: { cents: 290_011 } },
        });
        expect(year.balances.filter(({ counts }: Data) => counts)).toEqual([
          { reading, counts: true, amount: { cents: -67_891 } },
        ]);
        expect(statements.length).toBeGreaterThan(0);
        expect(recoveries).toEqual([{ settlementVersion: 1 }]);
        const [recovery] = year.recoveries;
        expect(recovery).toMatchObject({
          amount: { cents: 67_891 },
          reason: "NEGATIVE_BALANCE",
          state: "OPEN",
          paidOn: null,
        });
      }
      // One more version of each statement of these years, of half the days; more grants and advances; the others' too.
      await administer(`begin;
        create table public.proef_oud as select * from dwse.kwartaaloverzicht where samenwerkingsverband_id like 'SV-77%' and jaar <= 2023;
        update dwse.kwartaaloverzicht set status = 'VERVANGEN' where id in (select id from public.proef_oud);
        insert into dwse.kwartaaloverzicht select id + 50000, samenwerkingsverband_id, jaar, kwartaal, 2, 'AANVAARD', '2026-08-01', '2026-09-01T10:00:00Z' from public.proef_oud;
        insert into dwse.aanvaarde_dagen select kwartaaloverzicht_id + 50000, insz, overeenkomst, bit_count(aanwezig & mask), dagen_begeleid, date '2021-01-01' + (kwartaaloverzicht_id % 50), aanwezig & mask, begeleid_van, begeleid_tot
          from (select *, (repeat('10', 46)::bit(92))::bit varying(92) as lang from dwse.aanvaarde_dagen) d, lateral (select substring(lang from 1 for length(aanwezig)) as mask) m
          where kwartaaloverzicht_id in (select id from public.proef_oud);
        insert into dwse.voorschot select samenwerkingsverband_id, jaar, 9, 1, '2026-09-02', '+++090/9337/55493+++' from dwse.toekenning where samenwerkingsverband_id like 'SV-77%' and volgnummer = 1 and jaar <= 2023;
        commit;`);
      const after = await askYears(keys, fields);
      expect(after.errors).toEqual([]);
      expect(after.years).toEqual(before.years.map(({ recomputed: _recomputed, ...year }: Data) => year));
      const { years } = await askYears(
        keys,
        "recomputed { reading days subsidy { cents } balance { cents } difference { cents } because { kind quarter version acceptedOn } } settlements { reading statements { quarter } }",
      );
      for (const { recomputed, settlements } of years) {
        const [{ reading, statements }] = settlements;
        expect(recomputed.reading).toBe(reading);
        expect(recomputed.difference.cents).toBe(recomputed.balance.cents + 67_891);
        expect(recomputed.because).toEqual(
          expect.arrayContaining(
            statements.map(({ quarter }: Data) => ({
              kind: "STATEMENT",
              quarter,
              version: 2,
              acceptedOn: "2026-09-01",
            })),
          ),
        );
        expect(recomputed.because.at(-1)).toEqual({
          kind: "ADVANCE",
          quarter: null,
          version: null,
          acceptedOn: "2026-09-02",
        });
      }
      // What it would come to is what SQL makes of a ledger in which nothing was settled.
      await administer(`drop table public.proef_dag; ${REPORTED_DAYS}`);
      const rows = await administer(moneyOf(readFundingPolicy(readSettings({})), TODAY, IN_BITING));
      for (const { recomputed, year, partnership } of years) {
        const row = rows.find(
          ({ sv, jaar, lezing }) => sv === partnership.id && jaar === year && lezing === recomputed.reading,
        );
        expect([recomputed.days, recomputed.subsidy.cents, recomputed.balance.cents]).toEqual([
          row.dagen,
          row.subsidie,
          row.saldo,
        ]);
      }
    });

    it("a revision is another version, and counts from its day", async () => {
      await administer(settle("SV-7701", 2021, "BEGELEID", 2, 2));
      await administer(settle("SV-7701", 2021, "AANWEZIG", 2, 9));
      const { years } = await askYears(
        [["SV-7701", 2021]],
        "days settledOn settlements { version reading } balances { reading counts }",
      );
      expect(years).toEqual([
        {
          year: 2021,
          partnership: { id: "SV-7701" },
          days: 702,
          settledOn: "2023-05-31",
          settlements: [
            { version: 1, reading: "ATTENDED" },
            { version: 2, reading: "CALENDAR" },
          ],
          balances: [
            { reading: "ATTENDED", counts: false },
            { reading: "CALENDAR", counts: true },
          ],
        },
      ]);
    });

    it("a participant counts once a day: both partnerships are told, one is paid", async () => {
      const keys = await keysOf("biting", "jaar >= 2024");
      for (const choice of [{}, { LEDGER_SHARED_DAY: "LATER_AGREEMENT" }] as Record<string, string>[]) {
        const policy = readFundingPolicy(readSettings(choice));
        const other = await connect(choice);
        const fields = READINGS.map(
          (reading) =>
            `${reading}: sharedDays(reading: ${reading}) { days paidHere paidElsewhere participants { participant { id } days paidHere otherPartnerships { id } } }`,
        ).join(" ");
        const { years, errors } = await askYears(keys, fields, other);
        await other.stop();
        expect(errors).toEqual([]);
        const rows = await administer(`
          select alle.sv, alle.jaar, alle.lezing, alle.persoon, alle.dag::text as dag, alle.sv = een.sv as hier
          from (select sv, jaar, lezing, persoon, dag, count(*) over (partition by persoon, lezing, dag) as keren
            from (select distinct sv, jaar, lezing, persoon, dag from public.proef_dag where ${IN_BITING} and jaar >= 2024) alle) alle
          join (${paidDays(policy, IN_BITING)}) een using (lezing, persoon, dag)
          where keren > 1 order by dag`);
        expect(rows.length).toBeGreaterThan(100);
        const sealed = new Map(rows.map(({ persoon }): [string, string] => [persoon, ""]));
        for (const persoon of sealed.keys()) sealed.set(persoon, ids.seal(Insz.parse(persoon)));
        const byYear = groupBy(rows, ({ sv, jaar, lezing }) => `${sv}/${jaar}/${lezing}`);
        for (const year of years)
          for (const reading of READINGS) {
            const own = byYear.get(`${year.partnership.id}/${year.year}/${reading}`) ?? [];
            const { participants, ...counts } = year[reading];
            const paidHere = own.filter(({ hier }) => hier).length;
            expect(counts).toEqual({ days: own.length, paidHere, paidElsewhere: own.length - paidHere });
            for (const { participant, days, paidHere: paid, otherPartnerships } of participants) {
              const person = own.filter(({ persoon }) => sealed.get(persoon) === participant.id);
              expect(days).toEqual(person.map(({ dag }) => dag));
              expect(paid).toEqual(person.filter(({ hier }) => hier).map(({ dag }) => dag));
              expect(otherPartnerships.length).toBeGreaterThan(0);
            }
          }
      }
    });

    it("a lead is told of the shared days, not of whose partnership the other is", async () => {
      const fields = "sharedDays { days participants { participant { id } days otherPartnerships { id } } }";
      const own = (await keysOf("biting", "jaar = 2025")).filter(([id]) => Number(id.slice(-1)) % 2 === 0);
      const { years, errors } = await askYears(own, fields, ledger, LEADING);
      const people = years.flatMap((year) => year.sharedDays.participants);
      expect(people.length).toBeGreaterThan(2);
      const untold = people.filter(({ otherPartnerships }) => otherPartnerships === null);
      expect(untold.length).toBeGreaterThan(0);
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(untold.map(() => "OUT_OF_SIGHT"));
    });

    it("a person's days follow: once a day over all partnerships, and a lead sees those of its own", async () => {
      const people = await administer("select distinct persoon from public.proef_dag where sv like 'SV-77%'");
      const fields = READINGS.map(
        (reading) =>
          `${reading}: days(reading: ${reading}) ${reading}_elsewhere: daysPaidElsewhere(reading: ${reading})`,
      ).join(" ");
      const ask = async (mandate: Mandate) => {
        const { data, errors } = await ledger.answer({
          query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Participant { id funding(year: 2025) { ${fields} } } } }`,
          variables: {
            of: people.map(({ persoon }) => ({ __typename: "Participant", id: ids.seal(Insz.parse(persoon)) })),
          },
          ...asking(),
          mandate,
        });
        expect(errors).toBeUndefined();
        return (data as Data)._entities as Data[];
      };
      const sum = (rows: readonly Data[], key: string) =>
        rows.reduce((total, { funding }) => total + (funding?.[key] ?? 0), 0);
      const policy = readFundingPolicy(readSettings({}));
      for (const [mandate, cut] of [
        [inspector, "true"],
        [LEADING, `sv in (select id from dwse.samenwerkingsverband where penhouder = '${LEADS[0]}')`],
      ] as const) {
        const told = await ask(mandate);
        for (const reading of READINGS) {
          const [row] = await administer(`
            with mensen as materialized (select distinct persoon from public.proef_dag where ${IN_BITING})
            select (select count(*) from (${paidDays(policy, IN_BITING)}) een where jaar = 2025 and lezing = '${reading}' and ${cut} and persoon in (select persoon from mensen))::int as betaald,
              (select count(*) from (select distinct sv, persoon, dag from public.proef_dag where jaar = 2025 and lezing = '${reading}' and ${cut} and persoon in (select persoon from mensen)) alle)::int as gemeld`);
          expect(sum(told, reading)).toBe(row.betaald);
          expect(sum(told, reading) + sum(told, `${reading}_elsewhere`)).toBe(row.gemeld);
        }
      }
    });

    it("what a running year is expected to come to is told beside its balance of today", async () => {
      const { years, errors } = await askYears(
        await keysOf("biting", "jaar in (2021, 2026)"),
        "status days balance { cents } expected { on method accepted likely { days subsidy { cents } stillToPay { cents } } low { days } high { days } }",
      );
      expect(errors).toEqual([]);
      for (const { status, days, expected } of years) {
        if (status === "SETTLED") expect(expected).toBeNull();
        else {
          expect(expected.low.days).toBeGreaterThanOrEqual(days);
          expect(expected.likely.days).toBeGreaterThanOrEqual(expected.low.days);
          expect(expected.high.days).toBeGreaterThanOrEqual(expected.likely.days);
        }
      }
      expect(new Set(years.map(({ status }) => status))).toEqual(new Set(["SETTLED", "TO_SETTLE", "RUNNING"]));
    });

    it("the biting partnerships have both signs of a balance", async () => {
      const { years } = await askYears(await keysOf("biting"), "balance { cents }");
      const signs = new Set(years.map(({ balance }) => Math.sign(balance.cents)));
      expect([...signs].sort()).toEqual([-1, 1]);
      expect(new Set(years.map(({ partnership }) => partnership.id)).size).toBe(BITING.length);
    });
  });
}
